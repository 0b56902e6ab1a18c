internal import Foundation
internal import Technicians

extension RunReport {
  /// A line about the run as a whole.
  struct Fact: Sendable {
    let label: String
    let lines: [String]
    /// Whether it is a digest or a path, which are set in letters of one width.
    var isCode = false
    var isWide = false
  }

  /// What everybody wants to know first: where, who, when, by whose leave.
  var facts: [Fact] {
    let (plan, basis) = (header.plan, header.plan.plan.basis)
    var ending = ended.map { ShownTime.text($0) } ?? "no end is written down"
    if let seconds { ending += " (after \(ShownTime.length(seconds)))" }
    let witness = header.witness.map { [Fact(label: "Second witness", lines: [$0])] } ?? []
    let circumstances = [
      Fact(label: "Run", lines: [header.id.description], isCode: true),
      Fact(label: "Console", lines: [header.console, "layout \(header.layout)"]),
      Fact(label: "Began", lines: [ShownTime.text(header.began)]), Fact(label: "Ended", lines: [ending]),
      Fact(label: "Started by", lines: ["\(header.operator) on \(header.host)"]),
      Fact(label: "Signed in as", lines: [header.signedInAs.description]),
    ]
    return circumstances + witness + [
      Fact(label: "Approved by", lines: header.approvals.isEmpty ? ["nobody: no approval was used"] : header.approvals.flatMap(\.lines)),
      Fact(label: "Plan made by", lines: ["\(plan.author), \(ShownTime.text(plan.made))", "good until \(ShownTime.text(plan.expires))"]),
      Fact(label: "Roster", lines: [basis.rosterFile]), Fact(label: "Plan digest", lines: [plan.digest], isCode: true, isWide: true),
    ]
  }

  /// The guards that refused the plan, and what became of each refusal.
  var refusals: [(finding: String, lifted: String)] {
    header.plan.verdicts.filter { !$0.isOK }.map { verdict in
      let by = header.approvals.filter { $0.lifts.contains(verdict.rule) }.map(\.approver)
      let lifted = by.isEmpty ? "no approval lifts it" : "lifted by \(WordList.and(by))"
      return ("\(verdict.rule.rawValue): \(verdict.finding)", lifted)
    }
  }

  /// What the plan reported without doing anything about it.
  var remarks: [String] {
    let plan = header.plan.plan
    var lines = plan.notes
    if !plan.notInRoster.isEmpty {
      let count = WordList.count(plan.notInRoster.count, "active person is", "active people are")
      lines.append("\(count) not in the roster, and left alone: \(WordList.list(plan.notInRoster.map(\.email.description), limit: 20))")
    }
    if !plan.protectedPeople.isEmpty {
      lines.append("Protected by the roster: \(WordList.list(plan.protectedPeople.map(\.description), limit: 20))")
    }
    if plan.ignored > 0 { lines.append("\(WordList.count(plan.ignored, "person", "people")) left out of account, as the roster says") }
    if plan.unchanged > 0 { lines.append("\(WordList.count(plan.unchanged, "person", "people")) of the roster needed no change") }
    return lines
  }

  /// What to type to see that the evidence is whole; `nil` where none was kept.
  var verification: String? {
    (evidence?.path ?? header.evidence).map { "syncroctl evidence verify \(Self.shellWord($0))" }
  }

  /// A word that a shell takes as it stands.
  static func shellWord(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "/.-_@+:,=".utf8.contains(byte)
        }
      }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

extension UsedApproval {
  /// Who and when, which guards it lifts, until when it holds.
  var lines: [String] {
    let lifted = lifts.isEmpty ? [] : ["lifting \(WordList.and(lifts.map(\.rawValue)))"]
    return ["\(approver), \(ShownTime.text(given))"] + lifted + ["good until \(ShownTime.text(expires))"]
  }
}
