/// How far a change had come in an earlier part of the run, as far as it matters to whoever goes on with it.
enum EarlierStep: Sendable {
  /// It was under way when the run was cut short, or what came of it was not seen: what a fresh page showed before.
  case begun(Looked)
  /// It ended without being done, after an act: what a fresh page showed before.
  case failed(Looked)
  /// It was left for a person, with nothing of it under way.
  case left(ChangeResult)

  /// - Returns: `nil` where it has to be begun as if nothing had been.
  init?(_ step: JournalledRun.Step) {
    switch step {
    case .intended(let looked, _): self = .begun(looked)
    case .ended(let result) where result.outcome == .manual: self = .left(result)
    case .ended(let result):
      // As far as that is known, and it came to an act.
      guard let looked = result.looked, ![.moved, .guardRefused, .witness].contains(result.cause) else { return nil }
      self = result.outcome == .unknown ? .begun(looked) : .failed(looked)
    }
  }

  /// What was there before the act that may have been.
  var beforeAct: Looked? {
    switch self {
    case .begun(let looked), .failed(let looked): looked
    case .left: nil
    }
  }
}
