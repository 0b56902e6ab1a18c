import CurlTransport
import Glibc
import Logging
import SystemPackage
public import WebDriver

extension RunningDriver {
  /// Starts a session with a profile of its own, runs `body` with it, and deletes it again, whether `body` returns, throws or is
  /// cancelled. Afterwards its browser is gone, by force if need be.
  ///
  /// Several may run at once where the engine's driver serves several: see ``Engine/maximumSessions``.
  ///
  /// - Parameters:
  ///   - headed: whether there is a window to look at.
  ///   - timeouts: the session's time-outs.
  ///   - observer: is told of every command.
  ///   - wrap: may put a transport in front of the one to the driver, such as one that records what passes.
  ///   - change: changes what the session asks for; it is given what it asks for otherwise.
  ///   - body: what to do with the session.
  /// - Throws: What `body` throws; ``DriverError`` when driver and browser do not go together, or the driver serves no further
  ///   session; an error of the client when no session came about.
  public func withSession<Value>(
    headed: Bool = false, timeouts: SessionTimeouts = SessionTimeouts(), observer: CommandObserver? = nil,
    transport wrap: (any Transport) -> any Transport = { $0 },
    capabilities change: (inout Capabilities) throws -> Void = { _ in }, _ body: (Session) async throws -> Value
  ) async throws -> Value {
    guard slots.take() else {
      throw DriverError(
        .tooManySessions,
        "\(engine.traits.driver.what) serves one session at a time, and has one. Start a driver of its own for each further session.")
    }
    defer { slots.give() }
    let setup = setup(headed: headed)
    var capabilities = capabilities(setup)
    try change(&capabilities)
    let session: Session
    do {
      let remote = RemoteEnd(transport: wrap(try CurlTransport(baseURL: url)), observer: observer)
      session = try await Session.start(on: remote, alwaysMatch: capabilities.members, timeouts: timeouts)
    } catch {
      // It may have started a browser all the same, of which nobody knows the session.
      await end(nil, setup)
      throw (error as? WebDriverError).flatMap { DriverVersions.mismatch(inMessage: $0.message) } ?? error
    }
    do {
      try DriverVersions.check(engine, driverVersion: version, browserVersion: session.capabilities.browserVersion ?? "")
      let value = try await body(session)
      await end(session, setup)
      return value
    } catch {
      await end(session, setup)
      throw error
    }
  }

  /// Deletes the session and waits until its browser is gone, although the task may be cancelled.
  private func end(_ session: Session?, _ setup: SessionSetup) async {
    await Task { await endNow(session, setup) }.value
  }

  private func endNow(_ session: Session?, _ setup: SessionSetup) async {
    let traits = engine.traits
    // Known before it is deleted: what has lost its parent is not found by it any more.
    var processes = Set(traits.browserProcesses(of: setup, among: ProcessTable.all()))
    let deadline = ContinuousClock.now + options.sessionEndTimeLimit
    let isDeleted = if let session { await delete(session) } else { false }
    for _ in 0..<3000 {
      processes = processes.filter(\.isAlive)
      processes.formUnion(traits.browserProcesses(of: setup, among: ProcessTable.all()))
      if processes.isEmpty { break }
      if !isDeleted || ContinuousClock.now > deadline {
        for process in processes { kill(process.id, SIGKILL) }
      }
      try? await Task.sleep(for: .milliseconds(10))
    }
    FileTree.remove(setup.profileFolder.string)
  }

  /// Whether the driver has deleted the session. One that does not answer is not waited for longer than the options say.
  private func delete(_ session: Session) async -> Bool {
    let done = OneShot<Bool>()
    let deletion = Task {
      do {
        try await session.delete()
        done.set(true)
      } catch {
        logger.debug("the session could not be deleted", metadata: ["error": "\(error)"])
        done.set(false)
      }
    }
    let isDeleted = await done.value(within: options.sessionEndTimeLimit) ?? false
    deletion.cancel()
    return isDeleted
  }
}
