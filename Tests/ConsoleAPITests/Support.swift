import ConsoleAPI
import CurlTransport
import Secrets
import Synchronization

/// A clock that moves only when somebody sleeps on it, or when it is moved.
final class FakeTime: Sendable {
  private let state = Mutex<(now: Duration, sleeps: [Duration])>((.zero, []))

  var now: Duration { state.withLock { $0.now } }
  /// How long was slept, each time.
  var sleeps: [Duration] { state.withLock { $0.sleeps } }

  func advance(_ duration: Duration) { state.withLock { $0.now += duration } }

  var clock: APIClock {
    APIClock(
      now: { self.now },
      sleep: { duration in
        self.state.withLock { state in
          state.now += duration
          state.sleeps.append(duration)
        }
      })
  }
}

/// What a console might answer, one after the other; the last for ever.
final class ScriptedTransport: APITransport {
  typealias Step = Result<HTTPResponse, CurlError>
  private let state: Mutex<(steps: [Step], requests: [HTTPRequest])>

  init(_ steps: [Step]) { state = Mutex((steps, [])) }

  var requests: [HTTPRequest] { state.withLock { $0.requests } }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let step = state.withLock { state in
      state.requests.append(request)
      return state.steps.count > 1 ? state.steps.removeFirst() : state.steps[0]
    }
    return try step.get()
  }
}

extension ScriptedTransport.Step {
  static func json(_ body: String, status: Int = 200, headers: [HTTPField] = []) -> Self {
    .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
  }

  static func error(_ code: CurlError.Code) -> Self { .failure(CurlError(code, "after 30000 ms")) }
}

let sampleToken = Secret("T5ecret-token", label: "account.api_token")
let sampleMe =
  #"{"user_id": 5001, "user_email": "robot@acme.example", "user_name": "Robot", "admin": true, "subdomain": "acme", "permissions": {}}"#

extension APIClient {
  /// A client of a console that answers as scripted.
  static func scripted(_ transport: ScriptedTransport, _ time: FakeTime = FakeTime()) throws -> APIClient {
    APIClient(try APIAddress("https://acme.example"), token: sampleToken, transport: transport, clock: time.clock)
  }
}
