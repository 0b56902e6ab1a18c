internal import Foundation

/// Reads rosters. Every mistake of both files is found before any is reported.
public enum RosterReader {
  /// Reads the roster at `path`: CSV when the name ends in `.csv`, JSON when it ends in `.json`, else YAML. `rolesPath` names a YAML
  /// or JSON file with all sections but the people, which a CSV roster needs as soon as it names a role.
  ///
  /// - Throws: ``RosterMistakes`` when a file cannot be read, or with everything that is wrong in them.
  public static func read(path: String, rolesPath: String? = nil) throws(RosterMistakes) -> Roster {
    let roster = try source(at: path)
    var roles: RosterSource?
    if let rolesPath { roles = try source(at: rolesPath) }
    return try parse(roster, roles: roles)
  }

  /// Reads a roster out of text; the form is told from the file's name, as in ``read(path:rolesPath:)``.
  ///
  /// - Throws: ``RosterMistakes`` with everything that is wrong in it.
  public static func parse(text: String, fileName: String) throws(RosterMistakes) -> Roster {
    try parse(RosterSource(text: text, fileName: fileName))
  }

  /// Reads a roster, and the roles, and whom to protect and to ignore, from a file of their own if there is one.
  ///
  /// - Throws: ``RosterMistakes`` with everything that is wrong in them.
  public static func parse(_ source: RosterSource, roles rolesSource: RosterSource? = nil) throws(RosterMistakes) -> Roster {
    let isCSV = source.fileName.lowercased().hasSuffix(".csv")
    var draft = isCSV ? CSVRosterReader.read(source) : TreeRosterReader.roster(source)
    if let rolesSource { draft.add(rolesOf: TreeRosterReader.rolesFile(rolesSource)) }
    return try RosterChecker.check(draft, hint: isCSV && rolesSource == nil ? .csvWithoutRolesFile : .none)
  }

  private static func source(at path: String) throws(RosterMistakes) -> RosterSource {
    try RosterSource(bytes: RosterFile.bytes(at: path), fileName: path)
  }
}

/// Reads a file as bytes.
private enum RosterFile {
  /// The bytes at `path`, one more than allowed at the most, so that an endless file is left alone.
  static func bytes(at path: String) throws(RosterMistakes) -> [UInt8] {
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      var bytes: [UInt8] = []
      while bytes.count <= RosterSource.maxBytes, let more = try handle.read(upToCount: 1 << 20), !more.isEmpty {
        bytes.append(contentsOf: more)
      }
      return bytes
    } catch {
      throw RosterMistakes(file: path, "cannot be read: \(reason(error, path: path))")
    }
  }

  private static func reason(_ error: any Error, path: String) -> String {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if !exists { return "there is no such file" }
    if isDirectory.boolValue { return "it is a folder" }
    if (error as? CocoaError)?.code == .fileReadNoPermission { return "you have no permission to read it" }
    return "the system gives no reason"
  }
}
