import Secrets
import Testing

@testable import Recordings
@testable import WebDriver

/// Captions of pictures in recordings: what they say differs with every run, and is nobody's business.
@Suite struct CaptionTests {
  private static let nothing = #"{"value":null}"#

  private static func script(_ argument: JSONValue) -> WireRequest {
    WireRequest(
      command: "executeScript", method: .post, path: ["session", "5E55", "execute", "sync"],
      body: ["script": .string(PageScripts.caption), "args": [argument]], timeLimit: .seconds(1))
  }

  private static let screenshot = WireRequest(
    command: "takeScreenshot", method: .get, path: ["session", "5E55", "screenshot"], body: nil, timeLimit: .seconds(1))

  private static func picture(_ time: String) -> [(WireRequest, String)] {
    [
      (script([.string("\(time) UTC · run \(time)"), "lee.wong@acme.example"]), nothing), (screenshot, #"{"value":"AA=="}"#),
      (script(.null), nothing),
    ]
  }

  private static func record(_ exchanges: [(WireRequest, String)]) async throws -> Recorder {
    let recorder = Recorder(console: nil)
    let transport = recorder.recording(ScriptedTransport(exchanges.map { (200, $0.1) }))
    for (request, _) in exchanges { _ = try await transport.send(request) }
    return recorder
  }

  @Test func recordingsOfOneFlowAtTwoTimesAreTheSame() async throws {
    let first = try await Self.record(Self.picture("14:31:07")).draft
    #expect(first.steps == (try await Self.record(Self.picture("15:00:00")).draft.steps))
    #expect(first.steps.map { $0.request?.body?["args"] } == [["<caption>"], nil, [.null]])
    #expect(first.steps.first?.request?.body?["script"] == "<script:caption>")
    #expect(Set(first.scripts.keys) == ["caption"])
    #expect(Normaliser.rules.contains("captions"))
    #expect(Normaliser.rules == Normaliser.rules.sorted())
  }

  @Test func aReplayDoesNotMindTheTime() async throws {
    let recorder = try await Self.record(Self.picture("14:31:07"))
    var recording = recorder.recording(.sample(console: "https://console.example"), outcome: ["done"])
    recording.steps = recorder.draft.steps
    let replay = Replay(recording, file: "flow.jsonl")
    for request in Self.picture("09:00:00").map(\.0) {
      let path = ["session", "session-1"] + request.path.dropFirst(2)
      _ = try await replay.transport.send(
        WireRequest(command: request.command, method: request.method, path: path, body: request.body, timeLimit: .seconds(1)))
    }
    try replay.finish()
  }

  @Test func takingItAwayIsNotShowingIt() async throws {
    let recorder = try await Self.record(Self.picture("14:31:07"))
    let replay = Replay(recorder.recording(.sample(console: "https://console.example"), outcome: ["done"]), file: "flow.jsonl")
    let away = Self.script(.null)
    let sent = WireRequest(
      command: away.command, method: away.method, path: ["session", "session-1", "execute", "sync"], body: away.body,
      timeLimit: .seconds(1))
    await #expect(throws: ReplayMismatch.self) { _ = try await replay.transport.send(sent) }
  }

  /// A caption is no look: the same one twice is two pictures, and no poll.
  @Test func capturesAreNotFolded() async throws {
    let twice = [Self.script(["a"]), Self.script(["b"])].map { ($0, Self.nothing) }
    #expect(try await Self.record(twice).draft.steps.count == 2)
  }

  @Test func aClickThatWasRefusedAfterAPictureIsNoNews() async throws {
    func look(_ id: String) -> (WireRequest, String) {
      (
        WireRequest(
          command: "executeAsyncScript", method: .post, path: ["session", "5E55", "execute", "async"],
          body: ["script": .string(PageScripts.page), "args": [["cases": [], "elements": [:]]]], timeLimit: .seconds(1)),
        #"{"value":{"case":"button","elements":{"a.b":{"counts":[1],"node":{"element-6066-11e4-a52e-4f735466cecf":"\#(id)"}}}}}"#
      )
    }
    func click(_ id: String, _ answer: String) -> (WireRequest, String) {
      (
        WireRequest(
          command: "elementClick", method: .post, path: ["session", "5E55", "element", id, "click"], body: [:], timeLimit: .seconds(1)),
        answer
      )
    }
    let picture = Self.picture("14:31:07")
    let once = try await Self.record([look("e.1")] + picture + [click("e.1", Self.nothing)])
    let refused = click("e.1", #"{"value":{"error":"stale element reference","message":"gone"}}"#)
    let again = try await Self.record([look("e.1")] + picture + [refused, look("e.2"), click("e.2", Self.nothing)])
    #expect(once.draft.steps.count == 5)
    #expect(once.draft.steps == again.draft.steps)
  }

  @Test func itIsTold() async throws {
    let recorder = try await Self.record(Self.picture("14:31:07"))
    let recording = recorder.recording(.sample(console: "https://console.example"), outcome: ["done"])
    #expect(
      Narrator.steps(of: recording).map(\.text) == ["shows a caption for a picture", "takes a picture", "takes the caption away"])
  }
}
