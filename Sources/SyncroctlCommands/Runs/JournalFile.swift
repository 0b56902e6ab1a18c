import Foundation
import Provisioning

/// Where the journal is kept.
enum JournalFile {
  /// The journal in the state folder.
  static func open(_ configuration: Configuration) throws -> Journal {
    try Journal(file: configuration.stateFolder.appending(path: "journal.sqlite"), afterWrite: RunHooks.current.afterJournalWrite)
  }
}
