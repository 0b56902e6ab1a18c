import Provisioning

/// A run that did not do all that it set out to do. What it did has been printed; this says what is left and what to type.
struct Shortfall: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String
}

extension RunSummary {
  /// - Throws: ``Shortfall`` unless everything is as wanted.
  func requireSuccess(again: String) throws {
    if let shortfall = shortfall(again: again) { throw shortfall }
  }

  /// What went wrong: of the first all that is known, of the others a line.
  private var problems: [String] {
    let wrong = results.filter { $0.outcome == .unknown || $0.outcome == .failed }
    return wrong.enumerated().flatMap { index, result in
      let lines = index == 0 ? result.explanation ?? [result.detail] : [result.detail]
      let shown = lines.map { ShownText.plain($0, limit: 1000) }
      return ["  \(result.change.verb) \(result.change.whom): \(shown.first ?? "")"] + shown.dropFirst().map { "    \($0)" }
    }
  }

  /// The exit code where nothing was done: that of what was in the way of everything, if it was one and the same thing.
  private var commonCause: ExitStatus {
    let causes = Set(results.filter { $0.outcome == .failed }.map(\.cause))
    return switch causes.count == 1 ? causes.first ?? nil : nil {
    case .pageNotRecognised, .witness: .pageNotRecognised
    case .notSignedIn: .notSignedIn
    case .moved: .approval
    case .guardRefused: .guardRefused
    case nil: .failed
    }
  }

  /// What is left, worst first: what nobody knows, what failed, what was not reached.
  func shortfall(again: String) -> Shortfall? {
    let (unknown, failed, notReached) = (count(.unknown), count(.failed), count(.notReached))
    guard unknown + failed + notReached > 0 else { return nil }
    let total = results.count
    let finished = count(.done) + count(.unchanged)
    var head: [String] = []
    if unknown > 0 { head.append("what came of \(unknown) of \(total) is not known") }
    if failed > 0 { head.append("\(failed) of \(total) failed") }
    if notReached > 0 { head.append("\(notReached) of \(total) not reached (\(endedEarly ?? "ended early"))") }
    let details = problems
    let status: ExitStatus
    let advice: String
    if unknown > 0 {
      status = .outcomeUnknown
      advice = "Look at the console first. Then, it looks before it acts: \(again)"
    } else if count(.done) > 0 {
      status = .partly
      advice = failed > 0 ? "Put that right; the rest: \(again)" : "The rest: \(again)"
    } else if failed > 0 {
      status = commonCause
      advice = "Put that right, then: \(again)"
    } else {
      status = endedEarly == "interrupted" ? .interrupted : .failed
      advice = "Start over with: \(again)"
    }
    // A page that was not recognised was not touched.
    let isUntouched = count(.done) == 0 && unknown == 0 && results.allSatisfy { $0.outcome != .failed || $0.cause != nil }
    let standing = isUntouched ? "Nothing was changed." : "\(finished) of \(total) done, which stay done."
    return Shortfall(
      status: status, description: ([head.joined(separator: ", ")] + details + ["\(standing) \(advice)"]).joined(separator: "\n"))
  }
}
