import Secrets

/// One action, read or expectation under way: asks the page until it has an answer, keeps the time, and says what went wrong.
struct Waiting {
  let session: Session
  /// As in ``WaitError/action``.
  let action: String
  /// As in ``WaitError/locator``.
  let target: String
  /// Whatever must not get into an error, though the page may show it.
  let secret: Secret?
  let fileID: String
  let line: Int

  private let started: Duration
  private let end: Duration
  private var looks = 0
  private var history: [String] = []
  private var refusals = 0
  private var lastRefusal: WebDriverError?

  init(on session: Session, to action: String, _ target: String, timeout: Duration, hiding secret: Secret? = nil, fileID: String, line: Int)
  {
    self.session = session
    self.action = action
    self.target = target
    self.secret = secret
    self.fileID = fileID
    self.line = line
    started = session.clock.now()
    end = started + max(timeout, .zero)
  }

  private var now: Duration { session.clock.now() }

  /// How it went, for who wants to know.
  func report(_ answer: LocatorAnswer) -> ActionReport {
    ActionReport(waited: now - started, looks: looks, refusals: refusals, wasMoving: answer.restless ?? false)
  }

  /// Asks the page, in one command, until `request` is met; on each new document anew.
  ///
  /// - Throws: ``WaitError``; whatever ends a command otherwise, which is then not sent again.
  mutating func answer(to request: LocatorRequest) async throws -> LocatorAnswer {
    // After a refusal the page is not looked at again at once. A first look is always taken.
    var pause = refusals > 0 ? Duration.milliseconds(100) : .zero
    while true {
      // The script answers before the driver ends it.
      let left = max(end - now, .zero)
      let slice = min(left, max(session.timeouts.script - .seconds(1), .zero))
      let asked = now
      let answer: LocatorAnswer?
      do {
        answer = try await session.perform(
          Commands.ExecuteAsyncScript<LocatorAnswer?>(
            script: PageScripts.locator, arguments: [request.json(deadline: slice, pause: min(pause, slice))],
            purpose: "\(action), \(target)"))
      } catch let error as WebDriverError where error.isNavigationDuringScript {
        guard now < end else { throw failure(.leaving) }
        // The driver may say so at once, for as long as the old document is on its way out.
        try await session.clock.sleep(.milliseconds(5))
        continue
      } catch let error as WebDriverError where error.code == .staleElementReference && request.isForTheHand && now < end {
        // The page took the element away while the answer was written. Nothing was done to it yet.
        continue
      } catch let error as WebDriverError where error.code == .unexpectedAlertOpen {
        throw await dialog(error.dialogText)
      }
      // A dialog that opens ends the script with null, and in Firefox a navigation does so too.
      guard let answer else {
        if try await session.isDialogOpen() { throw await dialog(nil) }
        guard now < end else { throw failure(.leaving) }
        continue
      }
      looks += answer.looks ?? 0
      for seen in answer.history ?? [] where seen != history.last { history.append(seen) }
      if answer.ok { return answer }
      pause = .zero
      // The script's own time may have been cut, by the session's limit for scripts.
      if slice < left, answer.problem.map(Self.mayPass.contains) ?? true {
        try await session.clock.sleepOut(slice, since: asked)
        continue
      }
      throw failure(answer, expecting: request.isExpectation)
    }
  }

  /// Acts by a native command on an element that is fit for it. Where the driver refuses, and so certainly did not act, the page is
  /// asked again; any other failure is the caller's.
  mutating func act(
    on request: LocatorRequest, _ command: (Session, ElementReference) async throws -> Void
  ) async throws -> ActionReport {
    while true {
      let answer = try await answer(to: request)
      guard let node = answer.node else { throw noAnswer() }
      do {
        try await command(session, node)
        return report(answer)
      } catch let error as WebDriverError where error.certainlyDidNotAct {
        refusals += 1
        lastRefusal = error
        guard now < end else {
          throw refused(error, at: answer)
        }
      } catch let error as WebDriverError where error.code == .unexpectedAlertOpen {
        throw await dialog(error.dialogText)
      }
    }
  }

  /// The one element, handed out.
  mutating func element(_ request: LocatorRequest) async throws -> ElementReference {
    guard let node = try await answer(to: request).node else { throw noAnswer() }
    return node
  }

  private static let mayPass: Set<String> = [
    "none", "many", "hidden", "moving", "detached", "disabled", "readonly", "covered", "outside", "wrong", "option", "options",
    "optionDisabled",
  ]

  // MARK: - Failures

  private func failure(
    _ code: WaitError.Code, at answer: LocatorAnswer? = nil, _ find: (inout WaitError.Findings) -> Void = { _ in }
  ) -> WaitError {
    var findings = WaitError.Findings()
    find(&findings)
    var error = WaitError(
      code: code, action: action, locator: target, findings: findings, waited: now - started, looks: looks,
      address: answer?.address ?? "", title: answer?.title ?? "", fileID: fileID, line: line)
    if let secret { error.hide(secret) }
    return error
  }

  /// The script answered without what was asked.
  func noAnswer() -> WaitError { failure(.script) { $0.text = "it answered something else" } }

  private func refused(_ error: WebDriverError, at answer: LocatorAnswer) -> WaitError {
    failure(.refused, at: answer) { $0.text = error.message.isEmpty ? "\(error.code)" : "\(error.code): \(error.message)" }
  }

  private func dialog(_ known: String?) async -> WaitError {
    var text = known
    if text == nil { text = try? await session.dialogText() }
    return failure(.dialog) { $0.text = text }
  }

  private func failure(_ answer: LocatorAnswer, expecting: Bool) -> WaitError {
    // There was no time to look again.
    if answer.problem == nil, let lastRefusal { return refused(lastRefusal, at: answer) }
    let code = Self.code(of: answer.problem)
    let isExpectation = expecting && code != .invalid && code != .script
    return failure(isExpectation ? .notExpected : code, at: answer) {
      $0.count = answer.count
      $0.samples = answer.sample ?? []
      $0.element = answer.by
      $0.text = answer.text
      $0.part = answer.part
      $0.near = answer.near ?? []
      $0.twins = answer.twins ?? []
      $0.frames = answer.frames ?? 0
      $0.history = isExpectation ? history : []
    }
  }

  private static func code(of problem: String?) -> WaitError.Code {
    switch problem {
    case nil, "none": .notFound
    case "many": .ambiguous
    case "hidden": .hidden
    case "moving": .moving
    case "detached": .detached
    case "disabled": .disabled
    case "readonly": .readOnly
    case "covered": .covered
    case "outside": .outside
    case "wrong": .wrongKind
    case "option", "options", "optionDisabled": .noOption
    case "unkept": .notKept
    case "invalid": .invalid
    default: .script
    }
  }
}

extension LocatorRequest {
  var isExpectation: Bool { if case .expect = purpose { true } else { false } }
  /// Whether the script only looks, and hands the element out.
  var isForTheHand: Bool { if case .hand = purpose { true } else { false } }
}

extension WebDriverError {
  /// Whether the driver looked at the target and refused, so that nothing can have happened.
  var certainlyDidNotAct: Bool {
    switch code {
    case .elementClickIntercepted, .elementNotInteractable, .staleElementReference, .noSuchElement, .detachedShadowRoot,
      .moveTargetOutOfBounds:
      true
    default: false
    }
  }
}

/// How an action went.
public struct ActionReport: Sendable, Hashable {
  /// How long it took, the waiting included.
  public let waited: Duration
  /// How often the page was looked at.
  public let looks: Int
  /// How often the driver refused a target that looked fit, before it was acted on.
  public let refusals: Int
  /// Whether the target never stood still. Where that does no harm (hovering, ticking), it is waited for 300 ms and no longer.
  public let wasMoving: Bool
}
