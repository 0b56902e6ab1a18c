import Synchronization
import WebDriver

/// Answers with what it is given, in order.
final class ScriptedTransport: Transport {
  private let answers: Mutex<[WireResponse]>

  init(_ answers: [(status: Int, body: String)]) {
    self.answers = Mutex(answers.map { WireResponse(status: $0.status, body: Array($0.body.utf8)) })
  }

  func send(_ request: WireRequest) async throws -> WireResponse {
    try answers.withLock { answers in
      guard !answers.isEmpty else { throw TransportError(.lost, command: request.command, detail: "nothing left on port 41234") }
      return answers.removeFirst()
    }
  }
}
