public import ConsolePages
public import Foundation
internal import Technicians

/// Carries out a plan, one change at a time; see ``ChangeStep`` for how.
///
/// One person's failure does not stop the others. What stops the run is what would stop every change: not being signed in any more, a
/// browser that is gone, a journal that cannot be written.
public struct Applier: Sendable {
  /// Asks the guards about one change, by what a fresh page shows.
  public typealias GuardCheck = @Sendable (Change, Looked) async throws -> [GuardVerdict]

  let console: Console
  let log: RunLog?
  let evidence: EvidenceFolder?
  /// Counts the WebDriver commands so far.
  let commandCount: @Sendable () -> Int
  let now: @Sendable () -> Date
  let guards: GuardCheck
  let signIn: (@Sendable () async throws -> Void)?
  let witness: (any Witness)?
  let firstPassword: FirstPassword?

  /// How often a run signs in again: a console that ends each session at once is not to be asked for ever.
  private static let mostSignIns = 3

  /// What carries out plans on `console`.
  ///
  /// - Parameters:
  ///   - log: where everything is written down before and after; `nil` writes nothing down, for trying out.
  ///   - evidence: where pictures are kept; by default the log's.
  ///   - commandCount: how many WebDriver commands there have been, to say what each change took.
  ///   - now: the time.
  ///   - guards: are asked before each change.
  ///   - signIn: signs in once more where the session has ended on the way; `nil` ends the run then.
  ///   - witness: is asked besides the pages; `nil` leaves it at those.
  ///   - firstPassword: the first password of the one person who is created; `nil` has the console tell people itself, by mail.
  public init(
    _ console: Console, log: RunLog? = nil, evidence: EvidenceFolder? = nil, commandCount: @escaping @Sendable () -> Int,
    now: @escaping @Sendable () -> Date = { Date() }, guards: @escaping GuardCheck = { _, _ in [] },
    signIn: (@Sendable () async throws -> Void)? = nil, witness: (any Witness)? = nil,
    firstPassword: FirstPassword? = nil
  ) {
    self.console = console
    self.log = log
    self.evidence = evidence ?? log?.evidence
    self.commandCount = commandCount
    self.now = now
    self.guards = guards
    self.signIn = signIn
    self.witness = witness
    self.firstPassword = firstPassword
  }

  /// Applies `plan`. A cancelled task finishes the change under way, and the rest is not reached.
  ///
  /// What an earlier part of the same run has ended well is left alone; what failed, was not reached or is not known is looked at again.
  ///
  /// - Parameters:
  ///   - deactivationReason: what to choose where the console asks for a reason; the pack's own if `nil`.
  ///   - begin: is told of each change before it begins.
  ///   - seen: is told of each change that was made once a fresh page shows it done, before that is pictured and written down.
  ///   - progress: is told of each change once it has ended.
  public func apply(
    _ plan: Plan, deactivationReason: String? = nil, begin: @Sendable (Change, Int) -> Void = { _, _ in },
    seen: @escaping @Sendable (Change, Int) -> Void = { _, _ in },
    progress: @Sendable (ChangeResult, Int) -> Void = { _, _ in }
  ) async throws -> RunSummary {
    let started = ContinuousClock.now
    let earlier = try log?.steps() ?? [:]
    let signIns = SignIns(left: Self.mostSignIns, signIn)
    var expectations = Expectations(plan.facts)
    var results: [ChangeResult] = []
    var end: (RunSummary.EarlyEnd, words: String)?
    // What a later change has made of somebody is expected by an earlier one that is still open, too.
    for number in plan.changes.indices.map({ $0 + 1 }) {
      if case .ended(let result)? = earlier[number], result.isSettled { expectations.note(result) }
    }
    for (index, change) in plan.changes.enumerated() {
      let number = index + 1
      if case .ended(let result)? = earlier[number], result.isSettled {
        results.append(result)
        continue
      }
      if end == nil, Task.isCancelled { end = (.interrupted, "interrupted") }
      guard end == nil else {
        let result = notReached(change, because: end?.words ?? "")
        results.append(result)
        progress(result, number)
        continue
      }
      begin(change, number)
      let setting = Setting(
        fact: expectations.fact(for: change), email: expectations.email(for: change), earlier: earlier[number].flatMap(EarlierStep.init),
        reason: deactivationReason, seen: { seen(change, number) })
      // A step once begun is finished and read back, although Ctrl-C may come in the middle of it.
      let (result, fatal) = await Task { await perform(change, number: number, setting, signIns) }.value
      end = fatal
      expectations.note(result)
      results.append(result)
      do { try log?.note(result, number) } catch { end = end ?? (.notWritten, "\(error)") }
      progress(result, number)
    }
    let elapsed = ContinuousClock.now - started
    return RunSummary(results: results, seconds: elapsed.seconds, endedEarly: end?.words, end: end?.0)
  }

  /// What a change is carried out under.
  private struct Setting: Sendable {
    let fact: PlanFact?
    let email: EmailAddress?
    let earlier: EarlierStep?
    let reason: String?
    let seen: @Sendable () -> Void
  }

  private func notReached(_ change: Change, because reason: String) -> ChangeResult {
    ChangeResult(
      change: change, outcome: .notReached, detail: "not reached: \(reason)", looked: nil, technician: nil, group: nil, commands: 0,
      seconds: 0, began: now(), pictures: [], explanation: nil, cause: nil)
  }

  /// One change and, if every further one would fail as well, why.
  private func perform(
    _ change: Change, number: Int, _ setting: Setting, _ signIns: SignIns
  ) async -> (ChangeResult, end: (RunSummary.EarlyEnd, words: String)?) {
    let began = now()
    let started = ContinuousClock.now
    let before = commandCount()
    var report: StepReport
    do {
      let context = ChangeContext(
        console: console, deactivationReason: setting.reason, firstPassword: firstPassword, currentEmail: setting.email,
        desk: witness?.desk)
      if let work = try change.work(in: context) {
        report = try await ChangeStep(
          console: console, change: change, number: number, work: work, fact: setting.fact, earlier: setting.earlier, log: log,
          evidence: evidence, guards: guards, witness: witness.map { StepWitness(witness: $0) },
          seen: setting.seen, signInAgain: { try await signIns.again() }
        ).perform()
      } else {
        report = StepReport(.failed, "a change that makes no sense: \(change.summary)", nil)
      }
    } catch {
      report = StepReport(failure: error, nil)
      report.endsTheRun = RunSummary.EarlyEnd(of: error)
      // Nothing was done, since nothing could be written down.
      if error is LogUnwritable { report.outcome = .failed }
    }
    let result = ChangeResult(
      change: change, outcome: report.outcome, detail: report.detail, looked: report.looked, technician: report.now?.person,
      group: report.now?.group, commands: commandCount() - before, seconds: (ContinuousClock.now - started).seconds, began: began,
      pictures: evidence?.pictures(of: number) ?? [],
      explanation: report.error.map { [$0.message] + $0.details + [$0.advice].compactMap(\.self) }, cause: report.cause,
      witness: report.witness.isEmpty ? nil : report.witness, byHand: report.isByHand ? true : nil, task: report.task,
      belongings: report.now?.belongings)
    return (result, report.endsTheRun.map { ($0, report.detail) })
  }
}

extension RunSummary.EarlyEnd {
  /// Why nothing more can be done after an error; `nil` if something can. Errors of the console concern one page; of those only a lost
  /// sign-in or a lost console concern all. Any other error means driver or browser.
  init?(of error: any Error) {
    if error is LogUnwritable {
      self = .notWritten
    } else if let error = error as? ConsoleError {
      guard error.code == .notSignedIn || error.code == .unreachable else { return nil }
      self = error.code == .notSignedIn ? .notSignedIn : .unreachable
    } else {
      self = .browserLost
    }
  }
}

/// Signs in again, so often and no more.
private actor SignIns {
  private var left: Int
  private let signIn: (@Sendable () async throws -> Void)?

  init(left: Int, _ signIn: (@Sendable () async throws -> Void)?) {
    self.left = left
    self.signIn = signIn
  }

  /// - Returns: whether somebody is signed in again.
  func again() async throws -> Bool {
    guard let signIn, left > 0 else { return false }
    left -= 1
    try await signIn()
    return true
  }
}

extension ChangeResult {
  /// Whether nothing is left to be done about it.
  var isSettled: Bool { outcome == .done || outcome == .unchanged }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
