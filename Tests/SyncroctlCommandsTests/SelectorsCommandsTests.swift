import Foundation
import TestSupport
import Testing

/// `syncroctl selectors`, and packs of one's own in other commands.
@Suite struct SelectorsCommandsTests {
  private static let acme = """
    format: 1
    extends: users
    layout: acme
    pages:
      technician:
        elements:
          saev: [{ hook: x }]
    """

  @Test func theShippedPacksAreClean() async throws {
    let run = try await Program.inPlace { try await $0.run(["selectors", "lint"], browses: false) }
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(run.talk == "Nothing is wrong\n")
  }

  @Test func warningsAreToldAndCountOnlyIfAskedFor() async throws {
    try await Program.inPlace { program in
      _ = try program.file("acme.yaml", Self.acme)
      let run = try await program.run(["selectors", "lint", "acme.yaml"], browses: false)
      #expect(run.status == 0)
      #expect(
        run.output == """
          place          severity  entry            what is wrong
          acme.yaml:7:7  warning   technician.saev  nothing asks for an element of this name; did you mean "save"?

          """)
      #expect(run.talk == "1 warning\n")
      let strict = try await program.run(["selectors", "lint", "acme.yaml", "--strict"], browses: false)
      #expect(strict.status == 1)
      #expect(strict.talk == "error: 1 warning. See docs/packs.md. (exit 1)\n")
    }
  }

  @Test func mistakesAreToldInEveryFormat() async throws {
    try await Program.inPlace { program in
      _ = try program.file("acme.yaml", "format: 1\nlayout: users\npages:\n  technician: { path: '' }\n")
      let run = try await program.run(["selectors", "lint", "acme.yaml", "--format", "csv"], browses: false)
      #expect(run.status == 1)
      #expect(run.output == "file,line,column,severity,name,reason\r\nacme.yaml,4,23,error,pages.technician.path,is empty\r\n")
      #expect(run.talk == "error: 1 mistake. See docs/packs.md. (exit 1)\n")
      struct Row: Decodable, Equatable {
        let file: String
        let line: Int
        let column: Int
        let severity: String
        let name: String
        let reason: String
      }
      let json = try await program.run(["selectors", "lint", "acme.yaml", "--format", "json"], browses: false)
      #expect(
        try json.json(as: [Row].self) == [
          Row(file: "acme.yaml", line: 4, column: 23, severity: "error", name: "pages.technician.path", reason: "is empty")
        ])
    }
  }

  @Test func aFileThatIsNotThere() async throws {
    let run = try await Program.inPlace { try await $0.run(["selectors", "lint", "none.yaml"], browses: false) }
    #expect(run.status == 64)
    #expect(run.talk == "error: there is no selector pack at none.yaml\nNothing was changed. (exit 64)\n")
  }

  @Test func whatIsInEffectIsShown() async throws {
    try await Program.inPlace { program in
      _ = try program.file("acme.yaml", Self.acme.replacing("saev: [{ hook: x }]", with: "save: [{ label: Keep }]"))
      let run = try await program.run(["selectors", "show", "technician.save", "--layout", "acme.yaml"], browses: false)
      #expect(run.status == 0)
      #expect(
        run.output == """
          pages:
            technician:
              elements:
                save:  # acme.yaml:7
                  candidates:
                    - label: Keep

          """)
      let none = try await program.run(["selectors", "show", "technician.safe", "--layout", "acme.yaml"], browses: false)
      #expect(none.status == 64)
      #expect(
        none.talk.hasSuffix(
          #"there is nothing of the name "technician.safe"; did you mean "technician.save"?"# + "\nNothing was changed. (exit 64)\n"))
      let whole = try await program.run(["selectors", "show"], ["SYNCROCTL_LAYOUT": "acme.yaml"], browses: false)
      _ = try program.file("whole.yaml", whole.output)
      let again = try await program.run(["selectors", "lint", "whole.yaml", "--strict"], browses: false)
      #expect(again.status == 0)
    }
  }

  @Test func examplesAreTried() async throws {
    try await Program.inPlace { program in
      _ = try program.file(
        "acme.yaml",
        """
        format: 1
        layout: users
        pages:
          technician:
            elements:
              save:
                candidates: [{ role: button, name: Keep }]
                examples:
                  matches: [<button>Keep</button>]
                  not:
                    - <button>Save</button>
        """)
      let good = try await program.run(["selectors", "test", "acme.yaml"])
      #expect(good.status == 0)
      #expect(
        good.output
          == """
          place            element          example  result
          acme.yaml:9:21   technician.save  matches  passed
          acme.yaml:11:15  technician.save  not      passed

          """)
      #expect(good.talk == "2 examples hold\n")
      _ = try program.file("none.yaml", Self.acme)
      let none = try await program.run(["selectors", "test", "none.yaml"], browses: false)
      #expect(none.status == 0)
      #expect(none.talk == "There are no examples\n")
    }
  }

  @Test func examplesThatDoNotHoldFail() async throws {
    try await Program.inPlace { program in
      _ = try program.file(
        "acme.yaml",
        "format: 1\nlayout: users\npages: { technician: { elements: { save: { candidates: [{ label: A }], examples: { not: ['<input aria-label=A>'] } } } } }"
      )
      let run = try await program.run(["selectors", "test", "acme.yaml", "--format", "csv"])
      #expect(run.status == 1)
      #expect(
        run.output
          == "file,line,column,element,expected,html,passed,reason\r\nacme.yaml,3,90,technician.save,not,<input aria-label=A>,false,\"is matched: label \"\"A\"\"\"\r\n"
      )
      #expect(run.talk == "error: 1 of 1 examples do not hold. See docs/packs.md. (exit 1)\n")
    }
  }

  @Test func aMistakeInAPackOfOnesOwnStopsAnyCommandWithItsPlace() async throws {
    try await Program.inPlace { program in
      let account = [
        "SYNCROCTL_CONSOLE": "http://127.0.0.1:9", "SYNCROCTL_EMAIL": "robot@acme.example", "SYNCROCTL_PASSWORD": "canary-password",
      ]
      _ = try program.file("acme.yaml", Self.acme.replacing("[{ hook: x }]", with: "[{ hok: x }]"))
      let run = try await program.run(["seats", "--layout", "acme.yaml"], account, browses: false)
      #expect(run.status == 64)
      #expect(
        run.talk == """
          error: acme.yaml:7:16: pages.technician.elements.saev[0].hok: unknown key; did you mean "hook"?
          Nothing was changed. (exit 64)

          """)
      _ = try program.file("over.yaml", "format: 1\nlayout: users\n")
      let over = try await program.run(["seats", "--layout", "over.yaml"], account, browses: false)
      #expect(
        over.talk == """
          error: over.yaml:1:1: a whole pack declares capabilities and list_price; one that says only what differs names its base: extends
          Nothing was changed. (exit 64)

          """)
    }
  }
}
