import Foundation
import Logging
import Synchronization

@testable import ConsoleEmulator

/// A clock that stands until it is moved.
final class StandingClock: Sendable {
  private let moment = Mutex(Date(timeIntervalSince1970: 1_795_420_800))  // 2026-11-23 08:00:00 UTC

  var now: Date { moment.withLock { $0 } }
  func advance(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

/// An emulator, a clock and a browser that has yet to sign in.
struct Console: Sendable {
  let emulator: RunningEmulator
  let clock: StandingClock
  let browser: Browser

  static func run<T: Sendable>(
    _ layout: EmulatedLayout, _ change: (inout EmulatorConfiguration) -> Void = { _ in },
    _ body: @Sendable (Console) async throws -> T
  ) async throws -> T {
    let clock = StandingClock()
    var configuration = EmulatorConfiguration()
    configuration.layout = layout
    configuration.now = { clock.now }
    change(&configuration)
    return try await withEmulator(configuration, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })) { emulator in
      try await body(Console(emulator: emulator, clock: clock, browser: Browser(emulator.consoleURL)))
    }
  }

  /// The same, with the robot signed in.
  static func runSignedIn<T: Sendable>(
    _ layout: EmulatedLayout, _ change: (inout EmulatorConfiguration) -> Void = { _ in },
    _ body: @Sendable (Console) async throws -> T
  ) async throws -> T {
    try await run(layout, change) { console in
      _ = try await console.signIn()
      return try await body(console)
    }
  }

  /// Signs in as the robot; the code is that of the clock.
  func signIn(at path: String = "/") async throws -> Browser.Reply {
    _ = try await browser.get(path)
    _ = try await browser.get("/users/sign_in")
    _ = try await browser.submit(
      "/users/sign_in", [("user[email]", emulator.email), ("user[password]", emulator.password)])
    return try await browser.submit("/users/two_factor_authentication", [("user[otp_attempt]", code())])
  }

  func code(secret: String? = nil, step: Int64 = 0) -> String {
    OneTimeCode.code(key: Base32.decode(secret ?? emulator.totpSecret) ?? [], step: OneTimeCode.step(at: clock.now) + step)
  }

  func state() async throws -> State { try await control("/state", as: State.self) }
  func mutations() async throws -> [Logged] { try await control("/mutations", as: [Logged].self) }

  func requests() async throws -> [Requested] { try await control("/requests", as: [Requested].self) }
  func asked() async throws -> [Requested] { try await control("/api", as: [Requested].self) }
  func faults() async throws -> [Struck] { try await control("/faults", as: [Struck].self) }

  /// Sets a fault on the control port, as it is written in one line.
  func set(_ fault: Fault) async throws {
    let body = String(decoding: try JSONEncoder().encode(fault), as: UTF8.self)
    let reply = try await Browser(emulator.controlURL).send("POST", "/faults", body: body)
    guard reply.status == 201 else { throw ControlRefusal(text: reply.body) }
  }

  func person(_ email: String) async throws -> State.Person? { try await state().people.first { $0.email == email } }

  private func control<T: Decodable>(_ path: String, as type: T.Type) async throws -> T {
    let reply = try await Browser(emulator.controlURL).get(path)
    return try JSONDecoder().decode(T.self, from: Data(reply.body.utf8))
  }
}

/// What the tests read of the control port's `/state`.
struct State: Decodable, Sendable {
  struct Person: Decodable, Sendable {
    let id: Int
    let email: String
    let name: String
    let kind: String
    let status: String
    let permissions: [String]?
    let groups: [String]?
    let bio: String?
    let lastSignIn: String?
    let password: String
    let totpSecret: String?
  }

  struct Ticket: Decodable, Sendable {
    let number: Int
    let status: String
    let assignee: String?
  }

  struct Token: Decodable, Sendable {
    let id: Int
    let name: String
    let creator: String?
    let integration: String?
    let token: String
  }

  struct Seats: Decodable, Sendable {
    let active: Int
    let priceCents: Int
  }

  struct Charge: Decodable, Sendable {
    let who: String
    let what: String
    let cents: Int
  }

  let people: [Person]
  let tickets: [Ticket]
  let tokens: [Token]
  let seats: Seats
  let charges: [Charge]
}

/// What the tests read of `/mutations`.
struct Logged: Decodable, Sendable {
  struct Answer: Decodable, Sendable {
    let status: Int
    let location: String?
    let flash: String?
  }

  let n: Int
  let request: Int?
  let actor: String
  let action: String
  let target: String
  let answer: Answer?
}

/// What the tests read of `/requests`.
struct Requested: Decodable, Sendable {
  let n: Int
  let method: String
  let path: String
  let status: Int?
  let fault: String?
}

/// What the tests read of `/faults`.
struct Struck: Decodable, Sendable {
  let what: String
  let seen: Int
  let struck: [Int]
}

struct ControlRefusal: Error {
  let text: String
}
