public import Foundation

extension Recording {
  /// Reads the recording at `url`, with its blobs.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - folder: a folder that the file has to be in, links followed.
  /// - Throws: ``RecordingError`` for whatever is not exactly as ``bytes()`` writes it.
  public static func read(_ url: URL, within folder: URL? = nil) throws(RecordingError) -> Recording {
    let place = RecordingPlace(url, within: folder)
    var reader = RecordingReader(file: place.name, blobs: BlobFolder(beside: url), scenario: place.scenario)
    let bytes: [UInt8]
    do throws(RegularFile.Fault) {
      bytes = try RegularFile.read(try place.path(), limit: RecordingReader.sizeLimit, followingLinks: folder == nil)
    } catch {
      throw reader.located(LineFault("the recording \(error.reason)", error.isMissing ? .recordAnew : .other("Name another file.")))
    }
    return try bytes.withUnsafeBufferPointer { (buffer) throws(RecordingError) -> Recording in try reader.read(buffer) }
  }

  /// Reads a recording that is in memory. Of its blobs, nothing but the names is looked at.
  ///
  /// - Parameters:
  ///   - bytes: what is in the file.
  ///   - name: the file's name, for errors.
  public static func read(_ bytes: [UInt8], name: String) throws(RecordingError) -> Recording {
    var reader = RecordingReader(file: name, blobs: nil, scenario: nil)
    return try bytes.withUnsafeBufferPointer { (buffer) throws(RecordingError) -> Recording in try reader.read(buffer) }
  }
}

/// Where a recording is, and whether it may be there.
private struct RecordingPlace {
  private let url: URL
  private let folder: URL?
  /// The file below the folder; `nil` where it is not there, or there is no folder.
  private let below: String?
  /// The file's name, for people.
  let name: String

  init(_ url: URL, within folder: URL?) {
    self.url = url
    self.folder = folder
    below = folder.flatMap { Self.below($0.standardizedFileURL.path, url.standardizedFileURL.path) }
    name = below.flatMap { below in folder.map { "\($0.lastPathComponent)/\(below)" } } ?? url.relativePath
  }

  /// The scenario by the file's place.
  var scenario: RecordingName? {
    below.flatMap { below in
      let ending = ".\(RecordingName.fileExtension)"
      return below.hasSuffix(ending) ? RecordingName(String(below.dropLast(ending.count))) : nil
    }
  }

  /// The path to open.
  func path() throws(RegularFile.Fault) -> String {
    guard let folder else { return url.path }
    let fault = RegularFile.Fault("is not in the folder \(folder.lastPathComponent)")
    guard below != nil else { throw fault }
    guard let real = Self.resolved(url.path), let realFolder = Self.resolved(folder.path) else {
      throw RegularFile.Fault(
        errno == ENOENT || errno == ENOTDIR ? "is not there" : "cannot be opened: \(SystemError.text(errno))", isMissing: true)
    }
    guard Self.below(realFolder, real) != nil else { throw fault }
    return real
  }

  private static func below(_ folder: String, _ path: String) -> String? {
    let start = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(start) ? String(path.dropFirst(start.count)) : nil
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
