public import Foundation
internal import Technicians

/// A run as its reports tell it: what the journal has of it, laid beside what the plan wanted. Pages, tables and machine forms are made of
/// this alone, so that they cannot disagree.
public struct RunReport: Sendable {
  /// How the run began, with its whole plan.
  public let header: RunHeader
  /// When it ended; `nil` if the journal has no end of it.
  public let ended: Date?
  /// How long it took, where it ended.
  public let seconds: Double?
  /// Why it ended before its last change, if it did.
  public let endedEarly: String?
  /// The evidence folder; `nil` where none was kept or none can be found.
  public let evidence: URL?
  /// Every change of the plan, in its order.
  public let changes: [ReportedChange]

  /// The report of `run`.
  ///
  /// - Parameter evidence: the folder with its pictures, if there is one.
  public init(_ run: JournalledRun, evidence: URL?) {
    header = run.header
    ended = run.ended
    seconds = run.summary?.seconds
    endedEarly = run.summary?.endedEarly
    self.evidence = evidence
    tasks = TaskList(run)
    let facts = FactIndex(run.header.plan.plan.facts)
    changes = run.header.plan.plan.changes.enumerated().map { index, change in
      ReportedChange(change, number: index + 1, run: run, before: facts[change])
    }
  }

  /// What is left for a person.
  public let tasks: TaskList

  /// How many changes ended in a way.
  public func count(_ outcome: ChangeResult.Outcome) -> Int { changes.count { $0.outcome == outcome } }

  /// Whether the run came to its end, be it before its last change.
  public var hasEnded: Bool { ended != nil }

  /// Whether everything is as the plan wanted it.
  public var isWhole: Bool { hasEnded && endedEarly == nil && changes.allSatisfy { $0.outcome == .done || $0.outcome == .unchanged } }

  /// The outcome of a change in a few words: `done by hand`.
  func word(_ item: ReportedChange) -> String { word(item.outcome) + (item.isByHand ? " by hand" : "") }

  /// An outcome in a word. Of a run without an end, nobody knows that the rest will not be reached.
  func word(_ outcome: ChangeResult.Outcome) -> String { outcome == .notReached && !hasEnded ? "not begun" : outcome.rawValue }

  /// Those that were not done, in the plan's order.
  var notDone: [ReportedChange] { changes.filter { $0.outcome != .done && $0.outcome != .unchanged } }

  /// `2 of 3 changes done: 1 failed`. Says first what nobody knows.
  public var headline: String {
    guard !changes.isEmpty else { return hasEnded ? "There was nothing to do" : "Nothing is known to have been done" }
    let made = count(.done) + count(.unchanged)
    let rest = [
      (count(.unknown), "of unknown outcome"), (count(.failed), "failed"), (count(.manual), "for a person"),
      (count(.notReached), word(.notReached)),
    ].filter { $0.0 > 0 }.map { "\(WordList.grouped($0.0)) \($0.1)" }
    let head = "\(WordList.grouped(made)) of \(WordList.count(changes.count, "change", "changes")) done"
    return rest.isEmpty ? head : "\(head): \(WordList.and(rest))"
  }

  /// What else there is to say of how the run ended; `nil` where it simply ended.
  public var caveat: String? {
    if !hasEnded, changes.contains(where: { $0.task != nil }), !changes.contains(where: { $0.outcome == .notReached }) {
      return "This run is open until what is left for a person is seen to be done: syncroctl resume \(header.id)"
    }
    if !hasEnded { return "This run has not come to its end: it was cut off, or is still under way." }
    return endedEarly.map { "This run ended early: \($0)." }
  }

  /// Seats before the run, and after what is known to have been done; `nil` where the plan did not read them.
  var seats: SeatForecast? {
    let before = header.plan.plan.seats.before
    // A single change that no roster asked for is made without looking at seats.
    guard before.active > 0 || before.pricePerMonth.cents > 0 else { return nil }
    return SeatForecast(usage: before, changes: changes.filter { $0.outcome == .done }.map(\.change))
  }

  /// How many changes may have taken or freed a seat without anybody knowing.
  var uncountedSeats: Int { changes.count { $0.outcome == .unknown && $0.change.seatDelta != 0 } }
}

/// The plan's facts by whom they are about.
private struct FactIndex {
  private var people: [String: PlanFact] = [:]
  private var groups: [String: PlanFact] = [:]

  init(_ facts: [PlanFact]) {
    for fact in facts {
      // Of nobody and nothing a fact does not say which it is about.
      if fact.group == nil, people[fact.subject.lowercased()] == nil { people[fact.subject.lowercased()] = fact }
      if fact.person == nil, groups[fact.subject] == nil { groups[fact.subject] = fact }
    }
  }

  subscript(change: Change) -> PlanFact? { change.email.map { people[$0.comparable] } ?? groups[change.name] }
}
