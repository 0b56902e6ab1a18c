public import ConsolePages
public import Foundation

/// Carries out a plan, one change at a time: looks at the console, acts once, reads back from a fresh page, writes down both.
///
/// One person's failure does not stop the others. What stops the run is what would stop every change: not being signed in any more, or
/// a browser that is gone.
public struct Applier: Sendable {
  let console: Console
  let evidence: EvidenceFolder?
  /// Counts the WebDriver commands so far.
  let commandCount: @Sendable () -> Int
  let now: @Sendable () -> Date

  /// What carries out plans on `console`.
  ///
  /// - Parameters:
  ///   - evidence: where pictures and results are kept; `nil` keeps none.
  ///   - commandCount: how many WebDriver commands there have been, to say what each change took.
  ///   - now: the time.
  public init(
    _ console: Console, evidence: EvidenceFolder?, commandCount: @escaping @Sendable () -> Int,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.console = console
    self.evidence = evidence
    self.commandCount = commandCount
    self.now = now
  }

  /// Applies `plan`. A cancelled task finishes the change under way, and the rest is not reached.
  ///
  /// - Parameters:
  ///   - deactivationReason: what to choose where the console asks for a reason; the pack's own if `nil`.
  ///   - progress: is told of each change once it has ended.
  /// - Throws: An error only where the evidence cannot be written.
  public func apply(
    _ plan: Plan, deactivationReason: String? = nil, progress: @Sendable (ChangeResult, Int) -> Void = { _, _ in }
  ) async throws -> RunSummary {
    let started = ContinuousClock.now
    var results: [ChangeResult] = []
    var endedEarly: String?
    for (index, change) in plan.changes.enumerated() {
      if endedEarly == nil, Task.isCancelled { endedEarly = "interrupted" }
      let result: ChangeResult
      if let endedEarly {
        result = notReached(change, because: endedEarly)
      } else {
        // A step once begun is finished and read back, although Ctrl-C may come in the middle of it.
        let (finished, fatal) = await Task { await perform(change, number: index + 1, reason: deactivationReason) }.value
        (result, endedEarly) = (finished, fatal)
      }
      results.append(result)
      try evidence?.write(results: results)
      progress(result, index + 1)
    }
    let elapsed = ContinuousClock.now - started
    return RunSummary(results: results, seconds: elapsed.seconds, endedEarly: endedEarly)
  }

  private func notReached(_ change: Change, because reason: String) -> ChangeResult {
    ChangeResult(
      change: change, outcome: .notReached, detail: "not reached: \(reason)", technician: nil, group: nil, commands: 0, seconds: 0,
      began: now(), pictures: [], explanation: nil, cause: nil)
  }

  /// One change and, if every further one would fail as well, why.
  private func perform(_ change: Change, number: Int, reason: String?) async -> (ChangeResult, fatal: String?) {
    let began = now()
    let started = ContinuousClock.now
    let before = commandCount()
    let step = ChangeStep(console: console, evidence: evidence, change: change, number: number, deactivationReason: reason)
    let report: ChangeStep.Report
    var fatal: String?
    do {
      report = try await step.perform()
    } catch {
      report = ChangeStep.Report(failure: error)
      fatal = Self.endsTheRun(error) ? report.detail : nil
    }
    let result = ChangeResult(
      change: change, outcome: report.outcome, detail: report.detail, technician: report.technician, group: report.group,
      commands: commandCount() - before, seconds: (ContinuousClock.now - started).seconds, began: began,
      pictures: evidence?.pictures(of: number) ?? [],
      explanation: report.error.map { [$0.message] + $0.details + [$0.advice].compactMap(\.self) },
      cause: report.error.flatMap { Self.cause(of: $0.code) })
    return (result, fatal)
  }

  private static func cause(of code: ConsoleError.Code) -> ChangeResult.Cause? {
    switch code {
    case .pageNotRecognised, .ambiguous: .pageNotRecognised
    case .notSignedIn: .notSignedIn
    default: nil
    }
  }

  /// Errors of the console concern one page; of those only a lost sign-in concerns all. Any other error means driver or browser.
  private static func endsTheRun(_ error: any Error) -> Bool {
    guard let error = error as? ConsoleError else { return true }
    return error.code == .notSignedIn || error.code == .unreachable
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
