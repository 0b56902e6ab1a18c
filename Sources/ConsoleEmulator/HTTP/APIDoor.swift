import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Stands before the API alone: counts its requests, keeps to the limit, and makes those go wrong that are to. Pages go past it.
struct APIDoor<Inside: HTTPResponder>: HTTPResponder where Inside.Context == ConsoleContext {
  let state: ConsoleState
  let pages: PageWriter
  let inside: Inside

  func respond(to request: Request, context: ConsoleContext) async throws -> Response {
    guard request.uri.path.hasPrefix("/api/") else { return try await inside.respond(to: request, context: context) }
    let address = context.channel.remoteAddress?.ipAddress ?? ""
    let (number, fault, wait) = await state.arrivedAtAPI(
      method: request.method.rawValue, path: request.uri.description, from: address)
    let turnedAway = try wait.map { try Self.tooMany($0) }
    let answered = if turnedAway == nil { try await answer(request, context, fault) } else { turnedAway }
    guard let response = answered else {
      // What is returned is written to nobody.
      try? await context.channel.close()
      return Response(status: .internalServerError)
    }
    await state.answeredByAPI(number, status: response.status.code)
    return response
  }

  /// `nil` where there is to be no answer. Sessions and dialogs are nothing to the API: what is about them does nothing.
  private func answer(_ request: Request, _ context: ConsoleContext, _ fault: Fault.Kind?) async throws -> Response? {
    switch fault {
    case .status500Before: return try pages.outage(.failed)
    case .tooMany: return try pages.outage(.tooMany)
    case .maintenance: return try pages.outage(.maintenance)
    case .badGateway: return try pages.outage(.badGateway)
    case .emptyAnswer: return try pages.outage(.empty)
    case .dropBefore: return nil
    case .slow(let duration): try await hold(duration)
    case .held: await cancelWhenGracefulShutdown { await state.untilFaultsAreCleared() }
    default: break
    }
    let response = try await inside.respond(to: request, context: context)
    switch fault {
    case .status500After: return try pages.outage(.failed)
    case .gatewayTimeout: return try pages.outage(.gatewayTimeout)
    case .emptyAnswerAfter: return try pages.outage(.empty)
    case .dropAfter: return nil
    case .slowAfter(let duration): try await hold(duration)
    default: break
    }
    return response
  }

  private func hold(_ duration: Duration) async throws {
    try await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
  }

  private static func tooMany(_ seconds: Int) throws -> Response {
    var response = try JSONReply.response(["error": "Too many requests"], status: .tooManyRequests)
    if let name = HTTPField.Name("Retry-After") { response.headers[name] = "\(seconds)" }
    return response
  }
}
