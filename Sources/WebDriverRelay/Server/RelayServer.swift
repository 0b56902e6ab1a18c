import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The relay's server, which lives as long as a piece of work.
struct RelayServer: Sendable {
  let relay: Relay
  let configuration: RelayConfiguration
  let logger: Logger

  /// Serves while `body` runs; `body` is handed the address.
  func serving<Value: Sendable>(_ body: (String) async throws -> Value) async throws -> Value {
    let callers = Callers()
    let (started, continuation) = AsyncThrowingStream<Int, any Error>.makeStream()
    let group = services(callers) { continuation.yield($0) }
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
      let value = try await body(url(port: try await port(started)))
      await end(task, group, callers)
      return value
    } catch {
      await end(task, group, callers)
      throw error
    }
  }

  /// Gives up what is under way and asks the server to finish, which closes idle connections at once.
  ///
  /// It is not cancelled, because a connection that is accepted meanwhile would be dropped without being closed, which NIO answers with a
  /// trap. For the same reason there is one event loop only, so that no connection is ever between two of them.
  private func end(_ task: Task<Void, Never>, _ group: ServiceGroup, _ callers: Callers) async {
    callers.end()
    await group.triggerGracefulShutdown()
    await task.value
  }

  private func services(_ callers: Callers, started: @escaping @Sendable (Int) -> Void) -> ServiceGroup {
    let quiet = Logger(label: "webdriver-relay", factory: { _ in SwiftLogNoOpLogHandler() })
    let port = configuration.port
    let application = Application(
      responder: RelayResponder(
        relay: relay, callers: callers, gate: Gate(host: configuration.host), prefix: RequestTarget.prefix(configuration.prefix),
        maximumBodyBytes: configuration.maximumBodyBytes, logger: logger),
      server: .http1(configuration: .init(additionalChannelHandlers: [CallerHandler(callers)])),
      configuration: .init(address: .hostname(configuration.host, port: port)),
      onServerRunning: { channel in started(channel.localAddress?.port ?? port) },
      eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton.next()),
      logger: quiet)
    var services = ServiceGroupConfiguration(services: [application], logger: quiet)
    // For a client that has sent half a request. By then nothing is being accepted any more.
    services.maximumGracefulShutdownDuration = .seconds(2)
    return ServiceGroup(configuration: services)
  }

  /// Waits until connections are accepted.
  private func port(_ started: AsyncThrowingStream<Int, any Error>) async throws -> Int {
    do {
      for try await port in started { return port }
      throw CancellationError()
    } catch let error as CancellationError {
      throw error
    } catch {
      throw RelayStartError("cannot listen at \(configuration.host), port \(configuration.port): \(error)")
    }
  }

  private func url(port: Int) -> String {
    let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
    let prefix = RequestTarget.prefix(configuration.prefix).map { "/\($0)" }.joined()
    return "http://\(host):\(port)\(prefix)"
  }
}
