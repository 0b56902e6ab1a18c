import Glibc
import Logging
import Subprocess
import SystemPackage

/// An X server without a screen, for browsers that cannot do without one. It takes a free display and says which.
final class VirtualDisplay: Sendable {
  private let program: FilePath
  private let processID = OneShot<pid_t?>()
  private let number = OneShot<Int?>()
  private let end = OneShot<Void>()

  init(program: FilePath) {
    self.program = program
  }

  /// Starts it, and gives the display's number; nil when it does not come up in time.
  func start(environment: [Environment.Key: String], within limit: Duration, logger: Logger) async -> Int? {
    Task { await watch(environment, logger) }
    return await number.value(within: limit) ?? nil
  }

  private func watch(_ environment: [Environment.Key: String], _ logger: Logger) async {
    var platform = PlatformOptions()
    // No Ctrl-C from the terminal: the browser goes first.
    platform.createSession = true
    let configuration = Configuration(
      executable: .path(program),
      arguments: ["-displayfd", "1", "-screen", "0", "1280x1600x24", "-nolisten", "tcp", "-noreset"],
      environment: .custom(environment), platformOptions: platform)
    do {
      _ = try await Subprocess.run(configuration, input: .none, output: .sequence, error: .discarded) { execution in
        processID.set(execution.processIdentifier.value)
        for try await line in execution.standardOutput.strings() {
          if let display = Int(line) { number.set(display) }
        }
      }
    } catch {
      logger.debug("the X server failed", metadata: ["error": "\(error)"])
    }
    processID.set(nil)
    number.set(nil)
    end.set(())
  }

  /// Tells it to end, and waits for that a little: killed, it would leave its socket.
  func stop() async {
    guard let id = await processID.value(within: .seconds(5)) ?? nil, end.value == nil else { return }
    kill(id, SIGTERM)
    _ = await end.value(within: .seconds(1))
  }
}
