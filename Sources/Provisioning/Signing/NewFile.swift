internal import Foundation

/// Files that did not exist before.
enum NewFile {
  /// Makes a file of `bytes`. It is written beside its place and then linked there: nobody ever sees half of it, and a file that is there
  /// already stays.
  ///
  /// - Returns: the system's number of what went wrong, `EEXIST` where there is such a file; `nil` once it is there.
  static func create(_ url: URL, _ bytes: [UInt8], mode: mode_t) -> Int32? {
    let folder = url.deletingLastPathComponent()
    let temporary = folder.appending(path: ".\(UUID().uuidString).tmp").path
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard file >= 0 else { return errno }
    let problem = put(bytes, into: file) ?? (link(temporary, url.path) == 0 ? nil : errno)
    unlink(temporary)
    if problem == nil { synchronise(folder.path) }
    return problem
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

  /// Makes the new name last; a file system that cannot is no reason to say that there is no file.
  private static func synchronise(_ folder: String) {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = fsync(file)
    close(file)
  }
}
