import BrowserSupport
import Glibc
import Logging
import SystemPackage
import Testing
import WebDriver

@testable import DriverProcess

/// What is left when this program is killed.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct GuardianTests {
  /// Where the killed process puts its runs; handed on in the environment, since it shares nothing else with the test.
  private static let variable = "DRIVER_TESTS_PLACE"

  @Test("killed in mid-command, Chromium")
  func chromium() async throws {
    try await check {
      await #expect(processExitsWith: .signal(SIGKILL)) { try await GuardianTests.killItself(.chromium) }
    }
  }

  @Test("killed in mid-command, Firefox")
  func firefox() async throws {
    try await check {
      await #expect(processExitsWith: .signal(SIGKILL)) { try await GuardianTests.killItself(.firefox) }
    }
  }

  @Test("killed in mid-command, WebKitGTK")
  func webKitGTK() async throws {
    try await check {
      await #expect(processExitsWith: .signal(SIGKILL)) { try await GuardianTests.killItself(.webKitGTK) }
    }
  }

  /// Two seconds after the end there is no process and no folder.
  private func check(_ run: () async -> Void) async throws {
    let place = try TestPlace()
    setenv(Self.variable, place.path.string, 1)
    await run()
    let deadline = ContinuousClock.now + .seconds(2)
    while !(place.remains + place.mentions).isEmpty, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(20)) }
    #expect(place.remains == [])
    #expect(place.mentions == [])
    #expect(FileTree.names(inFolderAt: place.path.string).contains("began"), "it did not get as far as that")
  }

  /// Starts a browser with a script that never answers, and ends in the middle of it.
  private static func killItself(_ engine: Engine) async throws {
    let place = try #require(ProcessEnvironment.current()[variable])
    var options = DriverOptions(engine: engine)
    options.environment["TMPDIR"] = place
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    // The page itself says that the command is under way.
    let server = try StubServer.answering { request in
      if request.line.hasPrefix("GET /began ") {
        close(open(place + "/began", O_CREAT | O_WRONLY, 0o600))
        kill(getpid(), SIGKILL)
      }
      return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<!doctype html>"
    }
    try await DriverProcess.withSession(options, logger: logger) { session in
      try await session.navigate(to: server.url)
      _ = try await session.executeAsync("fetch('/began')", as: Int?.self)
    }
  }

  @Test("sent away, it goes, and touches nothing")
  func dismissed() async throws {
    let place = try TestPlace()
    let folder = try RunFolder.create(in: place.path)
    let guardian = try Guardian(folder: folder.path)
    // Whoever starts a program goes on once it has memory of its own; its arguments can be seen a moment later.
    #expect((0..<1000).contains { _ in place.mentions.count == 1 })
    await guardian.dismiss()
    #expect(place.mentions == [])
    #expect(folder.exists)
    await guardian.dismiss()
    guardian.killNow()
  }

  @Test("its own death is no harm")
  func killed() async throws {
    let place = try TestPlace()
    let folder = try RunFolder.create(in: place.path)
    let guardian = try Guardian(folder: folder.path)
    guardian.killNow()
    #expect(place.mentions == [])
    #expect(folder.exists)
    await guardian.dismiss()
  }

  @Test("it ends the run's processes and those of the driver's session, and no other")
  func marks() async throws {
    let place = try TestPlace()
    let (mine, other) = (try RunFolder.create(in: place.path), try RunFolder.create(in: place.path))
    let (marked, inSession, foreign) = (
      try spawnSleeper(["TMPDIR=\(mine.path)"]), try spawnSleeper([], leading: true), try spawnSleeper(["TMPDIR=\(other.path)"])
    )
    defer {
      kill(foreign, SIGKILL)
      // A child that nobody waits for stays, and Swift Testing's own waiting for exit tests goes round it for ever.
      waitpid(foreign, nil, 0)
    }
    let guardian = try Guardian(folder: mine.path)
    guardian.watch(session: inSession)
    // As when this process ends: nobody says that all is well.
    guardian.abandon()
    for id in [marked, inSession] {
      var status: Int32 = 0
      #expect(waitpid(id, &status, 0) == id)
      #expect(status & 0x7F == SIGKILL)
    }
    let deadline = ContinuousClock.now + .seconds(2)
    while mine.exists, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(10)) }
    #expect(!mine.exists)
    #expect(other.exists)
    #expect(ProcessTable.entry(of: foreign) != nil)
    guardian.killNow()
  }

  private func spawnSleeper(_ environment: [String], leading: Bool = false) throws -> pid_t {
    var id = pid_t()
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if leading { posix_spawnattr_setflags(&attributes, Guardian.startSession) }
    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("3600"), nil]
    let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    let result = posix_spawn(&id, "/bin/sleep", nil, &attributes, arguments, variables)
    guard result == 0 else { throw Errno(rawValue: result) }
    return id
  }
}
