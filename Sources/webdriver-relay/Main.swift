import ArgumentParser
import CurlTransport
import DriverProcess
import Foundation
import Logging
import WebDriver
import WebDriverRelay

/// `webdriver-relay`
@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webdriver-relay",
    abstract: "Passes WebDriver commands on to a driver, each read and written again by this project's client.",
    usage: "webdriver-relay [--port <port>] [--to <url>] [<options>]",
    discussion: """
      webdriver-relay --port 4444

      Point any WebDriver program at the address that it prints. Without --to it
      starts a driver of its own, and ends it with itself; with --to it passes
      commands on to a remote end that runs already. It runs until Ctrl-C.

      It listens on the loopback interface alone, unless --host says otherwise:
      whoever reaches it can drive a browser with it, and read this machine's files.
      """)

  @Option(help: ArgumentHelp("The port to listen at; any free one if not said.", valueName: "port"))
  var port = 0

  @Option(help: ArgumentHelp("The address to listen at.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The remote end to pass commands on to. Also WEBDRIVER_RELAY_TO.", valueName: "url"))
  var to: String?

  @Option(help: ArgumentHelp("The engine whose driver is started.", valueName: "name"))
  var engine: Engine?

  @Option(help: ArgumentHelp("What stands in front of every path, such as /wd/hub.", valueName: "path"))
  var prefix = ""

  @Option(help: ArgumentHelp("How long starting a session may take, in seconds.", valueName: "seconds"))
  var sessionTimeout = 300

  @Option(help: ArgumentHelp("Write every command to this file, as a trace for ui.perfetto.dev.", valueName: "file"))
  var trace: String?

  @Flag(name: .shortAndLong, help: "Say of every command how it went, on standard error.")
  var verbose = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is \(port), and has to be 0 to 65535") }
    guard (1...86_400).contains(sessionTimeout) else {
      throw ValidationError("--session-timeout is \(sessionTimeout), and has to be 1 to 86400")
    }
    if let to, let scheme = to.firstRange(of: "://"), to[scheme.upperBound...].prefix(while: { $0 != "/" }).contains("@") {
      throw ValidationError(
        "--to has a user name or password in it, which everybody on this machine can read: set WEBDRIVER_RELAY_TO instead")
    }
    guard to == nil || engine == nil else { throw ValidationError("--engine starts a driver and --to uses one that runs: say one of them") }
  }

  func run() async throws {
    let level: Logger.Level = verbose ? .debug : .notice
    var logger = Logger(label: "webdriver-relay", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = level
    let observer = try trace.map { try TraceFile(path: $0, program: "webdriver-relay").observer }
    try await Interrupts.listening { [self, logger] in
      if let remote = to ?? (engine == nil ? ProcessInfo.processInfo.environment["WEBDRIVER_RELAY_TO"] : nil) {
        try await relay(to: remote, observer, logger)
      } else {
        try await OwnDriver.running(engine ?? .chromium, logger: logger) { url in try await relay(to: url, observer, logger) }
      }
    }
  }

  /// Relays to `url` until the task is cancelled.
  private func relay(to url: String, _ observer: CommandObserver?, _ logger: Logger) async throws {
    var configuration = RelayConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.prefix = prefix
    configuration.sessionTimeLimit = .seconds(sessionTimeout)
    try await withRelay(to: try CurlTransport(baseURL: url), configuration, observer: observer, logger: logger) { relay in
      try FileHandle.standardOutput.write(contentsOf: Data("\(relay.url)\n".utf8))
      do {
        while true { try await Task.sleep(for: .seconds(3600)) }
      } catch is CancellationError {
        let count = relay.openSessionCount
        if count > 0, engine == nil { logger.notice("\(count) sessions that were started through the relay go on at the remote end") }
      }
    }
  }
}
