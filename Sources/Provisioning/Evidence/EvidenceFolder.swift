public import Foundation
internal import Technicians

/// Where a run keeps what it saw: a log that holds together by digests, pictures before and after each change, the plan and the results as
/// JSON. Only its owner can read it, since it shows people's names.
///
/// A file that is kept belongs to the next entry of the log, which has its digest.
public struct EvidenceFolder: Sendable {
  /// The folder of this run.
  public let url: URL
  /// What the run is called: as the folder is.
  public let run: RunID
  /// The folder above it, where this run had to make that as well.
  private let madeParent: URL?
  let log: EvidenceLog

  /// When a picture is taken.
  public enum Moment: String, Sendable {
    /// Before anything is clicked.
    case before
    /// Once the change has been read back.
    case after
  }

  /// The folder cannot be made or written to. Nothing was changed on the console.
  public struct Unwritable: Error, Sendable, CustomStringConvertible {
    /// What went wrong, and what to do.
    public let description: String
  }

  /// Makes a folder for a run that begins now, named by the time in UTC: `runs/2026-11-23T14-31-07Z`.
  ///
  /// - Throws: ``Unwritable``, before anything is done.
  public init(in parent: URL, now: Date) throws(Unwritable) {
    let hasParent = FileManager.default.fileExists(atPath: parent.path)
    do {
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      // Two runs in one second each get a folder of their own.
      var id = RunID(began: now)
      var next = 2
      while mkdir(parent.appending(path: id.description).path, 0o700) != 0 {
        guard errno == EEXIST, next < 1000 else { throw CocoaError(.fileWriteUnknown) }
        id = RunID(began: now, number: next)
        next += 1
      }
      run = id
      url = parent.appending(path: id.description)
      madeParent = hasParent ? nil : parent
    } catch {
      throw Unwritable(
        description: """
          no evidence can be kept in \(parent.path): \(Self.reason(error, parent))
          Nothing was changed. Name another folder with --evidence DIR.
          """)
    }
    log = EvidenceLog(url)
  }

  /// The folder of a run that was killed, to go on with. Nothing of it is taken away; half an entry at the end of the log is set aside into
  /// a file of its own (`log.torn`), and so noted in the next entry.
  ///
  /// - Throws: ``EvidenceError`` if the run was sealed, or if its log is not as it was written.
  public init(resuming url: URL) throws(EvidenceError) {
    guard let run = RunID(url.lastPathComponent) else { throw EvidenceError("\(url.path) is not the evidence folder of a run") }
    guard !Self.isSealed(url) else {
      throw EvidenceError("the evidence in \(url.path) is sealed: its run has ended, and nothing can be added")
    }
    self.run = run
    self.url = url
    madeParent = nil
    log = try EvidenceLog(resuming: url)
  }

  /// Whether the evidence in a folder has its seal: the run has ended then, whatever else was not written down any more.
  public static func isSealed(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: EvidenceFiles.seal).path)
  }

  /// Why, in the system's own words where there are any: Foundation's say only that it did not work.
  private static func reason(_ error: any Error, _ parent: URL) -> String {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: parent.path, isDirectory: &isFolder), !isFolder.boolValue { return "it is a file" }
    return access(parent.path, W_OK) == 0 ? error.localizedDescription : String(cString: strerror(errno))
  }

  /// Takes the folder away again if nothing came into it, and the one above if that was made for it.
  public func removeIfEmpty() throws {
    guard try FileManager.default.contentsOfDirectory(atPath: url.path).isEmpty else { return }
    try FileManager.default.removeItem(at: url)
    guard let madeParent, try FileManager.default.contentsOfDirectory(atPath: madeParent.path).isEmpty else { return }
    try FileManager.default.removeItem(at: madeParent)
  }

  // MARK: Files

  /// Keeps a file as part of the next entry. One of that name takes the place of an earlier one.
  ///
  /// - Throws: ``EvidenceError`` if it cannot be written, or nothing may be called so.
  public func keep(_ data: Data, as name: String) throws(EvidenceError) {
    guard EvidenceFiles.isSafe(name) else { throw EvidenceError("no evidence can be called \(ShownText.quoted(name))") }
    try EvidenceFiles.write(data, to: url.appending(path: name))
    log.add(EvidenceFile(name: name, sha256: Digest.sha256(data), bytes: data.count))
  }

  /// Keeps what is to be done.
  public func write(plan: Plan) throws { try keep(try CanonicalJSON.data(plan), as: "plan.json") }

  /// Keeps what has been done so far.
  func write(results: [ChangeResult]) throws { try keep(try CanonicalJSON.data(results), as: "results.json") }

  /// Keeps the end of the run.
  public func write(summary: RunSummary) throws { try keep(try CanonicalJSON.data(summary), as: "summary.json") }

  /// A name that nothing in `folder` has: `log.torn`, `log-2.torn`.
  static func freeName(_ stem: String, _ suffix: String, in folder: URL) -> String {
    var name = "\(stem).\(suffix)"
    var next = 2
    while FileManager.default.fileExists(atPath: folder.appending(path: name).path) {
      name = "\(stem)-\(next).\(suffix)"
      next += 1
    }
    return name
  }

  // MARK: Pictures

  /// Takes a picture and keeps it. A picture that fails does not fail the change; why there is none is kept in its place. What a killed
  /// process has kept already stays.
  func keepPicture(of change: Change, number: Int, moment: Moment, take: () async throws -> Data) async {
    let name = Self.pictureName(of: change, number: number, moment: moment)
    do {
      try keep(try await take(), as: Self.freeName(name, "png", in: url))
    } catch {
      try? keep(Data("no picture: \(error)\n".utf8), as: Self.freeName(name, "txt", in: url))
    }
  }

  /// The pictures of one change, by file name.
  func pictures(of number: Int) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return files.filter { $0.hasPrefix(Self.prefix(number)) }.sorted()
  }

  private static func prefix(_ number: Int) -> String { String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)-" }

  static func pictureName(of change: Change, number: Int, moment: Moment) -> String {
    let whom = change.email?.description ?? change.name
    let safe = whom.map { $0.isASCII && ($0.isLetter || $0.isNumber || "@.-_+".contains($0)) ? String($0) : "_" }.joined().prefix(80)
    return "\(prefix(number))\(change.verb.replacing(" ", with: "-"))-\(safe)-\(moment.rawValue)"
  }
}
