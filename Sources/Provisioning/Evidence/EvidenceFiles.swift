internal import Crypto
internal import Foundation
internal import WholeFiles

/// Files of an evidence folder: written whole and for good, or not at all; read without being led elsewhere.
enum EvidenceFiles {
  static let log = "log.jsonl"
  static let seal = "seal.json"

  /// Whether a file of the folder may be called so: nothing that leads out of it, hides, or cannot be typed.
  static func isSafe(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".") && name != log && name != seal
      && name.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || (48...57).contains($0.value) || "@.-_+".unicodeScalars.contains($0))
      }
  }

  /// Writes a file that only its owner can read. What a run that was killed left half written is found under the same name, and goes.
  static func write(_ data: Data, to url: URL) throws(EvidenceError) {
    let temporary = ".\(url.lastPathComponent).tmp"
    if let problem = WholeFile.write(data, to: url, earlier: .isReplaced, by: temporary) { throw failure(url, problem) }
  }

  static func failure(_ url: URL, _ number: Int32) -> EvidenceError {
    EvidenceError("\(url.path) cannot be written: \(String(cString: strerror(number)))")
  }

  // MARK: Reading

  /// What stands at a name.
  enum Found {
    case file(FileHandle)
    case nothing
    /// Something that is no file of its own: `a symbolic link`.
    case other(String)
  }

  /// Opens a file of the folder that `directory` is. A link is not followed, and a pipe does not make anybody wait.
  static func find(_ name: String, in directory: Int32) throws(EvidenceError) -> Found {
    let file = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      switch errno {
      case ENOENT: return .nothing
      case ELOOP: return .other("a symbolic link")
      case ENXIO: return .other("a socket or a pipe")
      default: throw EvidenceError("\(ShownText.plain(name)) in the evidence folder cannot be read: \(String(cString: strerror(errno)))")
      }
    }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    guard fstat(file, &status) == 0 else { throw EvidenceError("\(ShownText.plain(name)) in the evidence folder cannot be read") }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(handle)
    case S_IFDIR: return .other("a folder")
    default: return .other("no file")
    }
  }

  /// What a file holds, by its digest.
  struct Content: Hashable {
    let sha256: String
    let bytes: Int
    /// The digest of as many bytes from its start as were asked for; `nil` if it has not more than that.
    let start: String?
  }

  /// Reads a file to its end, a piece at a time.
  static func content(of file: FileHandle, startOf length: Int? = nil) throws -> Content {
    var (hash, bytes, start): (SHA256, Int, String?) = (SHA256(), 0, nil)
    while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
      if let length, start == nil, bytes + piece.count > length, length >= bytes {
        var early = hash
        early.update(data: piece.prefix(length - bytes))
        start = early.finalize().hexadecimal
      }
      hash.update(data: piece)
      bytes += piece.count
    }
    return Content(sha256: hash.finalize().hexadecimal, bytes: bytes, start: start)
  }
}

/// Reads a file line by line. Of a line that is longer than any that is written only that it is.
struct LineReader {
  struct Line {
    /// Without the line feed.
    let bytes: Data
    /// Whether a line feed stands at its end.
    let isTerminated: Bool
    let isOverlong: Bool
  }

  /// More than the first entry of a run of ten thousand changes has, in bytes.
  static let longest = 256 << 20

  private let file: FileHandle
  private let longest: Int
  private var buffer = Data()
  /// Where no line feed has been found so far.
  private var searched = 0
  private var isAtEnd = false

  init(_ file: FileHandle, longest: Int = Self.longest) { (self.file, self.longest) = (file, longest) }

  mutating func next() throws -> Line? {
    var isOverlong = false
    while true {
      if let feed = buffer[(buffer.startIndex + searched)...].firstIndex(of: UInt8(ascii: "\n")) {
        let bytes = isOverlong ? Data() : Data(buffer[..<feed])
        buffer = Data(buffer[(feed + 1)...])
        searched = 0
        return Line(bytes: bytes, isTerminated: true, isOverlong: isOverlong)
      }
      searched = buffer.count
      if buffer.count > longest { (isOverlong, buffer, searched) = (true, Data(), 0) }
      guard !isAtEnd, let piece = try file.read(upToCount: 1 << 18), !piece.isEmpty else {
        isAtEnd = true
        guard isOverlong || !buffer.isEmpty else { return nil }
        defer { (buffer, searched) = (Data(), 0) }
        return Line(bytes: buffer, isTerminated: false, isOverlong: isOverlong)
      }
      buffer += piece
    }
  }
}
