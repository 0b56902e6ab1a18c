import Foundation

/// A file that a command writes its data to, readable by this user alone: whole or not at all.
struct OutputFile {
  private let url: URL
  private let shown: String
  private let overwrites: Bool

  /// Looks whether the file can be written, before anything else is done.
  ///
  /// - Throws: ``UsageError`` if it is there and `overwrites` is false, is a folder, or its folder cannot be written to.
  init(_ path: String, overwrites: Bool) throws {
    url = URL(fileURLWithPath: path)
    shown = path
    self.overwrites = overwrites
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) {
      if isFolder.boolValue { throw UsageError("\(path) is a folder", "Name a file in it.") }
      guard overwrites else { throw Self.isThere(path) }
    }
    guard access(url.deletingLastPathComponent().path, W_OK) == 0 else {
      throw UsageError("\(path) cannot be written: \(String(cString: strerror(errno)))", "Name another file.")
    }
  }

  /// Writes the file beside its place and then puts it there, so that nobody ever sees half of it. Without leave to overwrite, a file that
  /// has come in the meantime stays.
  func write(_ text: String) throws {
    let token = String(UInt64.random(in: .min ... .max), radix: 36)
    let temporary = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent.prefix(100)).\(token).tmp").path
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(errno) }
    let problem = Self.put(Array(text.utf8), into: file) ?? place(temporary)
    unlink(temporary)
    guard let problem else { return }
    throw problem == EEXIST ? Self.isThere(shown) : failure(problem)
  }

  private func place(_ temporary: String) -> Int32? {
    (overwrites ? rename(temporary, url.path) : link(temporary, url.path)) == 0 ? nil : errno
  }

  /// Writes everything, synchronises and closes; the error's number where one of them failed.
  private static func put(_ bytes: [UInt8], into file: Int32) -> Int32? {
    var code: Int32?
    var rest = bytes[...]
    while code == nil, !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if written >= 0 { rest = rest.dropFirst(written) } else if errno != EINTR { code = errno }
    }
    if code == nil, fsync(file) != 0 { code = errno }
    if close(file) != 0, code == nil { code = errno }
    return code
  }

  private static func isThere(_ path: String) -> UsageError {
    UsageError("\(path) is there already", "Name another file, or write over it with --force.")
  }

  private func failure(_ code: Int32) -> Unwritten {
    Unwritten(description: "\(shown) cannot be written: \(String(cString: strerror(code))); name another file")
  }

  /// The file could not be written.
  struct Unwritten: Error, CustomStringConvertible {
    let description: String
  }
}
