import BrowserSupport
import Glibc
import Logging
import Testing
import WebDriver

@testable import DriverProcess

/// What was lost when a command fails: told apart with real browsers and drivers that are killed under a session.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct LostBrowserTests {
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// The error of the first command that fails once `harm` was done.
  private func failure(
    _ engine: Engine, after harm: @Sendable (RunningDriver, Session) async throws -> Void
  ) async throws -> (any Error)? {
    let place = try TestPlace()
    var options = place.options()
    options.engine = engine
    var lost: (any Error)?
    do {
      try await DriverProcess.withDriver(options, logger: logger) { driver in
        try await driver.withSession { session in
          try await session.navigate(to: "data:text/html,<title>Here</title>")
          do {
            try await harm(driver, session)
            // A crash takes a moment to be noticed.
            for _ in 0..<500 { _ = try await session.title() }
          } catch {
            lost = error
          }
        }
      }
    } catch let error as DriverError where error.code == .exitedEarly {}
    #expect(place.remains == [])
    return lost
  }

  @Test(arguments: Engine.allCases) func aBrowserThatIsKilledIsSaidToBeGone(_ engine: Engine) async throws {
    let error = try await failure(engine) { driver, _ in
      for process in ProcessTable.processes(of: driver.folder, session: nil) where process.id != driver.processID {
        kill(process.id, SIGKILL)
      }
    }
    #expect(error.flatMap { Loss($0) } == .browserGone, "\(engine): \(error.map { "\($0)" } ?? "no error")")
  }

  @Test func aPageThatCrashesIsSaidToBeGone() async throws {
    let error = try await failure(.chromium) { _, session in try await session.navigate(to: "chrome://crash") }
    #expect(error.flatMap { Loss($0) } == .browserGone, "\(error.map { "\($0)" } ?? "no error")")
  }

  @Test(arguments: Engine.allCases) func aDriverThatIsKilledIsALostConnectionOrGone(_ engine: Engine) async throws {
    let error = try await failure(engine) { driver, _ in kill(driver.processID, SIGKILL) }
    let loss = error.flatMap { Loss($0) }
    #expect(loss == .connectionLost || loss == .driverGone, "\(engine): \(error.map { "\($0)" } ?? "no error")")
  }

  @Test func aDriverThatHangsIsATimeOut() async throws {
    let error = try await failure(.chromium) { driver, session in
      // As short as the client's own margin lets it be.
      try await session.setTimeouts(SessionTimeouts(pageLoad: .zero, script: .zero))
      kill(driver.processID, SIGSTOP)
      defer { kill(driver.processID, SIGCONT) }
      _ = try await session.title()
    }
    #expect(error.flatMap { Loss($0) } == .timedOut, "\(error.map { "\($0)" } ?? "no error")")
  }
}
