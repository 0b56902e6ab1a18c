/// A WebDriver server: sends typed commands over a transport and decodes what comes back.
public struct RemoteEnd: Sendable {
  let transport: any Transport
  let observer: CommandObserver?

  /// A remote end behind `transport`. `observer` is told of every command.
  public init(transport: any Transport, observer: CommandObserver? = nil) {
    self.transport = transport
    self.observer = observer
  }

  /// Sends a command once and decodes its answer.
  func perform<C: Command>(_ command: C, path: [String], timeLimit: Duration) async throws -> C.Answer {
    let request = WireRequest(command: C.name, method: command.method, path: path, body: command.body, timeLimit: timeLimit)
    let started = ContinuousClock.now
    do {
      let response = try await transport.send(request)
      let answer = try response.value(of: C.name, target: command.target, as: C.Answer.self)
      observer?(CommandEvent(command: C.name, started: started, duration: ContinuousClock.now - started, failure: nil))
      return answer
    } catch {
      observer?(CommandEvent(command: C.name, started: started, duration: ContinuousClock.now - started, failure: error))
      throw error
    }
  }

  /// Whether the remote end would start a session now, and what it says about itself (specification, "Status").
  public func status() async throws -> RemoteStatus {
    let command = Commands.Status()
    return try await perform(command, path: command.path, timeLimit: .seconds(10))
  }
}
