import Foundation
import WholeFiles

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

  /// Writes the file. Without leave to overwrite, one that has come in the meantime stays.
  func write(_ text: String) throws {
    let problem = WholeFile.write(Array(text.utf8), to: url, earlier: overwrites ? .isReplaced : .stays)
    guard let problem else { return }
    throw problem == EEXIST ? Self.isThere(shown) : failure(problem)
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
