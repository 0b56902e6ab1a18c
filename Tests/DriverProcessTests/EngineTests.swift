import BrowserSupport
import CurlTransport
import Glibc
import Logging
import SystemPackage
import Testing
import WebDriver

@testable import DriverProcess

/// Every engine, for real.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct EngineTests {
  private struct Oops: Error {}
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test("it starts, shows a page, and leaves nothing", arguments: Engine.allCases)
  func works(_ engine: Engine) async throws {
    let place = try TestPlace()
    let site = try Site()
    defer { site.stop() }
    let address = site.put(.html("<!doctype html><title>here</title><p>hello"), at: "/")
    let title = try await DriverProcess.withSession(place.options(engine), logger: logger) { session in
      #expect(!place.remains.isEmpty)
      try await session.navigate(to: address)
      return try await session.title()
    }
    #expect(title == "here")
    #expect(place.remains == [])
    #expect(place.mentions == [])
  }

  @Test("driver and browser are known, and go together", arguments: Engine.allCases)
  func versions(_ engine: Engine) async throws {
    let place = try TestPlace()
    try await DriverProcess.withDriver(place.options(engine), logger: logger) { driver in
      #expect(driver.engine == engine)
      #expect(driver.version.first?.isNumber == true)
      try await driver.withSession { session in
        let browser = try #require(session.capabilities.browserVersion)
        try DriverVersions.check(engine, driverVersion: driver.version, browserVersion: browser)
      }
    }
    #expect(place.remains == [])
  }

  @Test("an error comes through and leaves nothing", arguments: Engine.allCases)
  func failure(_ engine: Engine) async throws {
    let place = try TestPlace()
    await #expect(throws: Oops.self) {
      try await DriverProcess.withSession(place.options(engine), logger: logger) { _ in throw Oops() }
    }
    #expect(place.remains == [])
  }

  @Test("a cancelled task leaves nothing", arguments: Engine.allCases)
  func cancellation(_ engine: Engine) async throws {
    let place = try TestPlace()
    let (opened, open) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      defer { open.finish() }
      try await DriverProcess.withSession(place.options(engine), logger: logger) { session in
        open.yield()
        _ = try await session.executeAsync("", as: Int?.self)
      }
    }
    for await _ in opened { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(place.remains == [])
  }

  @Test("a driver that hangs is made to end", arguments: Engine.allCases)
  func hangs(_ engine: Engine) async throws {
    let place = try TestPlace()
    var options = place.options(engine)
    options.exitTimeLimit = .milliseconds(100)
    options.sessionEndTimeLimit = .milliseconds(200)
    try await DriverProcess.withDriver(options, logger: logger) { driver in
      try await driver.withSession { _ in _ = kill(driver.processID, SIGSTOP) }
    }
    #expect(place.remains == [])
  }

  @Test("a driver that is killed is noticed", arguments: Engine.allCases)
  func killed(_ engine: Engine) async throws {
    let place = try TestPlace()
    let error = await #expect(throws: DriverError.self) {
      try await DriverProcess.withDriver(place.options(engine), logger: logger) { driver in
        try await driver.withSession { session in
          kill(driver.processID, SIGKILL)
          while true { _ = try await session.title() }
        }
      }
    }
    #expect(error?.code == .exitedEarly)
    #expect(place.remains == [])
  }

  @Test("a port that is taken", arguments: Engine.allCases)
  func portInUse(_ engine: Engine) async throws {
    let place = try TestPlace()
    let site = try Site()
    defer { site.stop() }
    var options = place.options(engine)
    options.port = try #require(site.origin.split(separator: ":").last.flatMap { UInt16($0) })
    let error = await #expect(throws: DriverError.self) { try await DriverProcess.withDriver(options, logger: logger) { _ in } }
    #expect(error?.code == .portInUse)
    #expect(place.remains == [])
  }

  @Test("a session that is deleted has taken its browser along, while the driver goes on", arguments: Engine.allCases)
  func oneAfterTheOther(_ engine: Engine) async throws {
    let place = try TestPlace()
    try await DriverProcess.withDriver(place.options(engine), logger: logger) { driver in
      for _ in 0..<2 {
        try await driver.withSession { session in
          try await session.navigate(to: "about:blank")
          #expect(children(of: driver).count > 0)
        }
        #expect(children(of: driver) == [])
        #expect(!FileTree.names(inFolderAt: driver.folder.string).contains { $0.hasPrefix("profile-") })
      }
    }
    #expect(place.remains == [])
  }

  private func children(of driver: RunningDriver) -> [ProcessTable.Entry] {
    ProcessTable.all().filter { $0.parent == driver.processID }
  }

  @Test("chromedriver serves several sessions at once, each with a profile of its own")
  func shared() async throws {
    let place = try TestPlace()
    let site = try Site()
    defer { site.stop() }
    let address = site.put(.html("<!doctype html><title>t</title>"), at: "/")
    try await DriverProcess.withDriver(place.options(), logger: logger) { driver in
      try await driver.withSession { first in
        try await first.navigate(to: address)
        _ = try await first.execute("document.cookie = 'a=1; max-age=1000'", as: Int?.self)
        try await driver.withSession { second in
          #expect(first.id != second.id)
          try await second.navigate(to: address)
          #expect(try await second.execute("return document.cookie", as: String.self) == "")
        }
        #expect(try await first.execute("return document.cookie", as: String.self) == "a=1")
      }
    }
    #expect(place.remains == [])
  }

  @Test("the others serve one, and say so", arguments: [Engine.firefox, .webKitGTK])
  func notShared(_ engine: Engine) async throws {
    let place = try TestPlace()
    try await DriverProcess.withDriver(place.options(engine), logger: logger) { driver in
      try await driver.withSession { session in
        let error = await #expect(throws: DriverError.self) { try await driver.withSession { _ in } }
        #expect(error?.code == .tooManySessions)
        #expect(
          error?.message.hasSuffix("serves one session at a time, and has one. Start a driver of its own for each further session.") == true
        )
        // The one that there is has not been touched.
        try await session.navigate(to: "about:blank")
      }
    }
    #expect(place.remains == [])
  }

  @Test("what a session asks for can be changed")
  func changed() async throws {
    let place = try TestPlace()
    let language = try await DriverProcess.withSession(
      place.options(), logger: logger, capabilities: { $0[ChromeOptions.self]?.arguments.append("--user-agent=somebody") },
      { session in try await session.execute("return navigator.userAgent", as: String.self) })
    #expect(language == "somebody")
  }

  @Test("nothing is written into the person's own folder", arguments: Engine.allCases)
  func home(_ engine: Engine) async throws {
    let place = try TestPlace()
    let home = place.path.appending("person")
    #expect(mkdir(home.string, 0o700) == 0)
    var options = place.options(engine)
    options.environment["HOME"] = home.string
    for name in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
      options.environment[name] = home.appending(name).string
    }
    try await DriverProcess.withSession(options, logger: logger) { session in try await session.navigate(to: "about:blank") }
    #expect(FileTree.names(inFolderAt: home.string) == [])
  }

  @Test("Chromium begins with an empty page, which asks the network for nothing")
  func firstPage() async throws {
    let place = try TestPlace()
    try await DriverProcess.withSession(place.options(.chromium), logger: logger) { session in
      #expect(try await session.currentURL() == "data:,")
      try await session.navigate(to: "data:text/html,<input>")
      #expect(try await session.execute("return document.hasFocus()", as: Bool.self))
    }
  }

  @Test("the window is tall, where an engine can be told so", arguments: [Engine.chromium, .firefox])
  func window(_ engine: Engine) async throws {
    let place = try TestPlace()
    let size = try await DriverProcess.withSession(place.options(engine), logger: logger) { session in
      try await session.execute("return [outerWidth, outerHeight]", as: [Int].self)
    }
    #expect(size == [1280, 1600])
  }

  @Test("a window for a person goes to the person's display", arguments: Engine.allCases)
  func headed(_ engine: Engine) async throws {
    let place = try TestPlace()
    let server = VirtualDisplay(program: "/usr/bin/Xvfb")
    let display = try #require(await server.start(environment: [:], within: .seconds(20), logger: logger))
    var options = place.options(engine)
    options.environment["DISPLAY"] = ":\(display)"
    options.environment["WAYLAND_DISPLAY"] = nil
    let windows = try await DriverProcess.withSession(options, logger: logger, headed: true) { session in
      try await session.navigate(to: "about:blank")
      return clients(ofDisplay: display)
    }
    await server.stop()
    #expect(windows > 0)
    #expect(place.remains == [])
    #expect(access("/tmp/.X11-unix/X\(display)", F_OK) != 0)
  }

  /// How many connections an X server has.
  private func clients(ofDisplay display: Int) -> Int {
    let table = ProcessTable.contents(of: "/proc/net/unix").map { String(decoding: $0, as: UTF8.self) } ?? ""
    // The state 03 is connected.
    return table.split(separator: "\n").count { line in
      let fields = line.split(separator: " ")
      return fields.count > 7 && fields[5] == "03" && fields[7].hasSuffix("/tmp/.X11-unix/X\(display)")
    }
  }
}
