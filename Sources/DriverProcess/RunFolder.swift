import Glibc
import SystemPackage

/// The private folder of one driver: everything that driver and browser write lands in it, and its name, which no other has,
/// marks every process that belongs to the run.
struct RunFolder: Sendable {
  /// Where it is.
  let path: FilePath

  static let prefix = "webdriver-run-"
  private static let ownerFile = "owner"

  /// What driver and browser take for the person's own folder.
  var home: FilePath { path.appending("home") }

  /// Makes a folder that only this user can look into, and writes down who made it.
  ///
  /// - Parameter longest: how many bytes its path may have.
  static func create(in parent: FilePath, longest: Int = .max) throws -> RunFolder {
    let pattern = parent.appending(prefix + "XXXXXX").string
    guard pattern.utf8.count <= longest else {
      let most = longest - (pattern.utf8.count - parent.string.utf8.count)
      throw DriverError(
        .noRunFolder,
        "TMPDIR points to \(parent), which is longer than the browser can do with: \(parent.string.utf8.count) bytes, where \(most) are the most. Point it to a shorter one: TMPDIR=/tmp"
      )
    }
    var template = Array(pattern.utf8CString)
    guard mkdtemp(&template) != nil else { throw failure(parent) }
    // mkdtemp has filled the six letters in. Its folders have mode 0700.
    let folder = RunFolder(path: FilePath(platformString: template))
    guard folder.write(Owner.current?.text ?? "", to: ownerFile) else {
      folder.remove()
      throw failure(parent)
    }
    return folder
  }

  private static func failure(_ parent: FilePath) -> DriverError {
    DriverError(.noRunFolder, "No folder can be made in \(parent), where TMPDIR points: \(Errno(rawValue: errno)).")
  }

  private func write(_ text: String, to name: String) -> Bool {
    let file = open(path.appending(name).string, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    return Array(text.utf8).withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) == $0.count }
  }

  /// Removes the folder and all that is in it, as far as it can be: whoever still writes there makes that fail.
  func remove() {
    FileTree.remove(path.string)
  }

  /// Whether it is there.
  var exists: Bool { access(path.string, F_OK) == 0 }

  /// The folders in `parent` that this user's processes made and did not live to remove.
  static func abandoned(in parent: FilePath) -> [RunFolder] {
    FileTree.names(inFolderAt: parent.string).compactMap { name in
      guard name.hasPrefix(prefix), let component = FilePath.Component(name) else { return nil }
      let candidate = RunFolder(path: parent.appending(component))
      guard candidate.isMine, let owner = candidate.owner, owner.hasEnded else { return nil }
      return candidate
    }
  }

  /// In a folder that everyone may write to, anyone can make one of this name.
  private var isMine: Bool {
    var status = stat()
    return lstat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
  }

  private var owner: Owner? {
    let file = open(path.appending(Self.ownerFile).string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = read(file, &buffer, buffer.count)
    return count > 0 ? Owner(text: String(decoding: buffer[..<count], as: UTF8.self)) : nil
  }
}
