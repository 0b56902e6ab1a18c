public import Foundation
import Synchronization

/// One run at a time for each console, on this machine: whoever holds the lock may change the console, and nobody else does.
///
/// It is the system's lock on an open file (`flock`), so that a process that dies leaves none. The file stays; what it says of the holder
/// is for people. It is not inherited by driver and browser, which may outlive a killed run.
public final class RunLock: Sendable {
  /// The open file; -1 once the lock is released.
  let descriptor: Mutex<Int32>

  private init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

  deinit { release() }

  /// Takes the lock of a console, or says at once who has it.
  ///
  /// - Parameters:
  ///   - console: the console's address.
  ///   - folder: the state folder; the lock's file is in `locks` below it.
  ///   - run: the run that asks for it.
  ///   - moment: since when it is held, for whoever comes next.
  /// - Throws: ``RunLockError``.
  public static func take(console: String, in folder: URL, run: RunID, at moment: Date = Date()) throws(RunLockError) -> RunLock {
    let file = file(console: console, in: folder)
    let descriptor = try open(file)
    guard lock(descriptor, LOCK_EX) else {
      let reason = errno
      let holder = Holder.read(descriptor)
      close(descriptor)
      throw reason == EWOULDBLOCK ? .held(console, by: holder) : .unusable(file, reason)
    }
    let lock = RunLock(descriptor)
    guard Holder(console: console, run: run, process: getpid(), host: hostName, since: moment).write(descriptor) else {
      let reason = errno
      lock.release()
      throw .unusable(file, reason)
    }
    return lock
  }

  /// Takes the lock of a console, and waits for it as long as another run holds it.
  ///
  /// - Parameters:
  ///   - pause: how long to wait between two tries.
  ///   - sleep: waits; what it throws ends the waiting.
  ///   - onHeld: is told who holds the lock, once for each holder; `nil` where the holder has not said.
  /// - Throws: ``RunLockError`` where the file cannot be used, and what `sleep` throws.
  public static func wait(
    console: String, in folder: URL, run: RunID, pause: Duration = .seconds(1), now: @Sendable () -> Date = { Date() },
    sleep: (Duration) async throws -> Void = { try await Task.sleep(for: $0) }, onHeld: (Holder?) -> Void
  ) async throws -> RunLock {
    var last: Holder??
    while true {
      switch attempt(console: console, in: folder, run: run, at: now()) {
      case .success(let lock): return lock
      case .failure(let error):
        guard error.code == .held else { throw error }
        if last != .some(error.holder) { onHeld(error.holder) }
        last = .some(error.holder)
      }
      try await sleep(pause)
    }
  }

  private static func attempt(console: String, in folder: URL, run: RunID, at moment: Date) -> Result<RunLock, RunLockError> {
    do throws(RunLockError) {
      return .success(try take(console: console, in: folder, run: run, at: moment))
    } catch {
      return .failure(error)
    }
  }

  /// Who holds the lock of a console now; `nil` if nobody does, or whoever does has not said.
  public static func holder(console: String, in folder: URL) -> Holder? {
    let descriptor = Glibc.open(file(console: console, in: folder).path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // A shared lock is had exactly when nobody has the whole. It is let go of at once, and whoever takes the lock tries more than once.
    guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
    return Holder.read(descriptor)
  }

  /// Lets the next run in. A lock that is thrown away is released as well.
  public func release() {
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return }
      // Emptied first, so that nobody reads a name that holds no longer.
      ftruncate(descriptor, 0)
      close(descriptor)
      descriptor = -1
    }
  }

  static func file(console: String, in folder: URL) -> URL {
    let name = Digest.sha256(Data(ConsoleKey.of(console).utf8)).prefix(16)
    return folder.appending(path: "locks/\(name).lock")
  }

  private static func open(_ file: URL) throws(RunLockError) -> Int32 {
    let folder = file.deletingLastPathComponent()
    // Where that fails, opening says why.
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = Glibc.open(file.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .unusable(file, errno) }
    return descriptor
  }

  /// Tries a few times: somebody who only looks holds a shared lock for a moment.
  private static func lock(_ descriptor: Int32, _ kind: Int32) -> Bool {
    for _ in 0..<4 {
      if flock(descriptor, kind | LOCK_NB) == 0 { return true }
      let reason = errno
      if reason != EWOULDBLOCK, reason != EINTR { return false }
      usleep(5000)
      errno = reason
    }
    return false
  }

  /// The name of this machine as it knows itself. Foundation's may ask the network.
  private static var hostName: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "this machine" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension RunLock {
  /// Who holds a lock, as its file says.
  public struct Holder: Sendable, Hashable, Codable {
    /// The console's address.
    public let console: String
    /// The run.
    public let run: RunID
    /// The process.
    public let process: Int32
    /// The machine that it is on.
    public let host: String
    /// Since when.
    public let since: Date

    /// `nil` where the file says nothing yet, or something else.
    static func read(_ descriptor: Int32) -> Holder? {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = pread(descriptor, &bytes, bytes.count, 0)
      return count > 0 ? try? CanonicalJSON.decode(Holder.self, from: Data(bytes[..<count])) : nil
    }

    fileprivate func write(_ descriptor: Int32) -> Bool {
      guard let data = try? CanonicalJSON.data(self), ftruncate(descriptor, 0) == 0 else { return false }
      return data.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) } == data.count
    }
  }
}

/// The lock of a console cannot be had. Nothing was changed.
public struct RunLockError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds.
  public enum Code: Sendable, Hashable {
    /// Another run has it.
    case held
    /// Its file cannot be used.
    case unusable
  }
  /// The kind.
  public let code: Code
  /// Who holds it, where another run does and has said so.
  public let holder: RunLock.Holder?
  /// What is wrong, and what to do.
  public let description: String

  static func held(_ console: String, by holder: RunLock.Holder?) -> RunLockError {
    let console = ShownText.plain(console)
    let advice = "Nothing was changed. To begin when it is through: the same command with --wait"
    guard let holder else {
      return RunLockError(code: .held, holder: nil, description: "another run is under way on \(console)\n\(advice)")
    }
    return RunLockError(
      code: .held, holder: holder,
      description: """
        another run is under way on \(console): run \(holder.run)
          process \(holder.process) on \(ShownText.plain(holder.host)), since \(holder.since.formatted(.iso8601))
        \(advice)
        """)
  }

  static func unusable(_ file: URL, _ reason: Int32) -> RunLockError {
    let advice = reason == ENOSPC || reason == EDQUOT ? "Make room on its disk" : "See that you may write the file and its folder"
    return RunLockError(
      code: .unusable, holder: nil,
      description: """
        the lock of the console cannot be taken: \(ShownText.plain(file.path, limit: .max)): \(String(cString: strerror(reason)))
        Nothing was changed. \(advice), then type the same command again.
        """)
  }
}
