import Testing
import WebDriver

@testable import Recordings

@Suite struct MovedTests {
  private static let names = ["p.full_name", "p.email", "p.phone", "p.save"]

  private static func look(_ order: [String], inside: [String: String] = [:], of names: [String] = names) -> BuiltLook {
    BuiltLook([PageCase("form", all: names.map { ($0, $0 == "p.save" ? .click : .fill) })]).answering {
      $0.found = order
      $0.inside = inside
    }
  }

  private func report(_ old: BuiltLook..., now: BuiltLook...) -> DriftReport {
    Drift.compare(
      expected: RecordingBuilder.recording { builder in old.forEach { builder.look($0) } },
      live: RecordingBuilder.recording { builder in now.forEach { builder.look($0) } })
  }

  @Test func aFieldThatMovedPastOthersIsNamedAlone() {
    let report = report(Self.look(Self.names), now: Self.look(["p.email", "p.phone", "p.full_name", "p.save"]))
    #expect(report.findings.map(\.sentence) == ["p.full_name: has moved; it stood before p.email and stands after it now"])
    #expect(report.findings.map(\.kind) == [.moved])
  }

  @Test func oneOfTwoThatChangedPlacesIsTheOneThatStandsInSomethingElse() {
    let old = Self.look(["p.full_name", "p.email"], inside: ["p.full_name": "A", "p.email": "B"], of: ["p.full_name", "p.email"])
    let new = Self.look(["p.email", "p.full_name"], inside: ["p.full_name": "A", "p.email": "A"], of: ["p.full_name", "p.email"])
    let report = report(old, now: new)
    #expect(report.findings.map(\.sentence) == [#"p.email: has moved; it stood in "B" and stands in "A" now"#])
  }

  @Test func aFieldIsTakenToHaveMovedRatherThanAButton() {
    let report = report(
      Self.look(["p.email", "p.save"], of: ["p.email", "p.save"]), now: Self.look(["p.save", "p.email"], of: ["p.email", "p.save"]))
    #expect(report.findings.map(\.element) == ["p.email"])
  }

  @Test func aFieldThatMovedToAnotherPartIsNamedOnceThoughSeenTwice() {
    let old = Self.look(Self.names, inside: ["p.full_name": "Details", "p.email": "Details", "p.phone": "Details"])
    let new = Self.look(
      ["p.full_name", "p.email", "p.save", "p.phone"], inside: ["p.full_name": "Details", "p.email": "Details", "p.phone": "Other"])
    let report = report(old, old, now: new, new)
    #expect(report.findings.map(\.sentence) == [#"p.phone: has moved; it stood in "Details" and stands in "Other" now"#])
  }

  @Test func aPartThatWasRenamedMovesNothing() {
    let old = Self.look(Self.names, inside: ["p.full_name": "Details", "p.email": "Details", "p.phone": "Details"])
    let new = Self.look(Self.names, inside: ["p.full_name": "Profile", "p.email": "Profile", "p.phone": "Profile"])
    let report = report(old, now: new)
    #expect(report.findings.map(\.kind) == [.section])
    #expect(report.findings.map(\.sentence) == [#"p: what was called "Details" is called "Profile" now"#])
  }

  @Test func markupThatNoLongerMatchesBecauseTheFieldMovedIsNotNamed() {
    let old = Self.look(Self.names, inside: ["p.email": "Details"])
    let new = old.answering {
      $0.inside = ["p.email": "Other"]
      $0.counts = ["p.email": [1, 0]]
    }
    let report = report(old, now: new)
    #expect(report.findings.map(\.kind) == [.moved])
  }

  @Test func recordingsWithoutOrderAreNotCompared() {
    let report = report(Self.look(Self.names).answering { $0.says = false }, now: Self.look(Self.names.reversed()))
    #expect(report.findings.isEmpty)
  }

  @Test func elementsThatAreOnOneSideOnlyDoNotCount() {
    let report = report(Self.look(Self.names), now: Self.look(["p.phone", "p.save"]).answering { $0.held = "form" })
    #expect(!report.findings.contains { $0.kind == .moved })
  }

  @Test func aWholeFormInAnotherOrderEnds() {
    let names = (0..<40).map { "p.f\($0)" }
    let report = report(Self.look(names, of: names), now: Self.look(names.reversed(), of: names))
    #expect(report.findings.count == 39)
  }
}
