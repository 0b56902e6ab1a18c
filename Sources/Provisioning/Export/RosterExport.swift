public import Foundation
public import Technicians

/// The roster and the roles of a console as it stands: the first day of everybody who begins to keep a roster.
///
/// A plan of it against the same console has nothing to do. Whoever cannot be described in a roster as they are is ignored by it, and never
/// changed in passing.
public struct RosterExport: Sendable, Hashable {
  /// What goes into a roster.
  public struct Options: Sendable, Hashable {
    /// Whether deactivated people are named, as `state: deactivated`.
    public var includesDeactivated: Bool
    /// Whether an area that is granted as a whole becomes `Area/*`. That grants whatever the area may hold in future, too.
    public var foldsAreas: Bool
    /// Whether security groups are used as they stand, so that the roster says nothing of their permissions.
    public var keepsGroups: Bool

    /// Options; by default only what is there today is said, and nobody is named who has gone.
    public init(includesDeactivated: Bool = false, foldsAreas: Bool = false, keepsGroups: Bool = false) {
      self.includesDeactivated = includesDeactivated
      self.foldsAreas = foldsAreas
      self.keepsGroups = keepsGroups
    }
  }

  /// The roster, as YAML.
  public let text: String
  /// What whoever reads it should know: people and groups that could not be said as they are, and why.
  public let notes: [String]
  /// How many people it names.
  public let people: Int
  /// How many roles it has.
  public let roles: Int
  /// The active people whom it ignores, by address.
  public let ignored: [EmailAddress]
  /// How many deactivated people it leaves out.
  public let leftOut: Int

  /// Makes the roster of a console of which everybody's page was read.
  ///
  /// - Parameters:
  ///   - options: what goes into it.
  ///   - fileName: what the file will be called, for the advice at its head.
  ///   - time: when the console was read, for the same.
  /// - Throws: ``PlanningError`` when the console shows two accounts with one address or two groups with one name, when somebody's permissions
  ///   were not read, or when nobody can be named.
  public static func make(
    snapshot: ConsoleSnapshot, options: Options = Options(), fileName: String = "team.yaml", at time: Date
  ) throws(PlanningError) -> RosterExport {
    var exporting = try Exporting(snapshot, options)
    let roster = try exporting.roster()
    let header = [
      "The roster of \(snapshot.address) (layout \(snapshot.layout)) as the console stood at \(Self.shown(time)).",
      "Written by: syncroctl roster export, signed in as \(snapshot.signedInAs).",
      "",
      "It says what is so already: syncroctl plan \(fileName) has nothing to do. From here on change this file:",
      "plan shows what that would change on the console, apply changes it, and drift tells what was changed there",
      "by hand. Every field is explained in docs/roster.md.",
    ]
    return RosterExport(
      text: RosterText(roster: roster, header: header).text, notes: roster.notes, people: roster.people.count, roles: roster.roles.count,
      ignored: roster.ignored.map(\.person.email), leftOut: roster.leftOut)
  }

  /// Reads the roster back and plans it against the console that it was made of.
  ///
  /// - Throws: ``Unfaithful`` unless the plan has nothing to do.
  public func check(against snapshot: ConsoleSnapshot) throws(Unfaithful) {
    let plan: Plan
    do {
      plan = try Planner.plan(roster: RosterReader.parse(text: text, fileName: "the exported roster"), snapshot: snapshot)
    } catch {
      throw Unfaithful(reasons: "\(error)".split(separator: "\n").map(String.init))
    }
    guard plan.isEmpty else { throw Unfaithful(reasons: plan.changes.map(\.summary)) }
  }

  /// The exported roster would change the console that it was made of. It must not be used.
  public struct Unfaithful: Error, Sendable, Hashable, CustomStringConvertible {
    /// What a plan of it says.
    let reasons: [String]

    /// What is wrong and what to do.
    public var description: String {
      let shown = reasons.prefix(10).map { "  \($0)" }
      let more = reasons.count > shown.count ? ["  and \(WordList.grouped(reasons.count - shown.count)) more"] : []
      let head = "the roster that was made of this console does not describe it; a plan of it says:"
      let tail = "This is a mistake in syncroctl: please report it with these lines. The roster was not written."
      return ([head] + shown + more + [tail]).joined(separator: "\n")
    }
  }

  /// `2026-11-25 02:31:13Z`
  static func shown(_ time: Date) -> String {
    time.formatted(.iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false)) + "Z"
  }
}
