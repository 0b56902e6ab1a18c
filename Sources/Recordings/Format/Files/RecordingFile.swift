public import Foundation

/// Writing a file whole or not at all.
public enum RecordingFile {
  /// Puts `bytes` at `url`, readable by this user alone. They are written beside it and synchronised first, and then take the file's place
  /// at once: whatever goes wrong, and whenever the machine stops, there is the old file or the new one.
  ///
  /// - Throws: ``RecordingError``, with nothing left behind.
  public static func write(_ bytes: [UInt8], to url: URL) throws(RecordingError) {
    let folder = url.deletingLastPathComponent().path
    let token = String(UInt64.random(in: .min ... .max), radix: 36)
    let temporary = "\(folder)/.\(url.lastPathComponent).\(token).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(url, errno) }
    if let code = put(bytes, into: file) ?? renamed(temporary, to: url.path) {
      unlink(temporary)
      throw failure(url, code)
    }
    synchronise(folder)
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

  private static func renamed(_ temporary: String, to path: String) -> Int32? { rename(temporary, path) == 0 ? nil : errno }

  /// Makes the new name last. A file system that cannot is no reason to say that nothing was written.
  private static func synchronise(_ folder: String) {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = fsync(file)
    close(file)
  }

  private static func failure(_ url: URL, _ code: Int32) -> RecordingError {
    let advice =
      switch code {
      case ENOENT, ENOTDIR: "Make the folder first, or name another file."
      case ENOSPC, EDQUOT, EFBIG: "Make room, then do it again. What was there before is whole."
      case EISDIR: "There is a folder of that name: name another file."
      default: "Name another file, or put that right. What was there before is whole."
      }
    return RecordingError(file: url.relativePath, reason: "the file cannot be written: \(SystemError.text(code))", advice: advice)
  }
}
