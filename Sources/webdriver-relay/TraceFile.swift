import ArgumentParser
import Foundation
import WebDriver

/// The file of `--trace`, written line by line, so that what happened before a crash is in it.
struct TraceFile: Sendable {
  /// Who is told of every command.
  let observer: CommandObserver

  /// Makes the file, or empties it. Nobody but its owner can read it: addresses of pages are in it.
  init(path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ValidationError("the trace cannot be written to \(path): \(String(cString: strerror(errno)))") }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // A disk that is full costs the trace, not the run.
    observer = TraceWriter(program: "webdriver-relay") { try? file.write(contentsOf: Data($0)) }.observer
  }
}
