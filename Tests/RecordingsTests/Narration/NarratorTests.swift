import Secrets
import Testing
import WebDriver

@testable import Recordings

@Suite struct NarratorTests {
  private func told(_ build: (inout RecordingBuilder) -> Void) -> [NarratedStep] { Narrator.steps(of: RecordingBuilder.recording(build)) }

  private var signIn: BuiltLook {
    BuiltLook(
      [
        PageCase(
          "form", all: [("sign_in.email", .fill), ("sign_in.password", .fill), ("sign_in.submit", .click)],
          steps: [
            .fill([
              ("sign_in.email", .text("robot@acme.com")), ("sign_in.password", .secret(Secret("s3cret", label: "account.password"))),
            ])
          ])
      ], ["sign_in.submit": ElementQuery([.role("button", names: ["Sign in"]), .css("[name=commit]")])], title: "Sign in",
      results: [["texts": []]])
  }

  @Test func aSignInIsToldAsAPersonWould() {
    let code = PageCase("code", all: [("mfa.code", .fill)], newDocument: true)
    let refused = PageCase("refused", all: [("sign_in.error", .present)], newDocument: true)
    let steps = told {
      $0.mark("sign in", "robot@acme.com")
      $0.open("/users/sign_in")
      $0.look(signIn)
      $0.click("sign_in.submit")
      $0.look(BuiltLook([code, refused, PageCase("block:down", all: [("frame.down", .present)])], title: "Code"))
    }
    #expect(steps.map(\.number) == [1, 2, 3, 4])
    #expect(steps.map(\.line) == [3, 4, 5, 6])
    #expect(steps.map(\.heading) == ["sign in: robot@acme.com", nil, nil, nil])
    #expect(
      steps.map(\.text) == [
        "opens /users/sign_in", #"on the page "Sign in""#, #"presses sign_in.submit (button "Sign in")"#,
        #"waits for "code" or "refused": "code" came"#,
      ])
    #expect(steps[1].details == ["types \"robot@acme.com\" into sign_in.email and a secret (account.password) into sign_in.password"])
  }

  @Test func whatIsReadIsCounted() {
    let rows: [JSONValue] = [["cells": [:]], ["cells": [:]]]
    let table = told {
      $0.look(
        BuiltLook(
          [PageCase("list", all: [("people.table", .present)], steps: [.table("people.table", columns: [:])])], title: "People",
          results: [["table": ["headings": ["Name"], "missing": ["kind"], "rows": .array(rows)]]]))
    }
    #expect(table.map(\.text) == [#"on the page "People": reads the table people.table: 2 rows, without kind"#])

    let layout = PageStep.BoxLayout(area: "fieldset", heading: "legend", box: "input")
    let boxes = BuiltBox.areas((0..<60).map { ("Tickets", "Action \($0)") }, ticked: { $0 < 12 })
    let read = told {
      $0.look(
        BuiltLook(
          [PageCase("page", all: [("technician.email", .present)], steps: [.boxes(layout, within: nil)])],
          results: [["boxes": boxes]]))
    }
    #expect(read.map(\.text) == [#"on the page "Page": reads 60 boxes (technician, fieldset), 12 ticked"#])
  }

  private static func fetching(_ steps: [PageStep]) -> PageStep {
    .pages(PageFetch([], path: "^/users$", all: [], steps: steps, pages: 40, time: .seconds(20), pageTime: .seconds(10)))
  }

  private static func pages(_ results: [JSONValue], next: String? = nil) -> JSONValue {
    let pages = results.enumerated().map { index, result -> JSONValue in
      ["address": .string("https://console.example/users?page=\(index + 2)"), "results": [result]]
    }
    return ["fetched": ["pages": .array(pages), "next": next.map { .string($0) } ?? .null]]
  }

  @Test func pagesThatAreNotOpenedAreTold() {
    let rows: [JSONValue] = [["table": ["rows": [["cells": [:]], ["cells": [:]]]]], ["table": ["rows": [["cells": [:]]]]]]
    let boxes: JSONValue = ["boxes": BuiltBox.areas((0..<6).map { ("Tickets", "Action \($0)") }, ticked: { $0 < 2 })]
    let layout = PageStep.BoxLayout(area: "fieldset", heading: "legend", box: "input")
    let steps: [(PageStep, JSONValue, String)] = [
      (
        Self.fetching([.table("people.table", columns: [:])]), Self.pages(rows),
        "reads 2 pages inside the browser, /users?page=2 to /users?page=3: 3 rows of people.table"
      ),
      (
        Self.fetching([.boxes(layout, within: nil)]), Self.pages([boxes], next: "https://console.example/users?page=9"),
        "reads 1 page inside the browser, /users?page=2: 6 boxes, 2 ticked; /users?page=9 is the next"
      ),
      (
        Self.fetching([]),
        ["fetched": ["pages": [], "failed": ["address": "https://console.example/users?page=2", "problem": "status", "detail": "500"]]],
        "cannot read /users?page=2 inside the browser (status, 500), and so none of the pages"
      ),
    ]
    for (step, result, text) in steps {
      let told = told { $0.look(BuiltLook([PageCase("open", all: [("a.b", .present)], steps: [step])], title: "P", results: [result])) }
      #expect(([told[0].text] + told[0].details).joined(separator: " ") == "on the page \"P\"\(told[0].details.isEmpty ? ":" : "") \(text)")
    }
  }

  @Test func everyStepInThePageIsTold() {
    let layout = PageStep.BoxLayout(area: "fieldset", heading: "legend", box: "input")
    let steps: [(PageStep, JSONValue, String)] = [
      (.read("a.b", .text), ["text": "x"], #"reads a.b: "x""#),
      (.read("a.b", .text), [:], "reads a.b: nothing there"),
      (.read("a.b", .checked), ["text": "true"], "reads a.b: ticked"),
      (.read("a.b", .options), ["text": #"["x"]"#], #"reads the options of a.b: ["x"]"#),
      (.read("a.b", .address), ["text": "https://console.example/x/1"], "reads where a.b leads: /x/1"),
      (.read("a.b", .attribute("href")), ["text": "x"], #"reads href of a.b: "x""#),
      (.require("a.b", .text, equals: "x"), ["text": "x"], #"checks that a.b is "x""#),
      (.require("a.b", .text, equals: "x"), ["text": "y", "problem": "required"], #"checks that a.b is "x", but it is "y""#),
      (.texts(css: ".e", within: "a.b"), ["texts": ["x", "y"]], #"reads .e in a.b: "x", "y""#),
      (.existing(["a.b", "a.c"]), ["texts": ["a.c"]], "looks whether there is a.b: no, a.c: yes"),
      (.fill([("a.b", .checked(true)), ("a.c", .option(["x"]))]), ["texts": []], #"ticks a.b; chooses "x" in a.c"#),
      (.fill([("a.b", .text("x"))]), ["texts": ["a.b"]], #"types "x" into a.b, but a.b did not take it"#),
      (.fill([("a.b", .optionValue("7"))]), ["texts": []], #"chooses the option "7" in a.b"#),
      (.follow("a.b"), ["text": "https://console.example/y"], "follows a.b to /y"),
      (.follow("a.b"), [:], "finds that a.b is no link to follow"),
      (
        .setBoxes(
          layout, within: nil,
          changes: [
            PageBox(area: "Tickets", action: "Create", checked: true), PageBox(area: "Tickets", action: "Delete", checked: false),
          ], exactly: true), ["failed": []], "ticks Tickets/Create; unticks Tickets/Delete; unticks all other boxes"
      ),
    ]
    for (step, result, text) in steps {
      let told = told { $0.look(BuiltLook([PageCase("page", all: [("a.b", .present)], steps: [step])], results: [result])) }
      #expect(told.map(\.text) == [#"on the page "Page": \#(text)"#])
    }
  }

  @Test func aPageThatDidNotComeIsToldWithWhatWasMissing() {
    let look = BuiltLook([PageCase("form", all: [("a.b", .click), ("a.c", .present)])], path: "/x", title: "Other")
    let steps = told {
      $0.look(
        look.holdingNothing {
          $0.found = ["a.b"]
          $0.problems = ["a.b": "covered"]
          $0.isOld = true
        })
    }
    #expect(steps.map(\.text) == [#"waits for "form": nothing of it came in time"#])
    #expect(
      steps[0].details == [
        #"the page was "Other", /x"#, "it is the page on which something was pressed", "a.b: covered by something", "a.c: not found",
      ])
  }

  @Test func blocksDialogsAndErrorsAreTold() {
    let look = BuiltLook([PageCase("form", all: [("a.b", .present)]), PageCase("block:signed_out", all: [("sign_in.email", .present)])])
    let steps = told {
      $0.look(look.answering { $0.held = "block:signed_out" })
      $0.interrupted(look)
      $0.command("getAlertText", body: nil, answer: "Really?")
      $0.command("acceptAlert")
      $0.failing("acceptAlert", error: "no such alert")
      $0.command("takeScreenshot", body: nil, answer: "<picture>")
      $0.command("someThing", on: ["element-9"])
      $0.poll([look, look.answering { $0.title = "Later" }])
    }
    #expect(
      steps.map(\.text) == [
        #"waits for "form": "signed_out" came in between, on the page "Page""#, #"waits for "form": a dialog stood in the way"#,
        #"reads the dialog: "Really?""#, #"accepts the dialog "Really?""#, "accepts the dialog; the driver says: no such alert",
        "takes a picture", "someThing on element-9", #"waits for "form": it came, on the page "Later""#,
      ])
    #expect(steps.last?.details == ["asked again until the answer was this; 2 different answers"])
  }

  @Test func aRecordingIsToldAsText() {
    let recording = RecordingBuilder.recording {
      $0.open("/users/sign_in")
      $0.mark("sign in", "robot@acme.com")
      $0.look(signIn)
    }
    #expect(
      RecordingText(recording).description == """
        users/deactivate, recorded 2026-11-24 by syncroctl 0.1.0
          chrome 156.0.1.2 · layout users · pack 0123456789ab
          https://console.example · signed in as robot@acme.com · one-time codes computed
          clock 2026-11-24T09:00:00Z · emulated console, seed 1

        1. opens /users/sign_in

        sign in: robot@acme.com
        2. on the page "Sign in"
             types "robot@acme.com" into sign_in.email and a secret (account.password) into sign_in.password

        Outcome
          done

        """)
  }
}
