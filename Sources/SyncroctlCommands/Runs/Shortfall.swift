import Provisioning

/// A run that did not do all that it set out to do. What it did has been printed; this says what is left and what to type.
struct Shortfall: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String
}

extension RunSummary {
  /// - Parameter run: the run, to be gone on with where something of it is left for a person; `nil` for a replay.
  /// - Throws: ``Shortfall`` unless everything is as wanted.
  func requireSuccess(again: String, run: RunID? = nil) throws {
    if let shortfall = shortfall(again: again, run: run) { throw shortfall }
  }

  /// What went wrong: of the first all that is known, of the others a line.
  private var problems: [String] {
    let wrong = results.filter { $0.outcome == .unknown || $0.outcome == .failed || $0.outcome == .manual }
    return wrong.enumerated().flatMap { index, result in
      let lines = index == 0 ? result.explanation ?? [result.detail] : [result.detail]
      let shown = lines.map { ShownText.plain($0, limit: 1000) }
      return ["  \(result.change.verb) \(result.change.whom): \(shown.first ?? "")"] + shown.dropFirst().map { "    \($0)" }
    }
  }

  /// The exit code where nothing was done: that of what was in the way of everything, if it was one and the same thing.
  private var commonCause: ExitStatus {
    let causes = Set(results.filter { $0.outcome == .failed || $0.outcome == .manual }.map(\.cause))
    return switch causes.count == 1 ? causes.first ?? nil : nil {
    case .pageNotRecognised, .witness: .pageNotRecognised
    case .notSignedIn: .notSignedIn
    case .moved: .approval
    case .guardRefused: .guardRefused
    case nil: .failed
    }
  }

  /// What is left, worst first: what nobody knows, what failed, what is left for a person, what was not reached.
  func shortfall(again typed: String, run: RunID? = nil) -> Shortfall? {
    let (unknown, failed, manual, notReached) = (count(.unknown), count(.failed), count(.manual), count(.notReached))
    guard unknown + failed + manual + notReached > 0 else { return nil }
    // Typed again, a command that is no plan's begins another run.
    let again = manual > 0 ? run.map { "syncroctl resume \($0)" } ?? typed : typed
    let total = results.count
    let finished = count(.done) + count(.unchanged)
    var head: [String] = []
    if unknown > 0 { head.append("what came of \(unknown) of \(total) is not known") }
    if failed > 0 { head.append("\(failed) of \(total) failed") }
    if manual > 0 { head.append("\(manual) of \(total) left for a person") }
    if notReached > 0 { head.append("\(notReached) of \(total) not reached (\(endedEarly ?? "ended early"))") }
    let details = problems
    let status: ExitStatus
    let advice: String
    if unknown > 0 {
      status = .outcomeUnknown
      advice = "Look at the console first. Then, it looks before it acts: \(again)"
    } else if count(.done) > 0 || results.contains(where: \.isPartlyMade) {
      status = .partly
      advice = failed + manual > 0 ? "\(Self.remedy(failed, manual)); the rest: \(again)" : "The rest: \(again)"
    } else if failed + manual > 0 {
      status = commonCause
      advice = "\(Self.remedy(failed, manual)), then: \(again)"
    } else {
      status = endedEarly == "interrupted" ? .interrupted : .failed
      advice = "Start over with: \(again)"
    }
    // A page that was not recognised was not touched.
    let isUntouched =
      count(.done) == 0 && unknown == 0
      && results.allSatisfy { ($0.outcome != .failed || $0.cause != nil) && ($0.outcome != .manual || $0.isLeftUntouched) }
    let made = results.contains(where: \.isPartlyMade) ? "; what was made of another stays too" : ""
    let standing = isUntouched ? "Nothing was changed." : "\(finished) of \(total) done, which stay done\(made)."
    return Shortfall(
      status: status, description: ([head.joined(separator: ", ")] + details + ["\(standing) \(advice)"]).joined(separator: "\n"))
  }

  private static func remedy(_ failed: Int, _ manual: Int) -> String {
    guard manual > 0 else { return "Put that right" }
    return (failed > 0 ? "Put that right; do" : "Do") + " by hand what the tasks say, or give the new wording with --selectors FILE"
  }
}

extension ChangeResult {
  /// Whether it is left for a person, and nothing of it was made.
  var isLeftUntouched: Bool { outcome == .manual && !isPartlyMade }

  /// Whether it is left for a person, and something of it was made before.
  var isPartlyMade: Bool { outcome == .manual && task?.made.isEmpty == false }
}
