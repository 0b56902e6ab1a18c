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
  private let traits: any EngineTraits
  private let logger: Logger
  private let folder: RunFolder
  private let guardian: Guardian
  private let client = CurlClient()
  private let output: DriverOutput
  private let display: VirtualDisplay?
  /// The port that the driver is told to take.
  private let wantedPort: UInt16

  /// The driver's process; nil when none came about.
  private let processID = OneShot<pid_t?>()
  /// The port; nil when the driver ended without having named one.
  private let port = OneShot<UInt16?>()
  private let end = OneShot<End>()
  private let hasBeenReady = Atomic<Bool>(false)

  /// Makes the run folder and starts its guardian, and nothing else.
  init(programs: Programs, options: DriverOptions, logger: Logger) throws {
    self.programs = programs
    self.options = options
    self.logger = logger
    traits = options.engine.traits
    wantedPort = options.port == 0 && !traits.takesAnyPort ? FreePort.find() : options.port
    output = DriverOutput(traits, redactor: Redactor(options.secrets))
    display = programs.displayServer.map { VirtualDisplay(program: $0) }
    folder = try RunFolder.create(in: options.temporaryFolder, longest: traits.longestRunFolder ?? .max)
    do { guardian = try Guardian(folder: folder.path) } catch {
      folder.remove()
      throw error
    }
    RunEnvironment.makeHome(options, folder: folder)
    DriverRegistry.note(run(session: nil))
  }

  private func run(session: Int32?) -> DriverRegistry.Run {
    DriverRegistry.Run(folder: folder, session: session, guardian: guardian)
  }

  // MARK: The start

  /// Starts the driver and waits until it answers.
  func start() async throws -> RunningDriver {
    let deadline = ContinuousClock.now + options.startTimeLimit
    let display = try await startDisplay()
    // Not a child of this task: a driver is stopped step by step, whatever becomes of the task that wanted it.
    Task { await watch(display: display) }
    guard let found = try await findPort(deadline) else {
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
    let told = try await waitUntilReady(url, deadline: deadline)
    let version = told.isEmpty ? await driverVersion(deadline) : told
    hasBeenReady.store(true, ordering: .relaxed)
    logger.debug("driver ready", metadata: ["url": "\(url)", "pid": "\(processID)", "folder": "\(folder.path)"])
    return RunningDriver(
      options: options, url: url, processID: processID, version: version, browserPath: programs.browser, folder: folder.path,
      logger: logger)
  }

  /// Starts the X server, if one is needed, and gives its display.
  private func startDisplay() async throws -> Int? {
    guard let display else { return nil }
    let environment = Self.keys(RunEnvironment.variables(options, folder: folder))
    let number = await display.start(environment: environment, within: options.startTimeLimit, logger: logger)
    try Task.checkCancellation()
    guard let number else {
      throw DriverError(.startFailed, "\(programs.displayServer?.string ?? "Xvfb") gave no display within \(options.startTimeLimit).")
    }
    return number
  }

  /// Waits until the driver names its port, or until it is seen listening; nil when it has done neither in time.
  private func findPort(_ deadline: ContinuousClock.Instant) async throws -> UInt16?? {
    guard !traits.saysPort else { return await port.value(within: deadline - .now) }
    while ContinuousClock.now < deadline, port.value == nil {
      if case .some(.some(let id)) = processID.value, let port = ListeningPort.ofProcess(id) { self.port.set(port) }
      try await Task.sleep(for: .milliseconds(5))
    }
    return port.value
  }

  /// The version of a driver whose status does not tell it; empty if it cannot be found out in time.
  private func driverVersion(_ deadline: ContinuousClock.Instant) async -> String {
    let version = OneShot<String>()
    let environment = Self.keys(RunEnvironment.variables(options, folder: folder))
    Task { [traits, programs] in version.set(await traits.version(ofDriverAt: programs.driver, environment: environment)) }
    return await version.value(within: deadline - .now) ?? ""
  }

  private func startFailure(_ what: String) -> DriverError {
    if output.saysPortInUse {
      return DriverError(
        .portInUse, "Port \(wantedPort), which \(traits.driver.what) was to take, is taken.", outputTail: output.tail)
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
  private func watch(display: Int?) async {
    var platform = PlatformOptions()
    // A session of its own: Ctrl-C in the terminal reaches this process alone, which then stops the driver in good order, and the
    // driver's children are known by the session's number.
    platform.createSession = true
    let configuration = Configuration(
      executable: .path(programs.driver),
      arguments: Arguments(traits.arguments(port: wantedPort, folder: folder.path) + options.driverArguments),
      environment: .custom(Self.keys(RunEnvironment.variables(options, folder: folder, display: display))), platformOptions: platform)
    do {
      let result = try await Subprocess.run(configuration, input: .none, output: .sequence, error: .combinedWithOutput) { execution in
        let id = execution.processIdentifier.value
        DriverRegistry.note(run(session: id))
        guardian.watch(session: id)
        processID.set(id)
        // Without a limit to the length of lines: exceeding it would end the reading, and a full pipe would block the driver.
        for try await line in execution.standardOutput.strings(bufferingPolicy: .unbounded) {
          let (shown, port) = output.take(line)
          logger.debug("driver: \(shown)")
          if let port { self.port.set(port) }
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

  private static func keys(_ variables: [String: String]) -> [Environment.Key: String] {
    var keys: [Environment.Key: String] = [:]
    for (name, value) in variables {
      if let key = Environment.Key(rawValue: name) { keys[key] = value }
    }
    return keys
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
    await display?.stop()
    if await !CleanUp.finish(run(session: session)) {
      logger.error("processes or files of the driver remain", metadata: ["folder": "\(folder.path)"])
    }
    DriverRegistry.forget(folder)
    await guardian.dismiss()
    guard reply == .nobodyThere, hasBeenReady.load(ordering: .relaxed) else { return nil }
    return DriverError(.exitedEarly, "\(programs.driver) ended while it was still needed.", outputTail: output.tail)
  }

  /// What became of asking the driver to end.
  private enum Reply {
    case agreed, cannotBeAsked, noAnswer, nobodyThere, notListeningYet
  }

  /// Asks the driver to end, which ends its browsers too. One that cannot be asked is asked how it is, to learn whether it lives.
  private func askToEnd() async -> Reply {
    guard case .some(.some(let port)) = port.value else { return .notListeningYet }
    guard end.value == nil else { return .nobodyThere }
    do {
      let path = traits.shutdownPath ?? "/status"
      _ = try await client.send(HTTPRequest(.get, "http://127.0.0.1:\(port)\(path)", timeLimit: options.exitTimeLimit))
      return traits.shutdownPath == nil ? .cannotBeAsked : .agreed
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
    case .cannotBeAsked, .noAnswer, .notListeningYet: .zero
    }
  }
}
