import BrowserSupport
import CurlTransport
import FoundationEssentials
import Recordings
import Testing
import WebDriver

struct TransportTests {
  @Test func libcurlPasses() async throws {
    let server = try StubRemoteEnd.start(number: 1)
    defer { server.stop() }
    try await TransportSuite(transport: try CurlTransport(baseURL: server.url)).run()
  }

  @Test func aRecorderPasses() async throws { _ = try await Self.record(number: 1) }

  @Test func aReplayPasses() async throws {
    let recording = try await Self.record(number: 1)
    let replay = Replay(recording, file: "suite.jsonl")
    try await TransportSuite(transport: replay.transport).run()
    try replay.finish()
  }

  @Test func aReplayOfTheFilePasses() async throws {
    let bytes = try await Self.record(number: 1).bytes()
    let replay = Replay(try Recording.read(bytes, name: "suite.jsonl"), file: "suite.jsonl")
    try await TransportSuite(transport: replay.transport).run()
    try replay.finish()
  }

  @Test func twoRecordingsOfOneExchangeAreTheSameBytes() async throws {
    let first = try await Self.record(number: 1).bytes()
    let second = try await Self.record(number: 2_000_002).bytes()
    #expect(String(decoding: first, as: UTF8.self) == String(decoding: second, as: UTF8.self))
  }

  @Test func aRecordingOfAReplayIsTheRecordingItself() async throws {
    let recording = try await Self.record(number: 1)
    let recorder = Recorder(console: nil)
    try await TransportSuite(transport: recorder.recording(Replay(recording, file: "suite.jsonl").transport)).run()
    #expect(recorder.draft.steps == recording.steps)
  }

  private static func record(number: Int) async throws -> Recording {
    let server = try StubRemoteEnd.start(number: number)
    defer { server.stop() }
    let recorder = Recorder(console: server.url)
    try await TransportSuite(transport: recorder.recording(try CurlTransport(baseURL: server.url))).run()
    return recorder.recording(.sample(console: server.url), outcome: ["done"])
  }
}

extension Recorder.Circumstances {
  /// Circumstances for a test.
  static func sample(console: String) -> Recorder.Circumstances {
    Recorder.Circumstances(
      subject: .command(["technicians", "list"]), today: "2026-11-24", program: "tests", console: console, layout: "users",
      account: "robot@acme.example", codes: .computed, pack: RecordingHeader.Pack(digest: String(repeating: "0", count: 64), uses: [:]),
      clock: "2026-11-24T09:00:00Z", hasPseudonyms: false)
  }
}
