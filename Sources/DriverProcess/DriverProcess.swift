import Glibc
public import Logging
public import WebDriver

/// Runs a driver, and leaves nothing of it behind: no driver, no browser, no profile.
public enum DriverProcess {
  /// Starts a driver, runs `body` with it, and takes everything away again, whether `body` returns, throws or is cancelled.
  ///
  /// The body deletes the sessions that it makes; a browser of one that it could not delete is killed at the end. What runs that
  /// were killed have left in the same place is taken away first.
  ///
  /// - Throws: What `body` throws; ``DriverError`` when the driver cannot be found or started, or was gone when `body` failed.
  public static func withDriver<Value>(
    _ options: DriverOptions = DriverOptions(), logger: Logger, _ body: (RunningDriver) async throws -> Value
  ) async throws -> Value {
    let programs = try Programs.find(options)
    let abandoned = await CleanUp.finishAbandoned(in: options.temporaryFolder)
    if abandoned > 0 { logger.notice("cleaned up after runs that were killed", metadata: ["count": "\(abandoned)"]) }

    var run = try DriverRun(programs: programs, options: options, logger: logger)
    do {
      let driver = try await start(&run, programs, options, logger)
      let value = try await body(driver)
      if await run.endWhateverHappens() != nil { logger.warning("the driver ended before it was asked to") }
      return value
    } catch {
      // A driver that dies takes commands with it, which fail with whatever they fail with: the death is the better explanation,
      // unless nobody asks any more.
      let death = await run.endWhateverHappens()
      throw error is CancellationError ? error : death ?? error
    }
  }

  /// The same with a session, for whom one browser is enough: see ``RunningDriver/withSession(headed:timeouts:observer:transport:capabilities:_:)``.
  ///
  /// - Throws: What `body` throws; ``DriverError``; an error of the client when no session came about.
  public static func withSession<Value>(
    _ options: DriverOptions = DriverOptions(), logger: Logger, headed: Bool = false, timeouts: SessionTimeouts = SessionTimeouts(),
    observer: CommandObserver? = nil, transport wrap: (any Transport) -> any Transport = { $0 },
    capabilities change: (inout Capabilities) throws -> Void = { _ in }, _ body: (Session) async throws -> Value
  ) async throws -> Value {
    try await withDriver(options, logger: logger) { driver in
      try await driver.withSession(headed: headed, timeouts: timeouts, observer: observer, transport: wrap, capabilities: change, body)
    }
  }

  /// Starts a driver on a free port. chromedriver takes a free port of IPv4 and then wants the same of IPv6, which somebody else may
  /// have: then it gives up, and another try finds another port. So it is with a free port that somebody takes before geckodriver does.
  private static func start(
    _ run: inout DriverRun, _ programs: Programs, _ options: DriverOptions, _ logger: Logger
  ) async throws -> RunningDriver {
    for _ in 1..<5 {
      do {
        return try await run.start()
      } catch let error as DriverError where error.code == .portInUse && options.port == 0 {
        logger.debug("the free port was taken by somebody else; trying again")
        _ = await run.endWhateverHappens()
        run = try DriverRun(programs: programs, options: options, logger: logger)
      }
    }
    return try await run.start()
  }

  /// Kills the drivers and browsers of this process and removes their folders, at once and without suspending: for a second Ctrl-C,
  /// or an exit that cannot wait. Takes a few milliseconds, a second at most for each driver.
  ///
  /// It takes no lock that another thread may hold, so that it comes to its end whatever it has interrupted. It does allocate
  /// memory: call it from a thread that handles signals, not from within a C signal handler.
  public static func killAllNow() {
    for _ in 0..<100 {
      if let runs = DriverRegistry.all {
        for run in runs {
          if let session = run.session { kill(-session, SIGKILL) }
          CleanUp.finishNow(run)
          run.guardian?.killNow()
        }
        return
      }
      usleep(1000)
    }
  }
}
