public import ConsoleEmulator
public import ConsolePages
public import Foundation
import Secrets
import Synchronization
public import Technicians

/// What a scenario is played on: a console, live or replayed.
public struct ScenarioStage: Sendable {
  /// The pages.
  public let console: Console
  /// What is signed in with.
  public let credentials: Credentials
  /// The layout.
  public let layout: EmulatedLayout
  /// The emulated console's clock, and with it the client's.
  public let clock: ScenarioClock
  /// The folder of example rosters.
  public let examples: URL
  /// Where the emulated console's own state can be read; `nil` on replay. For tests alone.
  public let control: String?

  /// Signs in as the robot.
  ///
  /// - Returns: who the console says is signed in.
  @discardableResult
  public func signIn() async throws -> EmailAddress { try await SignInPage(console).signIn(credentials) }

  /// Somebody by address.
  ///
  /// - Throws: ``ConsoleError`` if nobody has it.
  func person(_ email: String) async throws -> (email: EmailAddress, technician: Technician, page: TechnicianPage) {
    let address = try EmailAddress(email)
    guard let found = try await TechniciansPage(console).find(address), let id = found.id else {
      throw ScenarioBroken("nobody on the console has the email \(email)")
    }
    return (address, found, TechnicianPage(console, id: id))
  }

  /// What `body` is refused with, in a line.
  ///
  /// - Throws: ``ScenarioBroken`` if it is not refused; what is no error of the console.
  func refusal(_ body: () async throws -> Void) async throws -> String {
    do {
      try await body()
    } catch let error as ConsoleError {
      return ([error.message] + error.details.prefix(1)).joined(separator: "; ")
    }
    throw ScenarioBroken("the console did not refuse what it is expected to refuse")
  }
}

/// A scenario that did not go as it is meant to go: a mistake of the scenario's, or of the emulator's.
public struct ScenarioBroken: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was otherwise.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// The clock of an emulated console in a scenario: it stands still until it is moved, so that every recording sees the same moments.
public final class ScenarioClock: Sendable {
  /// The moment at which every scenario begins, in UTC.
  public static let start = "2026-11-24T09:00:00Z"
  private let moment: Mutex<Date>

  init() { moment = Mutex((try? Date(Self.start, strategy: .iso8601)) ?? Date(timeIntervalSince1970: 0)) }

  /// The moment.
  public var now: Date { moment.withLock { $0 } }

  /// Moves on.
  public func advance(by duration: Duration) {
    moment.withLock { $0 += Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18 }
  }
}
