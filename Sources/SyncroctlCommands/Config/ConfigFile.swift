import Foundation
import WholeFiles

/// The configuration file as `config init` writes it. Nothing that a person wrote is ever lost: a file that is there stays, or is kept beside
/// the new one.
struct ConfigFile: Sendable {
  let url: URL

  private var shown: String { ShellWords.quoted(url.path) }

  /// Writes the file, readable by its owner alone.
  ///
  /// - Parameter force: whether a file that is there makes room. It is kept under another name.
  /// - Returns: where the earlier file is now; `nil` if there was none.
  /// - Throws: ``UsageError`` where the file is there and stays, or cannot be written.
  func write(_ text: String, force: Bool) throws -> URL? {
    let folder = url.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw UsageError("the folder \(folder.path) cannot be made", "Name another file with SYNCROCTL_CONFIG.")
    }
    let kept = force ? try putAside() : nil
    guard let problem = WholeFile.write(Array(text.utf8), to: url, earlier: .stays) else { return kept }
    if let kept, link(kept.path, url.path) == 0 { unlink(kept.path) }
    throw problem == EEXIST ? isThere : failure(problem)
  }

  /// Looks, before anything is asked, whether the file can be written.
  func check(force: Bool) throws {
    var status = stat()
    if !force, lstat(url.path, &status) == 0 { throw isThere }
  }

  /// Gives the file another name, in one step: whatever stands at its place at that moment is what is kept.
  private func putAside() throws -> URL? {
    for number in 1...Self.mostKept {
      let place = URL(fileURLWithPath: "\(url.path).\(number)")
      // Takes the name, so that no other file is written over.
      let file = open(place.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if file < 0, errno == EEXIST { continue }
      guard file >= 0 else { throw failure(errno) }
      close(file)
      if rename(url.path, place.path) == 0 { return place }
      let problem = errno
      unlink(place.path)
      if problem == ENOENT { return nil }
      throw failure(problem)
    }
    throw UsageError("there are \(Self.mostKept) earlier files beside \(url.path)", "Take away those that you need no more.")
  }

  private static let mostKept = 99

  private var isThere: UsageError {
    UsageError(
      "\(url.path) is there already, and nothing that you wrote is written over",
      "Look at it: syncroctl config show. To begin anew, and keep it as \(shown).1: syncroctl config init --force")
  }

  private func failure(_ problem: Int32) -> UsageError {
    UsageError("\(url.path) cannot be written: \(String(cString: strerror(problem)))", "Name another file with SYNCROCTL_CONFIG.")
  }
}
