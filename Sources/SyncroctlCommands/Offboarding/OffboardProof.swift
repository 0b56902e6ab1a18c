import ConsolePages
import Provisioning
import Technicians

/// What was seen at the end, and what is left for a person.
struct OffboardProof {
  let leavers: [Leaver]
  let report: ApplyReport

  private var people: [LeaverProof] { leavers.map { leaver in LeaverProof(leaver, report.summary.results) } }

  private var places: [(String, String)] {
    (report.evidence.map { [("evidence", $0)] } ?? []) + (report.run.map { [("report", "syncroctl report \($0)")] } ?? [])
  }

  /// Of one person a fact a line, of several a line each.
  var text: String {
    if people.count == 1, let only = people.first {
      let facts = only.facts + places
      let width = facts.map(\.0.count).max() ?? 0
      return ([only.email.description] + facts.map { "  \(TextColumns.padded($0.0, to: width))  \($0.1)" }).joined(separator: "\n")
    }
    return ([csv.text] + places.map { "\($0.0)  \($0.1)" }).joined(separator: "\n")
  }

  var csv: Table {
    Table(
      headings: ["email", "account", "API tokens", "open tickets", "row"],
      rows: people.map { person in
        [person.email.description] + person.facts.prefix(3).map(\.1) + [person.row]
      })
  }

  /// - Throws: ``Shortfall`` with what is left, worst first.
  func requireNothingLeft(again: String) throws {
    // The check fails because of what is left: where something else says what that is, it does not say how it ended.
    let isLeft = report.summary.results.contains { $0.outcome == .manual }
    let summary = report.summary.without { isLeft && $0.change.action == .confirmOffboarded && $0.outcome == .failed }
    let shortfall = summary.shortfall(again: again, run: report.run)
    let steps = people.flatMap { $0.steps(again: leavers.count == 1 ? again : "syncroctl offboard \($0.email)") }
    if shortfall == nil, steps.isEmpty { return }
    if let shortfall, steps.isEmpty || !people.allSatisfy(\.isCutAndOnlyLeft) { throw shortfall }
    let lines = steps.enumerated().flatMap { number, step in OffboardLines.wrapped(step, behind: "  \(number + 1). ") }
    let whose = leavers.count == 1 ? "access of \(leavers[0].email)" : "access of all \(leavers.count)"
    throw Shortfall(
      // What is only to be looked at is something left, too.
      status: shortfall?.status ?? .partly,
      description: (["\(whose) is cut; left for a person:"] + lines + ["What was done stays done."]).joined(separator: "\n"))
  }
}

/// The same of one person.
private struct LeaverProof {
  let email: EmailAddress
  /// The line that asked for it; empty for one who was named on the command line.
  let row: String
  private let results: [ChangeResult]

  init(_ leaver: Leaver, _ all: [ChangeResult]) {
    email = leaver.email
    row = leaver.location == .commandLine ? "" : leaver.location.description
    results = all.filter { $0.change.email == leaver.email }
  }

  /// The last step, which looks and changes nothing.
  private var check: ChangeResult? { results.last { $0.change.action == .confirmOffboarded } }

  /// What the latest fresh page showed of the account; `nil` where none was seen.
  private var status: TechnicianStatus? { results.reversed().lazy.compactMap { ($0.technician ?? $0.looked?.person)?.status }.first }

  private var belongings: Belongings? { check?.belongings ?? check?.looked?.belongings }

  var facts: [(String, String)] {
    func counted(_ count: Int?) -> String { count.map { $0 == 0 ? "none" : "\($0) left" } ?? "not seen" }
    let witness = results.last?.witness?.last
    return [
      ("account", status?.rawValue ?? "not seen"), ("API tokens", counted(belongings?.tokens?.count)),
      ("open tickets", counted(belongings?.tickets?.count)),
    ] + (witness.map { [("witness", $0)] } ?? [])
  }

  /// Whether access is cut, and nothing failed but that something was to be left.
  var isCutAndOnlyLeft: Bool {
    guard status == .deactivated else { return false }
    return results.allSatisfy { result in
      result.outcome == .done || result.outcome == .unchanged
        || (result.change.action == .confirmOffboarded && result.outcome == .failed)
    }
  }

  /// Steps for a person, each with what to type.
  func steps(again: String) -> [String] {
    guard let belongings else { return [] }
    var steps: [String] = []
    for token in belongings.tokens ?? [] {
      let made = "\(token.shown)\(token.mayBeShared ? ", made \(ShownText.plain(token.created))," : "") still works."
      steps.append(token.mayBeShared ? "\(made) If nobody else needs it: \(again) --include-shared-tokens" : "\(made) Try again: \(again)")
    }
    if let count = belongings.tickets?.count, count > 0 {
      let heir = again.contains("--reassign-to") ? "Try again: \(again)" : "Give them to somebody: \(again) --reassign-to EMAIL"
      steps.append("\(count == 1 ? "1 ticket is" : "\(count) tickets are") still theirs. \(heir)")
    }
    if belongings.tokens == nil { steps.append("API tokens were not looked for: the selector pack knows no page of them. Do it by hand") }
    if belongings.tickets == nil { steps.append("tickets were not looked for: the selector pack knows no page of them. Do it by hand") }
    return steps.map { $0.prefix(1).uppercased() + $0.dropFirst() }
  }
}
