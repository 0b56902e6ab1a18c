import Hummingbird
import Logging
import NIOCore
import NIOPosix

/// A server on the loopback interface that lives as long as a piece of work.
struct LocalServer<Responder: HTTPResponder>: Sendable where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
  let responder: Responder
  let port: Int
  /// The option that chooses the port, for the message when it is taken.
  let option: String
  let logger: Logger

  /// Serves while `body` runs; `body` is handed the port.
  func serving<T: Sendable>(_ body: (Int) async throws -> T) async throws -> T {
    let (started, continuation) = AsyncThrowingStream<any Channel, any Error>.makeStream()
    // Not a child task: a cancelled caller must not tear the server down at a moment of its own choosing, see `end`.
    let task = Task {
      do {
        try await run { continuation.yield($0) }
        continuation.finish()
      } catch {
        continuation.finish(throwing: error)
      }
    }
    var iterator = started.makeAsyncIterator()
    let channel: (any Channel)?
    do {
      channel = try await iterator.next()
    } catch {
      throw startError(error)
    }
    guard let channel, let port = channel.localAddress?.port else {
      await end(task, channel)
      throw CancellationError()
    }
    do {
      let value = try await body(port)
      await end(task, channel)
      return value
    } catch {
      await end(task, channel)
      throw error
    }
  }

  /// First nobody new is let in, then whoever is inside is sent away.
  ///
  /// The order matters: a connection that is accepted while the server is being cancelled is dropped without being closed, which NIO
  /// answers with a trap. For the same reason there is one event loop only, so that no connection is between two of them.
  private func end(_ task: Task<Void, Never>, _ channel: (any Channel)?) async {
    try? await channel?.close().get()
    task.cancel()
    await task.value
  }

  private func run(started: @escaping @Sendable (any Channel) -> Void) async throws {
    let application = Application(
      responder: responder,
      configuration: .init(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { started($0) },
      eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton.next()),
      logger: logger)
    try await application.run()
  }

  private func startError(_ error: any Error) -> any Error {
    guard let error = error as? IOError else { return error }
    return error.errnoCode == Errno.addressInUse
      ? EmulatorStartError.portInUse(port, option: option)
      : EmulatorStartError.portRefused(port, option: option, reason: error.description)
  }
}
