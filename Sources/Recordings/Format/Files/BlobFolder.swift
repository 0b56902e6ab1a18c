public import Foundation

/// The folder with the pictures and page sources of the recordings that stand beside it: `blobs`.
public struct BlobFolder: Sendable, Hashable {
  /// Larger blobs are not read.
  public static let sizeLimit = 32 << 20
  private static let name = "blobs"

  /// Where it is.
  public let url: URL

  /// The folder beside the recording at `recording`.
  public init(beside recording: URL) {
    url = recording.deletingLastPathComponent().appending(path: Self.name, directoryHint: .isDirectory)
  }

  /// Where a blob stands.
  public func url(of reference: BlobReference) -> URL { url.appending(path: reference.description, directoryHint: .notDirectory) }

  /// Keeps `bytes`, and makes the folder where there is none. What is there already, and whole, is left alone.
  @discardableResult
  public func write(_ bytes: [UInt8], kind: BlobReference.Kind) throws(RecordingError) -> BlobReference {
    let reference = BlobReference(bytes, kind: kind)
    guard bytes.count <= Self.sizeLimit else {
      throw RecordingError(
        file: url(of: reference).relativePath, reason: "the blob is larger than \(Self.sizeLimit >> 20) MB", advice: "Record without it.")
    }
    if (try? contents(of: reference)) != nil { return reference }
    if mkdir(url.path, 0o755) != 0, errno != EEXIST {
      throw RecordingError(
        file: url.relativePath, reason: "the folder cannot be made: \(SystemError.text(errno))",
        advice: "Name another file, or put that right.")
    }
    guard let folder = try? RegularFile.folder(url.path) else {
      throw RecordingError(file: url.relativePath, reason: "this is not a folder, or a symbolic link", advice: "Remove it.")
    }
    close(folder)
    try RecordingFile.write(bytes, to: url(of: reference))
    return reference
  }

  /// The blob, of which is made sure that it is the one that was recorded.
  public func read(_ reference: BlobReference) throws(RecordingError) -> [UInt8] {
    do throws(RegularFile.Fault) {
      return try contents(of: reference)
    } catch {
      throw RecordingError(
        file: url(of: reference).relativePath, reason: "the blob \(error.reason)", advice: "Put it back, or record anew.")
    }
  }

  /// The same, with the words for a line that refers to it.
  func contents(of reference: BlobReference) throws(RegularFile.Fault) -> [UInt8] {
    // Not by its whole path: that could lead through a link in the folder's place.
    let folder = try RegularFile.folder(url.path)
    defer { close(folder) }
    let bytes = try RegularFile.read(reference.description, in: folder, limit: Self.sizeLimit, followingLinks: false)
    guard BlobReference.digest(bytes) == reference.digest else { throw RegularFile.Fault("was changed: its SHA-256 is not its name") }
    return bytes
  }
}
