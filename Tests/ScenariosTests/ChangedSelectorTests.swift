import Foundation
import Recordings
import Scenarios
import TestSupport
import Testing

/// A selector that changes makes exactly those recordings fail that use it.
struct ChangedSelectorTests {
  @Test(arguments: [
    ("technicians", "name: Save Permissions", "name: [Save Permissions, Keep]", ["technician.save_permissions"]),
    ("users", "- label: Full Name", "- label: [Full Name, Name]", ["technician.full_name", "new_technician.full_name"]),
  ])
  func exactlyWhatUsesItFails(layout: String, old: String, new: String, elements: [String]) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "selectors-\(UUID().uuidString.prefix(8))")
    try FileManager.default.copyItem(at: repository.appending(path: "selectors"), to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pack = folder.appending(path: "\(layout).yaml")
    let text = try String(contentsOf: pack, encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: pack)
    let runner = ScenarioRunner.ofRepository(selectors: folder)

    var using = 0
    for name in ScenarioName.all {
      let recording = try Recording.read(name.name.url(in: recordings), within: recordings)
      let uses = name.name.layout == layout ? elements.filter { recording.header.pack.uses[$0] != nil } : []
      do {
        try await runner.replay(name.scenario, recording, file: "recordings/\(name.name).jsonl")
        #expect(uses.isEmpty, "\(name.name)")
      } catch let stale as StaleRecording {
        using += 1
        #expect(!uses.isEmpty, "\(name.name)")
        for element in uses { #expect(stale.description.contains(element), "\(stale)") }
        #expect(stale.description.contains("syncroctl recordings record \(name.name)"))
      }
    }
    #expect(using > 0)
    #expect(using < Scenario.all.count)
  }
}
