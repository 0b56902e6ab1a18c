import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// A server on the loopback interface that lives as long as a piece of work.
struct LocalServer<Responder: HTTPResponder>: Sendable where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
  let responder: Responder
  let port: Int
  /// The option that chooses the port, for the message when it is taken.
  let option: String
  let logger: Logger

  /// Serves while `body` runs; `body` is handed the port.
  func serving<T: Sendable>(_ body: (Int) async throws -> T) async throws -> T {
    let (started, continuation) = AsyncThrowingStream<Int, any Error>.makeStream()
    let group = services { continuation.yield($0) }
    // Not a child task: a cancelled caller must not tear the server down, see `end`.
    let task = Task {
      do {
        try await group.run()
        continuation.finish()
      } catch {
        continuation.finish(throwing: error)
      }
    }
    do {
      let value = try await body(try await port(started))
      await end(task, group)
      return value
    } catch {
      await end(task, group)
      throw error
    }
  }

  /// Asks the server to finish, which it does at once: idle connections are closed, and answers that are held back are let go.
  ///
  /// It is not cancelled, because a connection that is accepted meanwhile would be dropped without being closed, which NIO answers with a
  /// trap. For the same reason there is one event loop only, so that no connection is ever between two of them.
  private func end(_ task: Task<Void, Never>, _ group: ServiceGroup) async {
    await group.triggerGracefulShutdown()
    await task.value
  }

  private func services(started: @escaping @Sendable (Int) -> Void) -> ServiceGroup {
    let application = Application(
      responder: responder,
      configuration: .init(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in started(channel.localAddress?.port ?? port) },
      eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton.next()),
      logger: logger)
    var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
    // For a client that has sent half a request. By then nothing is being accepted any more.
    configuration.maximumGracefulShutdownDuration = .seconds(2)
    return ServiceGroup(configuration: configuration)
  }

  /// Waits until connections are accepted.
  private func port(_ started: AsyncThrowingStream<Int, any Error>) async throws -> Int {
    do {
      for try await port in started { return port }
      throw CancellationError()
    } catch let error as IOError {
      throw error.errnoCode == Errno.addressInUse
        ? EmulatorStartError.portInUse(port, option: option)
        : EmulatorStartError.portRefused(port, option: option, reason: error.description)
    }
  }
}
