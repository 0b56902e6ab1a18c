public import Foundation
public import Technicians

/// Where a console has moved away from its roster: what was changed by hand, and what nobody put down.
///
/// It is a plan read the other way round, so that the two never disagree: what a plan would add is gone from the console, and what it would
/// take away has come. Encoded with stable keys, for an alert.
public struct RosterDrift: Sendable, Hashable, Codable {
  /// When the console was read.
  public let at: Date
  /// The console's host.
  public let console: String
  /// The layout's name.
  public let layout: String
  /// Who was signed in.
  public let signedInAs: EmailAddress
  /// The roster's file, as it was given.
  public let roster: String
  /// How many people the roster names.
  public let people: Int
  /// How many roles it has.
  public let roles: Int
  /// How many people on the console the roster says to leave out of account.
  public let ignored: Int
  /// The differences, the worst first; then by kind, and by address or name.
  public let findings: [DriftFinding]
  /// What is worth knowing and no difference.
  public let notes: [String]

  /// The differences that `plan` shows.
  ///
  /// - Parameters:
  ///   - roster: the roster that the plan was made of.
  ///   - snapshot: the console that it was made of.
  ///   - plan: the plan.
  ///   - time: when the console was read.
  public init(roster: Roster, snapshot: ConsoleSnapshot, plan: Plan, at time: Date) {
    var finder = DriftFinder(roster, snapshot)
    for change in plan.changes { finder.add(change) }
    for person in plan.notInRoster { finder.addUnexpected(person) }
    finder.addUnassigned()
    at = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
    console = snapshot.address
    layout = snapshot.layout
    signedInAs = snapshot.signedInAs
    self.roster = roster.file
    people = roster.people.count
    roles = roster.roles.count
    ignored = plan.ignored
    findings = finder.sorted
    notes = plan.notes + finder.unusedRoles
  }

  /// Whether the console is as the roster says.
  public var isNone: Bool { findings.isEmpty }

  /// How many findings are as bad as this.
  public func count(_ severity: DriftFinding.Severity) -> Int { findings.count { $0.severity == severity } }
}

extension RosterDrift: CustomStringConvertible {
  /// The findings for a person: the worst first, a line each, what has come and gone below.
  public var description: String {
    let lines = TextColumns.lines(
      findings.map { [$0.severity.rawValue, $0.kind.rawValue, ShownText.plain($0.subject), ShownText.plain($0.text)] })
    let findingLines = zip(lines, findings).flatMap { line, finding in [line] + finding.itemised.map { "    \($0)" } }
    let header = [
      "Console  \(console) (layout \(layout)), signed in as \(signedInAs)",
      "Roster   \(roster): \(WordList.count(people, "person", "people")), \(WordList.count(roles, "role", "roles"))",
    ]
    let blocks = [header, findingLines, notes.map { "note: \($0)" }, [tally]]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  /// `3 differences: 1 critical, 2 high`, or that there are none.
  public var tally: String {
    guard !isNone else {
      return
        "No drift: \(console) is as \(roster) says (\(WordList.count(people, "person", "people")), \(WordList.count(roles, "role", "roles")))"
    }
    let counts = DriftFinding.Severity.allCases.map { ($0, count($0)) }.filter { $0.1 > 0 }.map { "\(WordList.grouped($1)) \($0.rawValue)" }
    return "\(WordList.count(findings.count, "difference", "differences")): \(counts.joined(separator: ", "))"
  }
}

extension DriftFinding {
  /// What the text counted rather than named, one item a line.
  var itemised: [String] {
    guard added.count + removed.count > Change.mostNamedInline else { return [] }
    return added.map { "+ \(ShownText.plain($0))" } + removed.map { "- \(ShownText.plain($0))" }
  }
}
