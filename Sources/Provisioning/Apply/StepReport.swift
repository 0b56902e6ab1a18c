import ConsolePages
import Technicians

/// What became of one change, on the way to its ``ChangeResult``.
struct StepReport: Sendable {
  var outcome: ChangeResult.Outcome
  var detail: String
  /// What a fresh page showed before.
  var looked: Looked?
  /// What a fresh page showed after.
  var now: Looked?
  /// The error on a page that led to this.
  var error: ConsoleError?
  var cause: ChangeResult.Cause?
  /// Why no further change can be made, if none can.
  var endsTheRun: RunSummary.EarlyEnd?
  /// What a second witness said.
  var witness: [String] = []
  /// What is left for a person.
  var task: ManualTask?
  /// Whether a person has done it.
  var isByHand = false

  init(_ outcome: ChangeResult.Outcome, _ detail: String, _ looked: Looked?, now: Looked? = nil, cause: ChangeResult.Cause? = nil) {
    self.outcome = outcome
    self.detail = detail
    self.looked = looked
    self.now = now
    self.cause = cause
  }

  /// An error as an outcome. An error after a click whose effect was not seen is not a failure but an unknown.
  init(failure error: any Error, _ looked: Looked?, now: Looked? = nil, adding remark: String? = nil) {
    guard let error = error as? ConsoleError else {
      // Driver or browser went away; whether before or after a click cannot be told.
      self.init(.unknown, "\(error)", looked, now: now)
      return
    }
    let words = [error.message] + error.details.filter { $0.hasPrefix("it says:") } + [remark].compactMap(\.self)
    self.init(
      error.code == .outcomeUnknown || error.consequence == .unknown ? .unknown : .failed, words.joined(separator: "; "), looked, now: now)
    self.error = error
    cause =
      switch error.code {
      case .pageNotRecognised, .ambiguous: .pageNotRecognised
      case .notSignedIn: .notSignedIn
      default: nil
      }
  }
}
