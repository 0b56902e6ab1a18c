import Glibc
public import Logging

/// Runs chromedriver, and leaves nothing of it behind: no driver, no browser, no profile.
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

    let run = try DriverRun(programs: programs, options: options, logger: logger)
    do {
      let value = try await body(run.start())
      if await run.endWhateverHappens() != nil { logger.warning("the driver ended before it was asked to") }
      return value
    } catch {
      // A driver that dies takes commands with it, which fail with whatever they fail with: the death is the better explanation,
      // unless nobody asks any more.
      let death = await run.endWhateverHappens()
      throw error is CancellationError ? error : death ?? error
    }
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
        }
        return
      }
      usleep(1000)
    }
  }
}
