import Foundation

/// A small file of JSON that only its owner can read, and that one process changes at a time: two runs never take the same code, nor the
/// same count, for themselves.
struct StateFile<Content: Codable> {
  private let file: URL
  /// What is kept in it, in words: "which recovery codes were used".
  private let subject: String

  init(_ name: String, in folder: URL, keeping subject: String) {
    file = folder.appending(path: name)
    self.subject = subject
  }

  /// Reads the content, lets `change` have it, and writes it before this returns.
  ///
  /// A damaged file is not begun anew: what it kept would be done a second time.
  ///
  /// - Parameter fresh: the content where there is no file yet.
  /// - Throws: ``ConsoleError`` with ``ConsoleError/Code/notSignedIn`` where the file cannot be read or written; what `change` throws, and
  ///   nothing is written then.
  func change<Value>(_ fresh: Content, _ change: (inout Content) throws -> Value) throws -> Value {
    let folder = file.deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let lock = open(file.path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw unwritable }
    // The lock goes with the descriptor, also where the process is killed.
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0 { guard errno == EINTR else { throw unwritable } }
    var content = try read() ?? fresh
    let value = try change(&content)
    try write(content)
    return value
  }

  private func read() throws -> Content? {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    guard let data = try? Data(contentsOf: file), let content = try? JSONDecoder().decode(Content.self, from: data) else {
      throw ConsoleError(
        .notSignedIn, "\(file.path), which says \(subject), cannot be read",
        advice: "Look at the file. If it is lost, see docs/live-console.md before taking it away.")
    }
    return content
  }

  private func write(_ content: Content) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let draft = file.path + ".new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unwritable }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: encoder.encode(content))
      try handle.synchronize()
    } catch {
      throw unwritable
    }
    guard rename(draft, file.path) == 0 else { throw unwritable }
  }

  private var unwritable: ConsoleError {
    ConsoleError(
      .notSignedIn, "\(subject) cannot be written down in \(file.deletingLastPathComponent().path)",
      advice: "Make the folder writable, or name another with SYNCROCTL_STATE_DIR.")
  }
}
