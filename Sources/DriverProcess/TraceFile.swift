import Glibc
public import WebDriver

/// The file of a trace, written line by line, so that what happened before a crash is in it. See ``TraceWriter`` for its form.
public final class TraceFile: Sendable {
  /// Who is told of every command.
  public let observer: CommandObserver

  /// Makes the file, or empties it. Nobody but its owner can read it: addresses of pages are in it.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - program: whose commands these are, for the reader.
  /// - Throws: ``Unwritable``.
  public init(path: String, program: String) throws(Unwritable) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Unwritable(path: path, reason: String(cString: strerror(errno))) }
    let file = OpenFile(descriptor)
    // A disk that is full costs the trace, not the run.
    observer = TraceWriter(program: program) { file.append($0) }.observer
  }

  /// The file cannot be made.
  public struct Unwritable: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where it was to be.
    public let path: String
    /// What the system says.
    public let reason: String

    /// For people.
    public var description: String { "the trace cannot be written to \(path): \(reason)" }
  }
}

/// A descriptor that is closed with its last user.
private final class OpenFile: Sendable {
  private let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  func append(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
    }
  }
}
