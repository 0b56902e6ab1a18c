import WebDriver

/// The steps of a recording while it is made: repeats of one reading request are folded, since how often one asked is chance.
struct StepLog {
  private(set) var steps: [RecordedStep] = []
  /// Whether the last answer only says that a script was ended, and so is no state of the page.
  private var lastWasInterrupted = false

  mutating func append(_ mark: RecordedMark) {
    steps.append(.mark(mark))
    lastWasInterrupted = false
  }

  /// - Parameter isInterruption: whether the answer only says that a navigation, or a page drawn anew, ended a script.
  mutating func append(_ request: RecordedRequest, _ response: RecordedResponse, isInterruption: Bool) {
    defer { lastWasInterrupted = isInterruption }
    dropQuestionForDialog(before: request)
    guard request.isReading, let (last, seen) = lastStates, last == request else {
      steps.append(.exchange(RecordedExchange(request: request, response: response)))
      return
    }
    // An interrupted script is started anew: only what the new one says counts.
    var states = lastWasInterrupted ? seen.dropLast() : seen[...]
    if states.last != response { states.append(response) }
    steps[steps.count - 1] =
      states.count == 1
      ? .exchange(RecordedExchange(request: request, response: response)) : .poll(RecordedPoll(request: request, states: Array(states)))
  }

  private var lastStates: (RecordedRequest, [RecordedResponse])? {
    switch steps.last {
    case .exchange(let exchange): (exchange.request, [exchange.response])
    case .poll(let poll): (poll.request, poll.states)
    default: nil
    }
  }

  /// Firefox answers null to a script that a navigation ended, as for a dialog, so the client asks whether there is one. If there was none
  /// and the script is started anew, neither the null nor the question were more than chance.
  private mutating func dropQuestionForDialog(before request: RecordedRequest) {
    guard request.scriptName != nil, steps.count > 1, case .exchange(let question) = steps[steps.count - 1],
      question.request.command == "getAlertText", case .answer(_, let refusal) = question.response, refusal["error"] == "no such alert",
      case .exchange(let interrupted) = steps[steps.count - 2], interrupted.request == request,
      interrupted.response == .answer(status: 200, value: .null)
    else { return }
    steps.removeLast()
    lastWasInterrupted = true
  }
}
