public import Foundation
internal import Technicians

/// One change in a report: what was wanted, what there was before, what came of it.
public struct ReportedChange: Sendable {
  /// Its place in the plan, from 1.
  public let number: Int
  /// What was wanted.
  public let change: Change
  /// How it ended. What was begun and has no outcome in the journal is unknown.
  public let outcome: ChangeResult.Outcome
  /// What happened, on one line.
  public let detail: String
  /// Of an error all else that is known, and what a second witness said, a line each.
  public let explanation: [String]
  /// When it began, if it did.
  public let began: Date?
  /// How long it took, if that is known.
  public let seconds: Double?
  /// The WebDriver commands that it took, if that is known.
  public let commands: Int?
  /// The file names of its pictures.
  public let pictures: [String]
  /// What there was before: the look just before the change where the journal has it, else what the plan rests on.
  public let before: Looked?
  /// What a fresh page showed afterwards.
  public let after: Looked?
  /// Whether it was seen to have been done by hand.
  public let isByHand: Bool
  /// What is left for a person, if something is.
  public let task: TaskList.Item?

  init(_ change: Change, number: Int, run: JournalledRun, before fact: PlanFact?) {
    self.number = number
    self.change = change
    let planned = fact.map { Looked(person: $0.person, group: $0.group) }
    let results = run.summary?.results ?? []
    let noted: ChangeResult? =
      if case .ended(let result) = run.steps[number] { result } else if results.indices.contains(number - 1) { results[number - 1] } else {
        nil
      }
    isByHand = noted?.byHand == true
    task = noted.flatMap { TaskList(run.header, [number: $0]).tasks.first }
    if let result = noted {
      (outcome, detail) = (result.outcome, result.detail)
      // Its first line often says the same again.
      explanation = (result.explanation ?? []).filter { $0 != result.detail } + (result.witness ?? [])
      // What was not reached has not begun, whatever time stands there.
      began = result.outcome == .notReached ? nil : result.began
      seconds = result.outcome == .notReached ? nil : result.seconds
      commands = result.outcome == .notReached ? nil : result.commands
      pictures = result.pictures
      // A plan knows nothing of what stays of somebody, nor of a second factor.
      let isKnown = result.belongings == nil && result.looked?.person?.secondFactor == nil
      before = isKnown ? planned : result.looked ?? planned
      after =
        result.technician == nil && result.group == nil
        ? nil : Looked(person: result.technician, group: result.group, belongings: result.belongings)
      return
    }
    (explanation, seconds, commands, pictures, after) = ([], nil, nil, [], nil)
    if case .intended(let looked, let moment) = run.steps[number] {
      (outcome, began, before) = (.unknown, moment, looked)
      detail = "begun \(ShownTime.text(moment)), and no outcome was written down"
    } else {
      (outcome, began, before) = (.notReached, nil, planned)
      detail = run.ended == nil ? "not begun when the journal was last written" : "not reached"
    }
  }

  /// Whom or what it concerns: an email, or a group's name.
  public var whom: String { change.email?.description ?? change.name }

  /// What to do about it, where a person has to do something.
  var advice: String? {
    switch outcome {
    case .done, .unchanged: nil
    case .unknown: "Look at the console first: it may have been done, wholly or in part."
    case .failed: "Put right what is said here, then plan again."
    case .manual: "Do what the task says. Then syncroctl resume looks, and writes down what it sees done."
    case .notReached: "Nothing was done for it."
    }
  }

  /// The line of the roster that asked for it, or that somebody did on the command line.
  var asked: String {
    change.rosterLocation == .commandLine ? "the command line" : change.rosterLocation.description
  }
}
