import ArgumentParser
import ConsoleEmulator
import DriverProcess
import Foundation
import Logging
import Provisioning
import Recordings
import Scenarios

/// The recordings of scenarios, and how a person names one: `users/deactivate`, or the path of a file.
struct RecordingStore {
  let folder: URL

  init(_ options: RecordingsFolderOptions) throws {
    folder = try options.folder.map { URL(fileURLWithPath: $0) } ?? Shipped.folder("recordings")
  }

  /// A recording by a scenario's name, or by its path.
  ///
  /// - Throws: ``RecordingError``.
  func read(_ word: String) throws -> (recording: Recording, file: String) {
    if let name = RecordingName(word), !FileManager.default.fileExists(atPath: word) { return try read(name) }
    return (try Recording.read(URL(fileURLWithPath: word)), word)
  }

  /// The recording of a scenario.
  func read(_ name: RecordingName) throws -> (recording: Recording, file: String) {
    (try Recording.read(name.url(in: folder), within: folder), shown(name))
  }

  /// The file of a recording, as a person may type it.
  func shown(_ name: RecordingName) -> String {
    let path = name.url(in: folder).path
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }

  /// Every scenario in either layout: what there is to be a recording of.
  static let expected: [RecordingName] = EmulatedLayout.allCases.flatMap { layout in
    Scenario.all.compactMap { RecordingName("\(layout.rawValue)/\($0.name)") }
  }

  /// The scenarios that `words` name; all where there are none.
  ///
  /// - Throws: ``UsageError`` with the names that there are.
  static func scenarios(_ words: [String], layout: LayoutArgument?) throws -> [(name: RecordingName, scenario: Scenario)] {
    let names =
      words.isEmpty
      ? expected
      : try words.map { word in
        guard let name = RecordingName(word), expected.contains(name) else {
          throw UsageError(
            "there is no scenario \(ShownText.quoted(word))", "There are: \(expected.map { "\($0)" }.joined(separator: ", ")).")
        }
        return name
      }
    return names.filter { layout == nil || $0.layout == layout?.rawValue }.compactMap { name in
      Scenario.named(name.name).map { (name, $0) }
    }
  }
}

extension ScenarioRunner {
  /// A runner with what ships beside the program.
  static func shipped(
    _ browser: ScenarioBrowserOptions? = nil, logger: Logger,
    change: @escaping @Sendable (inout EmulatorConfiguration) -> Void = { _ in }
  ) throws -> ScenarioRunner {
    ScenarioRunner(
      selectors: try Shipped.folder("selectors"), examples: try Shipped.folder("docs").appending(path: "examples"),
      driver: browser?.driver ?? DriverOptions(), logger: logger, change: change)
  }
}
