internal import Foundation

/// Files that only their owner can read.
enum KeyFile {
  /// More than any key file holds, in bytes.
  private static let longest = 4096

  /// Makes a file of `bytes` that only its owner can read. It is written beside its place and then linked there: nobody ever sees half
  /// of it, and a file that is there already stays.
  static func create(_ url: URL, _ bytes: [UInt8]) throws(KeyError) {
    let folder = url.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw KeyError(.unusable, "the folder \(folder.path) for the key cannot be made", "Name another one.")
    }
    let temporary = folder.appending(path: ".\(UUID().uuidString).tmp").path
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure("written", url, errno) }
    let problem = put(bytes, into: file) ?? (link(temporary, url.path) == 0 ? nil : errno)
    unlink(temporary)
    if let problem { throw failure("written", url, problem) }
    synchronise(folder.path)
  }

  /// The text of a file that nobody but this user can read. It is looked at once it is open, so that no other can take its place between.
  static func text(_ url: URL) throws(KeyError) -> String {
    // A pipe would make opening wait for somebody who writes.
    let file = open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw failure("read", url, errno) }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure("read", url, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw KeyError(.unusable, "\(url.path) is no file that could hold a key", "Name the key file.")
    }
    guard status.st_uid == geteuid() else {
      throw KeyError(
        .notOwned, "the key file \(url.path) belongs to another user of this machine",
        "A key is used by its owner alone: make one of your own with syncroctl keys new.")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw KeyError(
        .readableByOthers, "the key file \(url.path) can be read or written by others than its owner",
        "If nobody has read it, type: chmod 600 \(url.path). Else make another key and put that into the policy.")
    }
    guard let data = try? handle.read(upToCount: longest) ?? Data(), let text = String(data: data, encoding: .utf8) else {
      throw KeyError(.damaged, "\(url.path) holds no private key", "syncroctl keys new makes one.")
    }
    return text
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

  /// Makes the new name last; a file system that cannot is no reason to say that there is no key.
  private static func synchronise(_ folder: String) {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = fsync(file)
    close(file)
  }

  private static func failure(_ verb: String, _ url: URL, _ number: Int32) -> KeyError {
    switch number {
    case EEXIST:
      KeyError(
        .exists, "there is a key file \(url.path) already, and none is ever overwritten",
        "Use it, or give the new one another name or --folder.")
    case ENOENT where verb == "read", ENOTDIR where verb == "read":
      KeyError(.missing, "there is no key file \(url.path)", "syncroctl keys new makes one.")
    default:
      KeyError(
        .unusable, "the key file \(url.path) cannot be \(verb): \(String(cString: strerror(number)))", "Put that right, or name another.")
    }
  }
}
