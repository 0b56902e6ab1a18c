internal import Technicians

/// A plan as a person reads it, before they say yes to it.
public struct PlanText: Sendable, CustomStringConvertible {
  /// The most people who are named in a line that only reports them.
  private static let mostNamed = 5
  /// The longest line that reports people; beyond it they stand one a line.
  private static let widest = 80

  private let plan: Plan
  private let verdicts: [GuardVerdict]?

  /// `plan` as text; with the verdicts, when all guards agree, their line as well.
  public init(_ plan: Plan, verdicts: [GuardVerdict]? = nil) {
    self.plan = plan
    self.verdicts = verdicts
  }

  /// The lines, without a line break at the end.
  public var description: String {
    var blocks = [header, changeLines + tally]
    blocks.append(plan.notes.map { "note: \($0)" })
    blocks.append(seatLines + [verdicts.flatMap(Guards.okLine)].compactMap(\.self))
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private var header: [String] {
    let basis = plan.basis
    let seats = WordList.count(plan.seats.before.active, "active seat", "active seats")
    let people = WordList.count(basis.people, "person", "people")
    return [
      "Console  \(basis.address) (layout \(basis.layout)), signed in as \(basis.signedInAs), \(seats)",
      "Roster   \(basis.rosterFile): \(people), \(WordList.count(basis.roles, "role", "roles"))",
    ]
  }

  private var changeLines: [String] {
    guard !plan.isEmpty else { return ["Nothing to do: the console is as the roster says."] }
    let rows = plan.changes.map { change in
      [
        "\(change.sign) \(change.verb)", change.email?.description ?? ShownText.plain(change.name),
        change.email == nil ? "" : ShownText.plain(change.name), change.detail, change.price,
      ]
    }
    return zip(TextColumns.lines(rows), plan.changes).flatMap { line, change in [line] + change.itemised.map { "    \($0)" } }
  }

  private var tally: [String] {
    let ignored = plan.ignored > 0 ? " · \(WordList.grouped(plan.ignored)) ignored" : ""
    let unchanged = "= \(WordList.grouped(plan.unchanged)) unchanged\(ignored)"
    guard !plan.notInRoster.isEmpty else { return [unchanged] }
    let emails = plan.notInRoster.map(\.email.description)
    let strangers = "\(WordList.grouped(emails.count)) not in the roster"
    let line = "\(unchanged) · \(strangers) (\(emails.joined(separator: ", "))): reported only"
    if line.count <= Self.widest { return [line] }
    let more = emails.count > Self.mostNamed ? ["    and \(WordList.grouped(emails.count - Self.mostNamed)) more"] : []
    return ["\(unchanged) · \(strangers), reported only:"] + emails.prefix(Self.mostNamed).map { "    \($0)" } + more
  }

  private var seatLines: [String] {
    let (before, after) = (plan.seats.before, plan.seats.after)
    let source = before.source == .listPrice ? " (at the list price; your contract may differ)" : ""
    let seats = "Seats \(WordList.grouped(before.active)) -> \(WordList.grouped(after.active))"
    guard before.active != after.active else { return ["\(seats) · \(before.monthlyCost)/month unchanged\(source)"] }
    let month = Money(cents: after.monthlyCost.cents - before.monthlyCost.cents, currency: after.monthlyCost.currency)
    return [
      "\(seats) · \(before.monthlyCost)/month -> \(after.monthlyCost)/month\(source)",
      "      \(month.signed)/month, \((month * 12).signed)/year",
    ]
  }
}
