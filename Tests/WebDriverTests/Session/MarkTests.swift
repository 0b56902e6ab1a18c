import Synchronization
import Testing
import WebDriver

private final class Recorder: Transport {
  let marks = Mutex<[String]>([])

  func send(_ request: WireRequest) async throws -> WireResponse { newSessionAnswer }
  func mark(page: String, step: String) { marks.withLock { $0.append("\(page): \(step)") } }
}

@Suite struct MarkTests {
  @Test func aMarkReachesTheTransport() async throws {
    let recorder = Recorder()
    let session = try await Session.start(on: RemoteEnd(transport: recorder), alwaysMatch: [:])
    session.mark(page: "technician", step: "deactivates somebody")
    #expect(recorder.marks.withLock { $0 } == ["technician: deactivates somebody"])
  }

  @Test func aTransportThatRecordsNothingPassesItOver() async throws {
    let (session, transport) = try await stubbedSession([])
    session.mark(page: "technician", step: "deactivates somebody")
    #expect(await transport.requests.map(\.command) == ["newSession"])
  }
}
