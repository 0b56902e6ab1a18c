import Testing
import WebDriver

extension PageScriptTests {
  /// What a button does not send must not be filled in as if it were sent.
  @Suite(.inBrowser, .serialized) struct FormTests {
    private func look(_ page: String) async throws -> PageAnswer {
      let session = try await Stage.show(page)
      let program = PageProgram(
        elements: ["a": ElementQuery([.css("#a")]), "save": ElementQuery([.role("button", names: ["Save"])])],
        cases: [
          PageCase(
            "form", all: [("a", .fill), ("save", .click)],
            steps: [.boxes(PageStep.BoxLayout(area: "fieldset", heading: "legend", box: "input[type=checkbox]"), within: nil)])
        ])
      let outcome = try await session.run(program, deadline: .milliseconds(300))
      guard case .answered(let answer) = outcome else { return try #require(nil as PageAnswer?) }
      return answer
    }

    private static let button = "<button>Save</button>"
    private static let boxes = "<fieldset><legend>Of</legend><label><input type=checkbox>One</label></fieldset>"

    @Test(arguments: [
      "<form><input id=a>\(button)\(boxes)</form>", "<form id=f><input id=a></form><button form=f>Save</button>",
      // No form at all: a script sends what it knows.
      "<input id=a>\(button)\(boxes)",
    ]) func whatIsSentTogetherHolds(_ page: String) async throws {
      #expect(try await look(page).heldCase == "form")
    }

    @Test(arguments: ["<form>\(button)</form><input id=a>", "<form>\(button)</form><form><input id=a></form>"])
    func aFieldOutsideOfTheFormDoesNot(_ page: String) async throws {
      let answer = try await look(page)
      #expect(answer.heldCase == nil)
      #expect(answer.elements["a"]?.problem == .apart)
    }

    @Test func boxesOutsideOfTheFormDoNot() async throws {
      let answer = try await look("<form><input id=a>\(Self.button)</form>\(Self.boxes)")
      #expect(answer.heldCase == nil)
      #expect(answer.elements["save"]?.problem == .apart)
    }
  }
}
