package import Foundation

/// Files that are written whole or not at all: whatever goes wrong, and whenever the machine stops, there is the old file or the new one, and
/// nobody ever sees half of it.
package enum WholeFile {
  /// What becomes of a file that is there already.
  package enum Earlier: Sendable {
    case isReplaced
    /// It stays, also where it has come in the meantime; the answer is `EEXIST`.
    case stays
  }

  /// Puts `bytes` at `url`. They are written beside it and synchronised, and then take its name at once. A link at `url` is replaced rather
  /// than followed.
  ///
  /// - Parameters:
  ///   - mode: who may read and write it.
  ///   - temporary: the name that the file has meanwhile, in the same folder; what stands there is taken away. One of its own if `nil`.
  /// - Returns: the system's number of what went wrong, with nothing left behind; `nil` once it is there.
  package static func write(
    _ bytes: some ContiguousBytes, to url: URL, earlier: Earlier, mode: mode_t = 0o600, by temporary: String? = nil
  ) -> Int32? {
    let folder = url.deletingLastPathComponent()
    let passing = folder.appending(path: temporary ?? ".\(UUID().uuidString).tmp").path
    if temporary != nil { unlink(passing) }
    let file = open(passing, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard file >= 0 else { return errno }
    var problem = put(bytes, into: file) ?? number(fsync(file))
    // A disk that is full or away may say so only now.
    let closing = number(close(file))
    problem = problem ?? closing ?? number(earlier == .isReplaced ? rename(passing, url.path) : link(passing, url.path))
    if problem != nil || earlier == .stays { unlink(passing) }
    if problem == nil { synchronise(folder) }
    return problem
  }

  /// Writes everything.
  ///
  /// - Returns: the system's number of what went wrong.
  package static func put(_ bytes: some ContiguousBytes, into file: Int32) -> Int32? {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = Foundation.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written >= 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return errno }
      }
      return nil
    }
  }

  /// Makes the names in a folder last. A file system that cannot is no reason to say that nothing was written.
  package static func synchronise(_ folder: URL) {
    let file = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = fsync(file)
    close(file)
  }

  private static func number(_ result: Int32) -> Int32? { result == 0 ? nil : errno }
}
