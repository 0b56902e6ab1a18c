import Secrets
import Synchronization
public import WebDriver

/// Records what passes through the transports that it wraps.
///
/// Everything stays in memory until ``draft``: what could hold a secret is looked through before it is written, not after.
public final class Recorder: Sendable {
  /// The secrets that were seen in requests, or named by whoever knows more.
  public let secrets: LiveSecrets
  /// Whether the console's address gets an alias.
  let hidesConsole: Bool
  private let state: Mutex<State>

  private struct State {
    var normaliser: Normaliser
    var log = StepLog()
    var scripts: Set<String> = []
    var browser: RecordingHeader.Browser?
    /// Whether a secret was typed since the last page was opened.
    var isSensitive = false
    var isPaused = false
  }

  /// A recorder.
  ///
  /// - Parameters:
  ///   - origin: scheme, host and port of the console, which gets an alias; `nil` keeps all addresses.
  ///   - secrets: the secrets that are known beforehand.
  ///   - artifacts: what is kept of what a person could see.
  public init(console origin: String?, secrets: LiveSecrets = LiveSecrets(), artifacts: ArtifactPolicy = ArtifactPolicy()) {
    self.secrets = secrets
    hidesConsole = origin != nil
    state = Mutex(State(normaliser: Normaliser(console: ConsoleAlias(origin), artifacts: artifacts)))
  }

  /// A transport that passes everything on to `live` and records it.
  public func recording(_ live: any Transport) -> any Transport { RecordingTransport(live: live, recorder: self) }

  /// What has been recorded so far.
  public struct Draft: Sendable {
    /// What happened.
    public let steps: [RecordedStep]
    /// The browser; `nil` where no session was started.
    public let browser: RecordingHeader.Browser?
    /// The digests of the scripts that were sent into pages.
    public let scripts: [String: String]
    /// What is kept beside the recording, by what stands for it.
    public let blobs: [BlobReference: [UInt8]]
  }

  /// What has been recorded so far.
  public var draft: Draft {
    state.withLock { state in
      Draft(
        steps: WireIDs.recounted(state.log.steps), browser: state.browser,
        scripts: KnownScripts.digests.filter { state.scripts.contains($0.key) },
        blobs: state.normaliser.blobs)
    }
  }

  /// Lets pass what is not to be recorded, until ``goOn()``.
  public func pause() { state.withLock { $0.isPaused = true } }

  /// Records again.
  public func goOn() { state.withLock { $0.isPaused = false } }

  func note(_ mark: RecordedMark) {
    state.withLock { state in
      if !state.isPaused { state.log.append(mark) }
    }
  }

  func note(_ request: WireRequest, _ response: WireResponse) {
    if let body = request.body { secrets.collect(from: body) }
    let hasSecret = request.body?.hasSecret == true
    let substitution = Substitution(secrets.all)
    state.withLock { state in
      if state.isPaused { return }
      if request.command == "navigateTo" { state.isSensitive = false }
      if hasSecret { state.isSensitive = true }
      let recorded = state.normaliser.request(request)
      let answer = state.normaliser.response(response, to: recorded, isSensitive: state.isSensitive).replacingValue(substitution.apply)
      if let script = recorded.scriptName { state.scripts.insert(script) }
      if request.command == "newSession" { state.browser = Self.browser(response) ?? state.browser }
      let isInterruption = recorded.isLook && response.endsScript(of: request.command)
      state.log.append(recorded, answer, isInterruption: isInterruption)
    }
  }

  func note(_ request: WireRequest, _ error: TransportError) {
    if let body = request.body { secrets.collect(from: body) }
    state.withLock { state in
      if state.isPaused { return }
      let recorded = state.normaliser.request(request)
      state.log.append(recorded, state.normaliser.failure(error), isInterruption: false)
    }
  }

  private static func browser(_ response: WireResponse) -> RecordingHeader.Browser? {
    guard let capabilities = (try? StrictJSON.value(response.body[...]))?["value"]?["capabilities"] else { return nil }
    return RecordingHeader.Browser(
      name: capabilities["browserName"]?.stringValue ?? "", version: capabilities["browserVersion"]?.stringValue ?? "")
  }
}

extension RecordedResponse {
  func replacingValue(_ replace: (JSONValue) -> JSONValue) -> RecordedResponse {
    if case .answer(let status, let value) = self { .answer(status: status, value: replace(value)) } else { self }
  }
}

/// Passes everything on, and tells a recorder.
private struct RecordingTransport: Transport {
  let live: any Transport
  let recorder: Recorder

  func send(_ request: WireRequest) async throws -> WireResponse {
    do {
      let response = try await live.send(request)
      recorder.note(request, response)
      return response
    } catch let error as TransportError {
      recorder.note(request, error)
      throw error
    }
  }

  func mark(page: String, step: String) {
    recorder.note(RecordedMark(page: page, step: step))
    live.mark(page: page, step: step)
  }
}
