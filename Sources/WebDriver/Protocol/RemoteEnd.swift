/// A WebDriver server: sends typed commands over a transport and decodes what comes back.
public struct RemoteEnd: Sendable {
  let transport: any Transport
  let observer: CommandObserver?
  let clock: SessionClock

  /// A remote end behind `transport`. `observer` is told of every command; `clock` is the time by which its sessions wait.
  public init(transport: any Transport, observer: CommandObserver? = nil, clock: SessionClock = .continuous) {
    self.transport = transport
    self.observer = observer
    self.clock = clock
  }

  /// Sends a command once and decodes its answer.
  func perform<Answer: Decodable>(_ exchange: Exchange, timeLimit: Duration, as type: Answer.Type = Answer.self) async throws -> Answer {
    try await answer(to: exchange, timeLimit: timeLimit, as: type).answer
  }

  /// The same, with the answer's bytes beside what was understood of them.
  package func answer<Answer: Decodable>(
    to exchange: Exchange, timeLimit: Duration, as type: Answer.Type
  ) async throws -> (answer: Answer, response: WireResponse) {
    let request = WireRequest(
      command: exchange.command, method: exchange.method, path: exchange.path, body: exchange.body, timeLimit: timeLimit)
    let started = ContinuousClock.now
    do {
      let response = try await transport.send(request)
      let answer = try response.value(of: exchange.command, target: exchange.target, as: Answer.self)
      observer?(CommandEvent(exchange, started: started, failure: nil, look: (answer as? any Reported)?.report))
      return (answer, response)
    } catch {
      observer?(CommandEvent(exchange, started: started, failure: error))
      throw error
    }
  }

  /// Whether the remote end would start a session now, and what it says about itself (specification, "Status").
  public func status() async throws -> RemoteStatus {
    try await perform(Exchange(Commands.Status()), timeLimit: .seconds(10))
  }
}
