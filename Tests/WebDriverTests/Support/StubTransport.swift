import WebDriver

/// A transport without a wire: gives the scripted answers in turn, and keeps what was asked.
actor StubTransport: Transport {
  private var answers: [Result<WireResponse, any Error>]
  /// Everything that was sent, in order.
  private(set) var requests: [WireRequest] = []

  init(_ answers: [Result<WireResponse, any Error>]) { self.answers = answers }

  /// Answers of status 200 with these values.
  init(values: [String]) { answers = values.map { .success(.value($0)) } }

  func send(_ request: WireRequest) throws -> WireResponse {
    requests.append(request)
    guard !answers.isEmpty else { throw NothingScripted(command: request.command) }
    return try answers.removeFirst().get()
  }
}

/// More was sent than the test expected.
struct NothingScripted: Error, Equatable {
  let command: String
}

extension WireResponse {
  /// `{"value": …}` in a 200.
  static func value(_ json: String) -> WireResponse { text(#"{"value":\#(json)}"#) }

  static func text(_ text: String, status: Int = 200) -> WireResponse { WireResponse(status: status, body: Array(text.utf8)) }
}

extension WireRequest {
  /// The body as it would stand in a trace.
  var bodyText: String? { body.map { String(decoding: $0.bytes(secrets: .placeholder), as: UTF8.self) } }
}

/// What a new session is answered with.
let newSessionAnswer = WireResponse.value(#"{"sessionId":"s1","capabilities":{"browserName":"chrome","browserVersion":"156.0.1.2"}}"#)

/// A session `s1` whose further commands are answered by `answers`.
func stubbedSession(
  _ answers: [Result<WireResponse, any Error>], timeouts: SessionTimeouts = SessionTimeouts(), observer: CommandObserver? = nil,
  clock: SessionClock = .continuous
) async throws -> (session: Session, transport: StubTransport) {
  let transport = StubTransport([.success(newSessionAnswer)] + answers)
  let session = try await Session.start(
    on: RemoteEnd(transport: transport, observer: observer, clock: clock), alwaysMatch: [:], timeouts: timeouts)
  return (session, transport)
}
