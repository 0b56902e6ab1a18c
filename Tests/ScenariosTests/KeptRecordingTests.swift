import Foundation
import Recordings
import Scenarios
import TestSupport
import Testing

/// The recordings that are kept: played back, without a browser.
struct KeptRecordingTests {
  @Test(arguments: ScenarioName.all) func playsAsRecorded(name: ScenarioName) async throws {
    let recording = try Recording.read(name.name.url(in: recordings), within: recordings)
    #expect(recording.header.subject == .scenario("\(name.name)"))
    try await ScenarioRunner.ofRepository.replay(name.scenario, recording, file: "recordings/\(name.name).jsonl")
  }

  @Test func thereIsOneForEveryScenarioAndNoOther() throws {
    #expect(Set(try RecordingName.all(in: recordings)) == Set(ScenarioName.all.map(\.name)))
  }

  @Test(arguments: ["technicians/demo", "users/demo"]) func theDemoIsSmall(name: String) throws {
    let url = try #require(RecordingName(name)).url(in: recordings)
    let size = try #require(try FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int)
    #expect(size < 200_000)
  }
}
