import Foundation
import Synchronization
import Testing

@testable import Provisioning

/// One run at a time on a console.
@Suite struct RunLockTests {
  private let console = "https://acme.example"
  private let place = JournalPlace()
  private let moment = JournalSamples.start

  private func run(_ second: Double) -> RunID { RunID(began: moment.addingTimeInterval(second)) }

  private func take(_ console: String = "https://acme.example", _ second: Double = 0) throws -> RunLock {
    try RunLock.take(console: console, in: place.folder, run: run(second), at: moment)
  }

  @Test func theSecondIsToldOfTheFirst() throws {
    let lock = try take()
    let error = try #require(throws: RunLockError.self) { try take("https://acme.example", 1) }
    #expect(error.code == .held)
    let holder = try #require(error.holder)
    #expect(holder.run == run(0))
    #expect(holder.process == getpid())
    #expect(
      error.description == """
        another run is under way on https://acme.example: run 2026-07-02T00-00-00Z
          process \(getpid()) on \(holder.host), since 2026-07-02T00:00:00Z
        Nothing was changed. To begin when it is through: the same command with --wait
        """)
    lock.release()
    lock.release()
    try take("https://acme.example", 1).release()
  }

  @Test func aLockThatIsThrownAwayIsReleased() throws {
    do { _ = try take() }
    try take().release()
  }

  @Test func everyConsoleHasItsOwn() throws {
    let lock = try take()
    let other = try take("https://b.example")
    for same in ["https://acme.example/", "HTTPS://ACME.example", "https://acme.example:443"] {
      #expect(throws: RunLockError.self) { try take(same) }
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: place.folder.appending(path: "locks").path)
    #expect(files.count == 2)
    #expect(files.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{16}\.lock/) != nil })
    for lock in [lock, other] { lock.release() }
  }

  @Test func onlyItsOwnerCanReadIt() throws {
    let lock = try take()
    for (path, mode) in [
      (RunLock.file(console: console, in: place.folder).path, 0o600), (place.folder.appending(path: "locks").path, 0o700),
    ] {
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == mode)
    }
    lock.release()
  }

  /// Driver and browser may outlive a killed run, and must not keep its console locked.
  @Test func noChildInheritsIt() throws {
    let lock = try take()
    #expect(lock.descriptor.withLock { fcntl($0, F_GETFD) } & FD_CLOEXEC == FD_CLOEXEC)
    let child = try Python("import sys\nprint('here', flush=True)\nsys.stdin.read()")
    #expect(child.line() == "here")
    lock.release()
    try take().release()
    try child.finish()
  }

  private static let holding = """
    import fcntl, sys
    file = open(sys.argv[1], "a+")
    fcntl.flock(file, fcntl.LOCK_EX)
    file.truncate(0)
    file.write(sys.argv[2])
    file.flush()
    print("held", flush=True)
    sys.stdin.read()
    """

  @Test func aProcessThatDiesLeavesNone() throws {
    do { _ = try take() }
    let text = """
      {"console": "\(console)", "host": "h", "process": 4711, "run": "2026-01-01T00-00-00Z-2", "since": "2026-01-01T00:00:00Z"}
      """
    let other = try Python(Self.holding, RunLock.file(console: console, in: place.folder).path, text)
    #expect(other.line() == "held")
    let error = #expect(throws: RunLockError.self) { try take() }
    #expect(error?.holder?.process == 4711)
    #expect(error?.holder?.run.description == "2026-01-01T00-00-00Z-2")
    #expect(RunLock.holder(console: console, in: place.folder) == error?.holder)
    #expect(try other.kill() == SIGKILL)
    // What it said of itself is still in the file, and means nothing any more.
    #expect(RunLock.holder(console: console, in: place.folder) == nil)
    let lock = try take()
    #expect(RunLock.holder(console: console, in: place.folder)?.run == run(0))
    lock.release()
  }

  @Test(arguments: ["", "{", "{\"run\": 3}", "\u{0}\u{1}"]) func aHolderThatDoesNotSayWhoItIsHoldsItAllTheSame(_ text: String) throws {
    do { _ = try take() }
    let other = try Python(
      "import sys\nsys.argv[2] = eval(sys.argv[2])\n" + Self.holding,
      RunLock.file(console: console, in: place.folder).path, "'''" + text.replacing("\0", with: "\\0") + "'''")
    #expect(other.line() == "held")
    let error = #expect(throws: RunLockError.self) { try take() }
    #expect(
      error?.description == """
        another run is under way on https://acme.example
        Nothing was changed. To begin when it is through: the same command with --wait
        """)
    try other.finish()
    try take().release()
  }

  @Test func nobodyHoldsALockThatWasNeverTaken() throws {
    #expect(RunLock.holder(console: console, in: place.folder) == nil)
    #expect(!FileManager.default.fileExists(atPath: place.folder.path))
    try take().release()
    #expect(RunLock.holder(console: console, in: place.folder) == nil)
  }

  @Test func whoWaitsIsToldOnceOfEachHolder() async throws {
    var holder: RunLock? = try take()
    var (told, slept): ([RunID?], [Duration]) = ([], [])
    let lock = try await RunLock.wait(
      console: console, in: place.folder, run: run(9), pause: .seconds(2), now: { JournalSamples.start },
      sleep: { pause in
        slept.append(pause)
        if slept.count == 2 {
          holder?.release()
          holder = try take("https://acme.example", 1)
        }
        if slept.count == 4 { holder = nil }
      }, onHeld: { told.append($0?.run) })
    #expect(told == [run(0), run(1)])
    #expect(slept == Array(repeating: .seconds(2), count: 4))
    #expect(RunLock.holder(console: console, in: place.folder)?.run == run(9))
    withExtendedLifetime(holder) {}
    lock.release()
  }

  @Test func waitingEndsWhereTheTaskIsCancelled() async throws {
    let lock = try take()
    await #expect(throws: CancellationError.self) {
      try await RunLock.wait(
        console: console, in: place.folder, run: run(9), sleep: { _ in throw CancellationError() }, onHeld: { _ in })
    }
    lock.release()
  }

  @Test func aFolderThatCannotBeUsedIsNamed() throws {
    let folder = URL(fileURLWithPath: "/sys/syncroctl-test")
    let error = try #require(throws: RunLockError.self) { try RunLock.take(console: console, in: folder, run: run(0)) }
    #expect(error.code == .unusable)
    #expect(error.holder == nil)
    #expect(error.description.hasPrefix("the lock of the console cannot be taken: /sys/syncroctl-test/locks/"))
    #expect(error.description.contains("\nNothing was changed. See that you may write the file and its folder, then type the same command"))
  }
}
