import FoundationEssentials
import Logging
import WebDriver

/// The relay itself, without its server: reads a request as the client's own command, has the client send it, and writes the answer again.
struct Relay: Sendable {
  let remote: RemoteEnd
  let sessions = SessionTable()
  let sessionTimeLimit: Duration
  let logger: Logger

  /// Answers `request`. What goes wrong is an answer too.
  func answer(to request: RelayRequest) async -> RelayAnswer {
    do {
      guard let method = WireRequest.Method(rawValue: request.method) else { throw Self.unknown(request) }
      if let recognised = Commands.recognise(method, request.path) {
        let call = Call(arguments: recognised.arguments, body: try request.parameters())
        return try await perform(try recognised.type.init(call), session: recognised.session, body: call.body)
      }
      return try await performVendorCommand(method, request)
    } catch {
      if let session = Self.session(in: request.path), (error as? WebDriverError)?.code == .invalidSessionID { sessions.forget(session) }
      return RelayAnswer(error)
    }
  }

  /// A command of the table.
  private func perform<C: RelayedCommand>(_ command: C, session: String?, body: JSONValue) async throws -> RelayAnswer {
    let endpoint = C.endpoint
    let exchange = Exchange(
      command: endpoint.name, method: endpoint.method, path: endpoint.path((session.map { [$0] } ?? []) + command.arguments),
      body: command.body?.faithful(to: body), patience: command.patience, target: command.target)
    let (answer, response) = try await remote.answer(to: exchange, timeLimit: limit(for: exchange), as: C.Answer.self)
    sessions.note(command, session: session, body: body, answer: answer)
    return try RelayAnswer(answer.json, in: response)
  }

  /// A command that the table does not have, passed on as it is.
  private func performVendorCommand(_ method: WireRequest.Method, _ request: RelayRequest) async throws -> RelayAnswer {
    let path = request.path
    let isOfSession = path.count > 2 && path[0] == "session"
    // A remote end may take steps and empty parts out of a path, which would then be another than was looked at here.
    guard !path.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), isOfSession || method == .get, !Self.isKnown(path) else {
      throw Self.unknown(request)
    }
    guard isOfSession || path.first?.lowercased() != "shutdown" else {
      throw Refusal(.unsupportedOperation, 500, "a relay does not pass /shutdown on: it would end a driver that others may be using")
    }
    guard !request.hasQuery else { throw Refusal(.invalidArgument, 400, "a relay passes on no query, and no command has one") }
    // Not as a `nil` in the call, which would be JSON's.
    let body: JSONValue? = method == .post ? .some(try request.parameters()) : .none
    let exchange = Exchange(
      command: VendorNames.name(method, isOfSession ? Array(path.dropFirst(2)) : path), method: method, path: path,
      body: body, patience: .script, target: nil)
    let (answer, response) = try await remote.answer(to: exchange, timeLimit: limit(for: exchange), as: JSONValue.self)
    return try RelayAnswer(answer, in: response)
  }

  private func limit(for exchange: Exchange) -> Duration {
    exchange.patience == .newSession ? sessionTimeLimit : sessions.timeouts(of: exchange.session).limit(for: exchange.patience)
  }

  private static func session(in path: [String]) -> String? { path.count > 1 && path[0] == "session" ? path[1] : nil }

  /// Whether the table has a command at `path`, with whatever method.
  private static func isKnown(_ path: [String]) -> Bool { Commands.all.contains { $0.endpoint.arguments(in: path) != nil } }

  private static func unknown(_ request: RelayRequest) -> Refusal {
    isKnown(request.path)
      ? Refusal(.unknownMethod, 405, "there is a command at this path, but not with \(request.method)")
      : Refusal(.unknownCommand, 404, "there is no such command")
  }
}
