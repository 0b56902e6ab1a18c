import BrowserSupport
import CurlTransport
import Synchronization
import WebDriver

/// A remote end that starts a session as it should, does something else at one command, and is itself again afterwards; behind it the
/// real transport and a real session.
final class HostileEnd: Sendable {
  private let server: StubServer
  /// A session whose command at hand is answered badly.
  let session: Session

  /// Limits of a test: long enough that only what never ends reaches them.
  static let patience = Duration.seconds(20)

  /// `trick` does what the remote end does with the first command. Unless it `goesOn`, its connection ends after that.
  init(
    timeLimit: Duration = patience, goesOn: Bool = true, trick: @escaping StubServer.Script
  ) async throws {
    let isPlayed = Atomic<Bool>(false)
    server = try StubServer { connection in
      while let request = connection.readRequest() {
        if request.line.contains("/session "), request.line.hasPrefix("POST") {
          connection.send(answer(#"{"value":{"sessionId":"s1","capabilities":{}}}"#))
        } else if isPlayed.exchange(true, ordering: .relaxed) == false {
          trick(connection)
          if !goesOn { return }
        } else {
          connection.send(answer(#"{"value":"a title"}"#))
        }
      }
    }
    let transport = try CurlTransport(baseURL: server.url, client: CurlClient())
    session = try await Session.start(
      on: RemoteEnd(transport: HastyTransport(transport: transport, timeLimit: timeLimit)), alwaysMatch: [:])
  }

  deinit { server.stop() }

  /// How many requests came in so far.
  var requestCount: Int { server.requests.count }
  /// The first line of each request.
  var lines: [String] { server.requests.map(\.line) }
}

/// Gives every command the same short limit: a session's own limits have ten seconds more than the driver's.
private struct HastyTransport: Transport {
  let transport: CurlTransport
  let timeLimit: Duration

  func send(_ request: WireRequest) async throws -> WireResponse {
    let limit = request.command == "newSession" ? HostileEnd.patience : timeLimit
    return try await transport.send(
      WireRequest(command: request.command, method: request.method, path: request.path, body: request.body, timeLimit: limit))
  }
}
