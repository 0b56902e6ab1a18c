import CurlTransport
import Glibc
import Logging
import SystemPackage
import Testing
import WebDriver

@testable import DriverProcess

/// The real chromedriver and Chromium, and scripts that pose as a driver. One at a time: each test looks at the machine's
/// processes, and one of them kills all drivers of this process.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct DriverTests {
  private struct Oops: Error {}
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// Opens a browser, and gives its session's id.
  private func openSession(_ driver: RunningDriver) async throws -> String {
    let transport = try CurlTransport(baseURL: driver.url)
    let response = try await transport.send(
      WireRequest(
        command: "newSession", method: .post, path: ["session"],
        body: ["capabilities": ["alwaysMatch": driver.capabilities().json]],
        timeLimit: .seconds(60)))
    let text = String(decoding: response.body, as: UTF8.self)
    try #require(response.status == 200, "\(text)")
    let id = try #require(text.split(separator: #""sessionId":""#).last?.split(separator: #"""#).first)
    return String(id)
  }

  @Test("a driver answers, and is gone afterwards")
  func success() async throws {
    let place = try TestPlace()
    let status = try await DriverProcess.withDriver(place.options(), logger: logger) { driver in
      #expect(driver.version.contains("."))
      #expect(driver.url.hasPrefix("http://127.0.0.1:"))
      #expect(driver.folder.starts(with: place.path))
      #expect(!place.remains.isEmpty)
      let transport = try CurlTransport(baseURL: driver.url)
      let request = WireRequest(command: "status", method: .get, path: ["status"], body: nil, timeLimit: .seconds(30))
      return try await transport.send(request).status
    }
    #expect(status == 200)
    #expect(place.remains == [])
  }

  @Test("a session that was deleted leaves nothing")
  func deletedSession() async throws {
    let place = try TestPlace()
    try await DriverProcess.withDriver(place.options(), logger: logger) { driver in
      let id = try await openSession(driver)
      let transport = try CurlTransport(baseURL: driver.url)
      _ = try await transport.send(
        WireRequest(command: "deleteSession", method: .delete, path: ["session", id], body: nil, timeLimit: .seconds(30)))
    }
    #expect(place.remains == [])
  }

  @Test("an error leaves nothing of a browser that is still open, and comes through")
  func failure() async throws {
    let place = try TestPlace()
    await #expect(throws: Oops.self) {
      try await DriverProcess.withDriver(place.options(), logger: logger) { driver in
        _ = try await openSession(driver)
        throw Oops()
      }
    }
    #expect(place.remains == [])
  }

  @Test("a cancelled task leaves nothing of a browser that is still open")
  func cancellation() async throws {
    let place = try TestPlace()
    let (opened, open) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      try await DriverProcess.withDriver(place.options(), logger: logger) { driver in
        _ = try await openSession(driver)
        open.yield()
        try await Task.sleep(for: .seconds(3600))
      }
    }
    for await _ in opened { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(place.remains == [])
  }

  @Test("a task that is cancelled while the driver starts leaves nothing")
  func cancellationAtStart() async throws {
    let place = try TestPlace()
    let options = try place.options(script: "exec sleep 3600")
    let task = Task { try await DriverProcess.withDriver(options, logger: logger) { _ in } }
    // The run's folder is there before the driver is: cancelling at any moment from then on will do.
    while place.remains.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(place.remains == [])
  }

  @Test("a driver that is killed under an open browser is noticed, and the browser ended", arguments: [SIGKILL, SIGTERM])
  func killedDriver(_ signal: Int32) async throws {
    let place = try TestPlace()
    let error = await #expect(throws: DriverError.self) {
      try await DriverProcess.withDriver(place.options(), logger: logger) { driver in
        let id = try await openSession(driver)
        kill(driver.processID, signal)
        let transport = try CurlTransport(baseURL: driver.url)
        let request = WireRequest(command: "getTitle", method: .get, path: ["session", id, "title"], body: nil, timeLimit: .seconds(30))
        while true { _ = try await transport.send(request) }
      }
    }
    #expect(error?.code == .exitedEarly)
    #expect(error?.description.contains("started successfully") == true)
    #expect(place.remains == [])
  }

  @Test("a driver that was killed after the work was done does not spoil it")
  func killedTooLate() async throws {
    let place = try TestPlace()
    let value = try await DriverProcess.withDriver(place.options(), logger: logger) { driver in
      _ = try await openSession(driver)
      kill(driver.processID, SIGKILL)
      return 42
    }
    #expect(value == 42)
    #expect(place.remains == [])
  }

  @Test("a driver that hangs is made to end")
  func stoppedDriver() async throws {
    let place = try TestPlace()
    var options = place.options()
    options.exitTimeLimit = .milliseconds(100)
    try await DriverProcess.withDriver(options, logger: logger) { driver in
      _ = try await openSession(driver)
      kill(driver.processID, SIGSTOP)
    }
    #expect(place.remains == [])
  }

  @Test("a second Ctrl-C ends everything at once")
  func killAllNow() async throws {
    let place = try TestPlace()
    let error = await #expect(throws: DriverError.self) {
      try await DriverProcess.withDriver(place.options(), logger: logger) { driver in
        _ = try await openSession(driver)
        DriverProcess.killAllNow()
        #expect(place.remains == [])
        #expect(place.mentions == [])
        throw Oops()
      }
    }
    #expect(error?.code == .exitedEarly)
    #expect(place.remains == [])
  }

  @Test("what a killed run left, processes and all, is taken away by the next")
  func abandonedRun() async throws {
    let place = try TestPlace()
    let stale = try RunFolder.create(in: place.path)
    let me = try #require(Owner.current)
    // As though an earlier process of this one's number had made it.
    let owner = open(stale.path.appending("owner").string, O_WRONLY | O_TRUNC)
    let text = Array(Owner(id: me.id, startTime: me.startTime - 1, world: me.world).text.utf8)
    #expect(text.withUnsafeBytes { write(owner, $0.baseAddress, $0.count) } == text.count)
    close(owner)
    let living = try RunFolder.create(in: place.path)
    let orphan = try spawnSleeper(environment: ["TMPDIR=\(stale.path)"])
    let bystander = try spawnSleeper(environment: ["TMPDIR=\(living.path)"])
    defer {
      kill(bystander, SIGKILL)
      for child in [orphan, bystander] { waitpid(child, nil, 0) }
    }
    try await DriverProcess.withDriver(place.options(), logger: logger) { _ in
      #expect(!stale.exists)
      #expect(living.exists)
    }
    #expect(ProcessTable.entry(of: orphan) == nil)
    #expect(ProcessTable.entry(of: bystander) != nil)
    living.remove()
  }

  private func spawnSleeper(environment: [String]) throws -> pid_t {
    var id = pid_t()
    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("3600"), nil]
    let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    let result = posix_spawn(&id, "/bin/sleep", nil, nil, arguments, variables)
    guard result == 0 else { throw Errno(rawValue: result) }
    return id
  }

  // MARK: Drivers that do not come up

  @Test("a driver that ends at once: its last words are in the error")
  func exitsAtOnce() async throws {
    let place = try TestPlace()
    let options = try place.options(script: "echo starting; echo 'no such library' >&2; exit 3")
    let error = await #expect(throws: DriverError.self) { try await DriverProcess.withDriver(options, logger: logger) { _ in } }
    #expect(error?.code == .startFailed)
    #expect(error?.outputTail == ["starting", "no such library"])
    #expect(error?.description.contains("fake-driver ended with exit code 3 before it named its port.") == true)
    #expect(error?.description.hasSuffix("The driver's last words:\n  starting\n  no such library") == true)
    #expect(place.remains == [])
  }

  @Test("a driver that never names its port is given up")
  func neverNamesPort() async throws {
    let place = try TestPlace()
    var options = try place.options(script: "echo hello; exec sleep 3600")
    options.startTimeLimit = .milliseconds(200)
    let error = await #expect(throws: DriverError.self) { try await DriverProcess.withDriver(options, logger: logger) { _ in } }
    #expect(error?.code == .startFailed)
    #expect(error?.message.contains("did not name its port") == true)
    #expect(place.remains == [])
  }

  @Test("a driver that names a port and does not answer there is given up")
  func neverAnswers() async throws {
    let place = try TestPlace()
    var options = try place.options(script: "echo 'ChromeDriver was started successfully on port 9.'; exec sleep 3600")
    options.startTimeLimit = .milliseconds(300)
    options.exitTimeLimit = .milliseconds(100)
    let error = await #expect(throws: DriverError.self) { try await DriverProcess.withDriver(options, logger: logger) { _ in } }
    #expect(error?.code == .startFailed)
    #expect(error?.message.contains("did not become ready") == true)
    #expect(place.remains == [])
  }

  @Test("a driver that ignores SIGTERM, with a child in a session of its own, leaves neither")
  func stubborn() async throws {
    let place = try TestPlace()
    var options = try place.options(script: "trap '' TERM; setsid sleep 3600 & while true; do sleep 1; done")
    options.startTimeLimit = .milliseconds(200)
    await #expect(throws: DriverError.self) { try await DriverProcess.withDriver(options, logger: logger) { _ in } }
    #expect(place.remains == [])
  }

  @Test("a file that is no program")
  func noProgram() async throws {
    let place = try TestPlace()
    var options = try place.options(script: "")
    let program = place.path.appending("text")
    close(open(program.string, O_WRONLY | O_CREAT, 0o700))
    let file = open(program.string, O_WRONLY)
    #expect("\u{7F}ELF".utf8.withContiguousStorageIfAvailable { write(file, $0.baseAddress, $0.count) } == 4)
    close(file)
    options.driverPath = program
    let error = await #expect(throws: DriverError.self) { try await DriverProcess.withDriver(options, logger: logger) { _ in } }
    #expect(error?.code == .startFailed)
    #expect(place.remains == [])
  }

  @Test("a port that is taken")
  func portInUse() async throws {
    let place = try TestPlace()
    try await DriverProcess.withDriver(place.options(), logger: logger) { driver in
      var options = place.options()
      options.port = try #require(driver.url.split(separator: ":").last.flatMap { UInt16($0) })
      let error = await #expect(throws: DriverError.self) { try await DriverProcess.withDriver(options, logger: logger) { _ in } }
      #expect(error?.code == .portInUse)
      #expect(error?.message == "Port \(options.port), which chromedriver was to take, is taken.")
    }
    #expect(place.remains == [])
  }

  @Test("a missing driver leaves no folder")
  func missing() async throws {
    let place = try TestPlace()
    let error = await #expect(throws: DriverError.self) {
      try await DriverProcess.withDriver(place.options(path: ""), logger: logger) { _ in }
    }
    #expect(error?.code == .driverNotFound)
    #expect(place.remains == [])
  }

  @Test("secrets in this program's environment do not reach the driver")
  func environment() async throws {
    let place = try TestPlace()
    var options = try place.options(script: "env; exit 1")
    options.environment = ["PATH": "/usr/bin:/bin", "MY_PASSWORD": "hush", "LANG": "C", "TMPDIR": place.path.string]
    options.withheldVariablePrefixes = ["MY_"]
    let error = await #expect(throws: DriverError.self) { try await DriverProcess.withDriver(options, logger: logger) { _ in } }
    #expect(error?.outputTail.contains("LANG=C") == true)
    #expect(error?.description.contains("hush") == false)
  }
}
