public import Foundation
import Technicians

/// Where a run keeps what it saw: pictures before and after each change, the plan and the results as JSON. Only its owner can read it,
/// since it shows people's names.
public struct EvidenceFolder: Sendable {
  /// The folder of this run.
  public let url: URL
  /// The folder above it, where this run had to make that as well.
  private let madeParent: URL?

  /// When a picture is taken.
  enum Moment: String, Sendable {
    case before, after
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
    let stamp = now.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
      .replacing(":", with: "-")
    let name = stamp.hasSuffix("Z") ? stamp : stamp + "Z"
    let hasParent = FileManager.default.fileExists(atPath: parent.path)
    do {
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      // Two runs in one second each get a folder of their own.
      var folder = parent.appending(path: name)
      var next = 2
      while FileManager.default.fileExists(atPath: folder.path) {
        folder = parent.appending(path: "\(name)-\(next)")
        next += 1
      }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      url = folder
      madeParent = hasParent ? nil : parent
    } catch {
      throw Unwritable(
        description: """
          no evidence can be kept in \(parent.path): \(Self.reason(error, parent))
          Nothing was changed. Name another folder with --evidence DIR.
          """)
    }
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

  /// Keeps what is to be done.
  public func write(plan: Plan) throws { try write(plan, to: "plan.json") }

  // D replaces these.
  public init(resuming url: URL) throws(Unwritable) { self.url = url; madeParent = nil }
  func looked(_ looked: Looked, change: Int, at moment: Date) throws {}
  func ended(_ result: ChangeResult, change: Int, at moment: Date) throws {}

  /// Keeps what has been done so far.
  func write(results: [ChangeResult]) throws { try write(results, to: "results.json") }

  /// Keeps the end of the run.
  public func write(summary: RunSummary) throws { try write(summary, to: "summary.json") }

  private func write(_ value: some Encodable, to name: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let file = url.appending(path: name)
    try encoder.encode(value).write(to: file, options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
  }

  /// Takes a picture and keeps it. A picture that fails does not fail the change; why there is none is kept in its place.
  func keepPicture(of change: Change, number: Int, moment: Moment, take: () async throws -> Data) async {
    let name = Self.pictureName(of: change, number: number, moment: moment)
    do {
      let file = url.appending(path: "\(name).png")
      try await take().write(to: file, options: .atomic)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    } catch {
      try? Data("no picture: \(error)\n".utf8).write(to: url.appending(path: "\(name).txt"))
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
