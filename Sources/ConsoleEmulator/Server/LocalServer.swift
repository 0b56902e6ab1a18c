import Hummingbird
import Logging
import NIOCore

/// A server on the loopback interface that lives as long as the task that runs it.
struct LocalServer<Responder: HTTPResponder>: Sendable where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
  let responder: Responder
  let port: Int
  /// The option that chooses the port, for the message when it is taken.
  let option: String
  let logger: Logger

  /// Serves until the task is cancelled; `started` is handed the port once connections are accepted.
  func run(started: @escaping @Sendable (Int) -> Void) async throws {
    let application = Application(
      responder: responder,
      configuration: .init(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in started(channel.localAddress?.port ?? port) },
      logger: logger)
    do {
      try await application.run()
    } catch let error as IOError where error.errnoCode == Errno.addressInUse {
      throw EmulatorStartError.portInUse(port, option: option)
    } catch let error as IOError {
      throw EmulatorStartError.portRefused(port, option: option, reason: error.description)
    }
  }
}
