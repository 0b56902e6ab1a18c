import Logging
import NIOCore
import NIOPosix
import Testing

@testable import ConsoleEmulator

@Suite struct LifecycleTests {
  private struct Failure: Error {}
  private let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

  /// Opens a connection as a browser does that means to come back, and asks for something on it.
  private func keptAlive(_ url: String) async throws -> any Channel {
    let port = Int(url.split(separator: ":").last ?? "") ?? 0
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connect(host: "127.0.0.1", port: port).get()
    try await channel.writeAndFlush(ByteBuffer(string: "GET /users/sign_in HTTP/1.1\r\nHost: x\r\n\r\n"))
    return channel
  }

  @Test func `connections that are kept alive do not hold up the end`() async throws {
    let clock = ContinuousClock()
    let (channels, ended, port) = try await withEmulator(.init(), logger: logger) { emulator in
      var channels: [any Channel] = []
      for _ in 0..<4 { channels.append(try await keptAlive(emulator.consoleURL)) }
      channels.append(try await keptAlive(emulator.controlURL))
      _ = try await Browser(emulator.consoleURL).get("/users/sign_in")
      return (channels, clock.now, emulator.consoleURL)
    }
    #expect(clock.now - ended < .milliseconds(1_500))
    for channel in channels { try? await channel.close() }
    await #expect(throws: (any Error).self) { try await Browser(port).get("/") }
  }

  @Test func `connections that come in at the very end are no harm`() async throws {
    for _ in 0..<20 {
      let channels = try await withEmulator(.init(), logger: logger) { emulator in
        try await withThrowingTaskGroup(of: (any Channel).self) { group in
          for _ in 0..<4 { group.addTask { try await self.keptAlive(emulator.consoleURL) } }
          return try await group.reduce(into: [any Channel]()) { $0.append($1) }
        }
      }
      for channel in channels { try? await channel.close() }
    }
  }

  @Test func `an answer that is being held back does not hold up the end`() async throws {
    var configuration = EmulatorConfiguration()
    configuration.responseDelay = .seconds(60)
    let clock = ContinuousClock()
    let (channel, ended) = try await withEmulator(configuration, logger: logger) { emulator in
      (try await keptAlive(emulator.consoleURL), clock.now)
    }
    #expect(clock.now - ended < .milliseconds(1_500))
    try? await channel.close()
  }

  @Test func `what the body throws comes out, and the port is free again`() async throws {
    await #expect(throws: Failure.self) {
      try await withEmulator(.init(), logger: logger) { _ in throw Failure() }
    }
  }

  @Test func `cancelling ends it`() async throws {
    let (stream, started) = AsyncStream<Void>.makeStream()
    let task = Task {
      try await withEmulator(.init(), logger: logger) { _ in
        started.finish()
        try await Task.sleep(for: .seconds(600))
      }
    }
    for await _ in stream {}
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `a port in use is named, with the option that chooses another`() async throws {
    try await withEmulator(.init(), logger: logger) { emulator in
      let taken = Int(emulator.consoleURL.split(separator: ":").last ?? "") ?? 0
      var console = EmulatorConfiguration()
      console.port = taken
      var control = EmulatorConfiguration()
      control.controlPort = taken
      for (configuration, option) in [(console, "--port"), (control, "--control-port")] {
        let error = await #expect(throws: EmulatorStartError.self) { try await withEmulator(configuration, logger: logger) { _ in } }
        #expect(
          error?.description
            == "port \(taken) on 127.0.0.1 is in use; choose another with \(option), or 0 for any free one")
      }
    }
  }

  @Test func `values that make no console are refused before anything starts`() async throws {
    var few = EmulatorConfiguration()
    few.technicians = 1
    var none = EmulatorConfiguration()
    none.permissions = 0
    var wording = EmulatorConfiguration()
    wording.wording = ["technician.deactivat": "x"]
    var moved = EmulatorConfiguration()
    moved.movedFields = ["email", "mobile"]
    var asked = EmulatorConfiguration()
    asked.layout = .users
    asked.extraConfirmations = ["permissions.update"]
    for (configuration, text) in [
      (moved, "movedFields is \"mobile\", and has to be one of first_name, last_name, email"),
      (asked, "extraConfirmations is \"permissions.update\", and has to be one of group.create, group.update, technician.create,"),
      (few, "technicians is 1, and has to be 2 to 10,000"), (none, "permissions is 0, and has to be 1 to 96"),
      (wording, "wording has no key \"technician.deactivat\""),
    ] {
      let error = await #expect(throws: EmulatorStartError.self) { try await withEmulator(configuration, logger: logger) { _ in } }
      #expect(error?.description.hasPrefix(text) == true, "\(error?.description ?? "")")
    }
  }
}
