internal import Foundation
internal import WholeFiles

/// Files that only their owner can read.
enum KeyFile {
  /// More than any key file holds, in bytes.
  private static let longest = 4096

  /// Makes a file of `bytes` that only its owner can read, and its folder if there is none.
  static func create(_ url: URL, _ bytes: [UInt8]) throws(KeyError) {
    let folder = url.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw KeyError(.unusable, "the folder \(folder.path) for the key cannot be made", "Name another one.")
    }
    if let problem = WholeFile.write(bytes, to: url, earlier: .stays) { throw failure("written", url, problem) }
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
