import CurlTransport
import Glibc
import Logging
import Subprocess
import Synchronization
import SystemPackage

/// One driver from its start to the last trace of it.
final class DriverRun: Sendable {
  /// How a driver ended, in words that go after its path.
  private enum End: Sendable {
    case exited(String)
    case neverStarted(String)
  }

  private let programs: Programs
  private let options: DriverOptions
  private let logger: Logger
  private let folder: RunFolder
  private let client = CurlClient()
  private let output = DriverOutput()

  /// The driver's process; nil when none came about.
  private let processID = OneShot<pid_t?>()
  /// The port; nil when the driver ended without having named one.
  private let port = OneShot<UInt16?>()
  private let end = OneShot<End>()
  private let hasBeenReady = Atomic<Bool>(false)

  /// Makes the run folder. Nothing is started.
  init(programs: Programs, options: DriverOptions, logger: Logger) throws {
    self.programs = programs
    self.options = options
    self.logger = logger
    folder = try RunFolder.create(in: options.temporaryFolder)
    DriverRegistry.note(DriverRegistry.Run(folder: folder, session: nil))
  }

  // MARK: The start

  /// Starts the driver and waits until it answers.
  func start() async throws -> RunningDriver {
    // Not a child of this task: a driver is stopped step by step, whatever becomes of the task that wanted it.
    Task { await watch() }
    let deadline = ContinuousClock.now + options.startTimeLimit
    guard let found = await port.value(within: options.startTimeLimit) else {
      try Task.checkCancellation()
      throw startFailure("did not name its port within \(options.startTimeLimit)")
    }
    guard let port = found, case .some(.some(let processID)) = processID.value else {
      switch await end.value(within: options.exitTimeLimit) {
      case .neverStarted(let reason): throw startFailure("could not be started: \(reason)")
      case .exited(let how): throw startFailure("\(how) before it named its port")
      case nil: throw startFailure("closed its output and named no port")
      }
    }
    let url = "http://127.0.0.1:\(port)"
    let version = try await waitUntilReady(url, deadline: deadline)
    hasBeenReady.store(true, ordering: .relaxed)
    logger.debug("driver ready", metadata: ["url": "\(url)", "pid": "\(processID)", "folder": "\(folder.path)"])
    return RunningDriver(
      url: url, processID: processID, version: version, browserPath: programs.browser, folder: folder.path, logger: logger)
  }

  private func startFailure(_ what: String) -> DriverError {
    if output.saysPortInUse {
      return DriverError(.portInUse, "Port \(options.port), which chromedriver was to take, is taken.", outputTail: output.tail)
    }
    return DriverError(.startFailed, "\(programs.driver) \(what).", outputTail: output.tail)
  }

  /// Asks for the status until the driver says that it takes sessions, and gives its version text.
  private func waitUntilReady(_ url: String, deadline: ContinuousClock.Instant) async throws -> String {
    while true {
      let left = deadline - .now
      guard left > .zero else { throw startFailure("did not become ready within \(options.startTimeLimit)") }
      if case .exited(let how) = end.value { throw startFailure("\(how) before it was ready") }
      do {
        let response = try await client.send(HTTPRequest(.get, url + "/status", timeLimit: left))
        if let status = DriverStatus(response.body), status.isReady { return status.version }
      } catch let error as CurlError {
        logger.trace("driver not ready yet", metadata: ["error": "\(error)"])
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Runs the driver's process to its end, reading what it prints.
  private func watch() async {
    var platform = PlatformOptions()
    // A session of its own: Ctrl-C in the terminal reaches this process alone, which then stops the driver in good order, and the
    // driver's children are known by the session's number.
    platform.createSession = true
    let configuration = Configuration(
      executable: .path(programs.driver), arguments: ["--port=\(options.port)"], environment: .custom(environment),
      platformOptions: platform)
    do {
      let result = try await Subprocess.run(configuration, input: .none, output: .sequence, error: .combinedWithOutput) { execution in
        let id = execution.processIdentifier.value
        DriverRegistry.note(DriverRegistry.Run(folder: folder, session: id))
        processID.set(id)
        // Without a limit to the length of lines: exceeding it would end the reading, and a full pipe would block the driver.
        for try await line in execution.standardOutput.strings(bufferingPolicy: .unbounded) {
          logger.debug("driver: \(line)")
          if let port = output.take(line) { self.port.set(port) }
        }
      }
      switch result.terminationStatus {
      case .exited(let code): end.set(.exited("ended with exit code \(code)"))
      case .signaled(let signal): end.set(.exited("was ended by signal \(signal)"))
      }
    } catch {
      end.set(processID.value == nil ? .neverStarted("\(error)") : .exited("ended (\(error))"))
    }
    // For those who still wait; where there is a value, it stays.
    processID.set(nil)
    port.set(nil)
  }

  /// What driver and browser inherit.
  private var environment: [Environment.Key: String] {
    var variables: [Environment.Key: String] = [:]
    for (name, value) in options.environment where !name.hasPrefix("SYNCRO") {
      if let key = Environment.Key(rawValue: name) { variables[key] = value }
    }
    variables["TMPDIR"] = folder.path.string
    // Where the browser's crash handlers keep their database; they would put it into the user's own Chromium settings.
    variables["BREAKPAD_DUMP_LOCATION"] = folder.path.appending("crashes").string
    return variables
  }

  // MARK: The end

  /// Ends the run, and comes to the end of that although the task is cancelled.
  ///
  /// - Returns: An error if the driver had already ended by itself after it had been ready.
  func endWhateverHappens() async -> DriverError? {
    await Task { await endNow() }.value
  }

  /// The ladder: asked, told, killed, cleaned up after.
  private func endNow() async -> DriverError? {
    // A task that is cancelled at once is here before the process is.
    let session = await processID.value(within: .seconds(10)) ?? nil
    let reply = await askToEnd()
    if let session, await end.value(within: patience(after: reply)) == nil {
      logger.debug("driver does not end by itself", metadata: ["pid": "\(session)"])
      kill(-session, SIGTERM)
      if await end.value(within: .seconds(1)) == nil { kill(-session, SIGKILL) }
    }
    client.close()
    if await !CleanUp.finish(DriverRegistry.Run(folder: folder, session: session)) {
      logger.error("processes or files of the driver remain", metadata: ["folder": "\(folder.path)"])
    }
    DriverRegistry.forget(folder)
    guard reply == .nobodyThere, hasBeenReady.load(ordering: .relaxed) else { return nil }
    return DriverError(.exitedEarly, "\(programs.driver) ended while it was still needed.", outputTail: output.tail)
  }

  /// What became of asking the driver to end.
  private enum Reply {
    case agreed, noAnswer, nobodyThere, notListeningYet
  }

  /// Asks the driver to end, which ends its browsers too.
  private func askToEnd() async -> Reply {
    guard case .some(.some(let port)) = port.value else { return .notListeningYet }
    guard end.value == nil else { return .nobodyThere }
    do {
      _ = try await client.send(HTTPRequest(.get, "http://127.0.0.1:\(port)/shutdown", timeLimit: options.exitTimeLimit))
      return .agreed
    } catch {
      // Only a connection that nobody takes proves that the driver is gone; else it may be busy, or hang.
      return (error as? CurlError)?.code == .refused ? .nobodyThere : .noAnswer
    }
  }

  /// How long the driver may take to end before it is told to.
  private func patience(after reply: Reply) -> Duration {
    switch reply {
    case .agreed: options.exitTimeLimit
    // It has ended; the news takes a moment.
    case .nobodyThere: .seconds(1)
    case .noAnswer, .notListeningYet: .zero
    }
  }
}
