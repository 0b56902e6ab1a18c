import Foundation

/// Reading a file that somebody else may have put there.
enum RegularFile {
  /// Why a file was not read: the words that follow its name.
  struct Fault: Error {
    let reason: String
    let isMissing: Bool

    init(_ reason: String, isMissing: Bool = false) {
      self.reason = reason
      self.isMissing = isMissing
    }
  }

  /// The bytes of the file at `path`, relative to the folder that is open as `folder`.
  ///
  /// Nothing but a regular file is read, and none without end: a pipe would be waited for, a device may never end. Its size is looked at
  /// first, and no more than that is read.
  static func read(_ path: String, in folder: Int32 = AT_FDCWD, limit: Int, followingLinks: Bool) throws(Fault) -> [UInt8] {
    let file = openat(folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (followingLinks ? 0 : O_NOFOLLOW))
    guard file >= 0 else { throw openFault(errno) }
    defer { close(file) }
    let size = try size(of: file, limit: limit)
    // One byte more, to see whether it has grown.
    var bytes = [UInt8](repeating: 0, count: size + 1)
    var count = 0
    while count < bytes.count {
      let read = bytes.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress.map { $0 + count }, $0.count - count) }
      if read == 0 { break }
      if read < 0, errno != EINTR { throw Fault("cannot be read: \(SystemError.text(errno))") }
      count += max(0, read)
    }
    guard count == size else { throw Fault("was changed while it was read") }
    bytes.removeLast()
    return bytes
  }

  /// A folder, opened; the caller closes it. A link to one is none.
  static func folder(_ path: String) throws(Fault) -> Int32 {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { throw errno == ENOTDIR ? Fault("is behind a symbolic link") : openFault(errno) }
    return folder
  }

  private static func size(of file: Int32, limit: Int) throws(Fault) -> Int {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Fault("cannot be read: \(SystemError.text(errno))") }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw Fault("is a folder")
    default: throw Fault("is a pipe or a device, not a file")
    }
    let size = Int(status.st_size)
    guard size <= limit else { throw Fault("is \(size >> 20) MB large; more than \(limit >> 20) MB are not read") }
    return size
  }

  private static func openFault(_ code: Int32) -> Fault {
    switch code {
    case ENOENT, ENOTDIR: Fault("is not there", isMissing: true)
    case ELOOP: Fault("is a symbolic link")
    case ENXIO, ENODEV: Fault("is a pipe or a device, not a file")
    default: Fault("cannot be opened: \(SystemError.text(code))")
    }
  }
}

/// The system's words for its error numbers.
enum SystemError {
  static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
