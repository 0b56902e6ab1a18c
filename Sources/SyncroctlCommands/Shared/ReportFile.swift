import Foundation
import Provisioning

/// A file that a report is written to. Only its owner can read it, since it names people and shows pages; and a report that could not be
/// written whole leaves what stood there before.
struct ReportFile {
  let path: String

  /// Writes what `body` hands over, piece by piece.
  func write(_ body: (_ sink: (Data) throws -> Void) throws -> Void) throws {
    let url = URL(fileURLWithPath: path)
    var status = stat()
    // A pipe or a device takes the text itself; nothing can be put in its place.
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      guard status.st_mode & S_IFMT != S_IFDIR else { throw unwritable("it is a folder") }
      return try stream(to: Foundation.open(path, O_WRONLY | O_CLOEXEC), body)
    }
    let passing = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).\(UUID().uuidString.prefix(8))")
    do {
      try stream(to: Foundation.open(passing.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600), body)
      guard rename(passing.path, url.path) == 0 else { throw unwritable(String(cString: strerror(errno))) }
    } catch {
      unlink(passing.path)
      throw error
    }
  }

  private func stream(to descriptor: Int32, _ body: (_ sink: (Data) throws -> Void) throws -> Void) throws {
    guard descriptor >= 0 else { throw unwritable(String(cString: strerror(errno))) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    defer { try? handle.close() }
    try body { piece in
      do { try handle.write(contentsOf: piece) } catch { throw unwritable(String(cString: strerror(errno))) }
    }
  }

  private func unwritable(_ reason: String) -> UsageError {
    UsageError("the report cannot be written to \(ShownText.quoted(path)): \(reason)", "Name another file with -o FILE.")
  }
}
