import Testing
import WebDriver

@testable import Recordings

@Suite struct MergedDriftTests {
  private func report(_ old: BuiltLook, _ new: BuiltLook) -> DriftReport {
    Drift.compare(expected: RecordingBuilder.recording { $0.look(old) }, live: RecordingBuilder.recording { $0.look(new) })
  }

  private func look(_ order: [String]) -> BuiltLook {
    BuiltLook([PageCase("form", all: order.sorted().map { ($0, .present) })]).answering { $0.found = order }
  }

  /// The three changes of the drift test: a renamed button, a moved field, an extra confirmation, each seen by more than one scenario.
  @Test func threeChangesAreThreeFindings() {
    let renamed = DriftTests.form.holdingNothing {
      $0.counts = ["technician.save": [0, 1]]
      $0.problems = ["technician.save": "unsure"]
    }
    let present = BuiltLook([PageCase("page", all: [("technician.save", .present)])], ["technician.save": DriftTests.save])
    let seen = present.answering { $0.counts = ["technician.save": [0, 1]] }
    let confirmed = Drift.compare(
      expected: RecordingBuilder.recording {
        $0.look(DriftTests.form)
        $0.click("technician.save")
        $0.look(DriftTests.saved)
      },
      live: RecordingBuilder.recording {
        $0.look(DriftTests.form)
        $0.click("technician.save")
        $0.interrupted(DriftTests.saved)
        $0.command("getAlertText", body: nil, answer: "Sure?")
      })
    let merged = Drift.merged([
      ("a", report(DriftTests.form, renamed)), ("b", report(present, seen)), ("c", confirmed), ("d", confirmed),
      ("e", report(look(["p.a", "p.b", "p.c"]), look(["p.b", "p.c", "p.a"]))),
    ])
    #expect(merged.map(\.finding.kind) == [.candidate, .dialog, .moved])
    #expect(merged.map(\.finding.element) == ["technician.save", "technician.save", "p.a"])
    #expect(merged.map(\.scenarios) == [["a", "b"], ["c", "d"], ["e"]])
    #expect(merged.last?.description.hasSuffix("\n  seen in e, line 2") == true)
    #expect(merged.first?.description.hasSuffix("\n  seen in a, line 2 and 1 other scenario") == true)
  }

  /// The first scenario alone cannot tell which of the two has moved; the second can.
  @Test func whatMovedIsJudgedFromAllScenarios() {
    let pair = report(look(["p.a", "p.z"]), look(["p.z", "p.a"]))
    #expect(pair.findings.map(\.element) == ["p.a"])
    let more = report(look(["p.x", "p.y", "p.z"]), look(["p.z", "p.x", "p.y"]))
    let merged = Drift.merged([("one", pair), ("two", more)])
    #expect(merged.map(\.finding.element) == ["p.z"])
    #expect(merged.map(\.scenarios) == [["one", "two"]])
  }

  @Test func aRowThatIsNotFoundFollowsFromAHeading() {
    let row = ElementQuery([.css("a")], row: ElementQuery.Row(table: "p.people", cells: [.init(column: ["Email"], equals: "x@y")]))
    let button = BuiltLook([PageCase("row", all: [("p.people", .present), ("p.edit", .click)])], ["p.edit": row])
    let lost = report(
      button,
      button.holdingNothing {
        $0.found = ["p.people"]
        $0.problems = ["p.edit": "row"]
      })
    #expect(lost.findings.map(\.sentence) == [#"p.edit: no row of p.people has "x@y" under "Email" now"#])
    func list(_ heading: String) -> BuiltLook {
      BuiltLook(
        [PageCase("list", all: [("p.people", .present)], steps: [.table("p.people", columns: [:])])],
        results: [["table": ["headings": [.string(heading)], "missing": [], "rows": []]]])
    }
    let renamed = report(list("Email"), list("Mail"))
    #expect(Drift.merged([("one", lost), ("two", renamed)]).map(\.finding.kind) == [.headings])
  }
}
