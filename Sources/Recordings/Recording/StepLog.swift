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
    if replaceLook(before: request, with: response) { return }
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

  /// A click that the driver refused, since the page was just being drawn anew, did nothing. The client looks again and clicks once more: only
  /// the look that led to a click counts, and how many were needed is chance.
  ///
  /// - Returns: whether `response` has taken the place of the earlier look's answer, and the refused click is gone.
  private mutating func replaceLook(before request: RecordedRequest, with response: RecordedResponse) -> Bool {
    guard request.isLook, case .exchange(let click)? = steps.last, click.request.command == "elementClick",
      case .answer(_, let refusal) = click.response, Self.refusals.contains(refusal["error"]?.stringValue ?? "")
    else { return false }
    // A picture may have been taken between the look and the click.
    guard let index = steps.indices.dropLast().last(where: { steps[$0].request?.isOfPicture != true }),
      steps[index].request == request
    else { return false }
    steps.removeLast()
    steps[index] = .exchange(RecordedExchange(request: request, response: response))
    return true
  }

  /// What drivers answer instead of clicking (specification, "Element Click").
  private static let refusals: Set<String> = ["stale element reference", "element click intercepted", "element not interactable"]

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
    guard request.isLook, steps.count > 1, case .exchange(let question) = steps[steps.count - 1],
      question.request.command == "getAlertText", case .answer(_, let refusal) = question.response, refusal["error"] == "no such alert",
      case .exchange(let interrupted) = steps[steps.count - 2], interrupted.request == request,
      interrupted.response == .answer(status: 200, value: .null)
    else { return }
    steps.removeLast()
    lastWasInterrupted = true
  }
}
