import Hummingbird
import NIOCore
import ServiceLifecycle

/// Stands before everything: counts the page requests, and makes those go wrong that are to.
struct FaultyDoor<Inside: HTTPResponder>: HTTPResponder where Inside.Context == ConsoleContext {
  let state: ConsoleState
  let pages: PageWriter
  let onMutation: (@Sendable (Int) async -> Void)?
  let inside: Inside

  func respond(to request: Request, context: ConsoleContext) async throws -> Response {
    guard PageRequest.isPage(request.uri.path) else { return try await inside.respond(to: request, context: context) }
    let (number, fault) = await state.arrived(method: request.method.rawValue, path: request.uri.description)
    let scope = RequestScope(number: number, refusesForms: fault == .validation)
    let response = try await RequestScope.$current.withValue(scope) { try await answer(request, context, number, fault) }
    guard let response else { return await hangUp(context) }
    await state.answered(number, status: response.status.code)
    return response
  }

  /// `nil` where there is to be no answer.
  private func answer(_ request: Request, _ context: ConsoleContext, _ number: Int, _ fault: Fault.Kind?) async throws -> Response? {
    let sessionID = request.cookies[PageRequest.cookie]?.value ?? ""
    switch fault {
    case nil, .validation: return try await commit(request, context, number)
    case .status500Before: return try pages.outage(.failed)
    case .tooMany: return try pages.outage(.tooMany)
    case .maintenance: return try pages.outage(.maintenance)
    case .badGateway: return try pages.outage(.badGateway)
    case .emptyAnswer: return try pages.outage(.empty)
    case .dropBefore: return nil
    case .status500After:
      _ = try await commit(request, context, number)
      // It broke before it came to the message for the next page.
      _ = await state.takeFlash(sessionID: sessionID)
      return try await instead(.failed, number)
    case .gatewayTimeout:
      _ = try await commit(request, context, number)
      return try await instead(.gatewayTimeout, number)
    case .emptyAnswerAfter:
      _ = try await commit(request, context, number)
      return try await instead(.empty, number)
    case .dropAfter:
      _ = try await commit(request, context, number)
      await state.retell(nil, aboutRequest: number)
      return nil
    case .slow(let duration):
      try await hold(duration)
      return try await commit(request, context, number)
    case .slowAfter(let duration):
      let response = try await commit(request, context, number)
      try await hold(duration)
      return response
    case .held:
      await cancelWhenGracefulShutdown { await state.untilFaultsAreCleared() }
      return try await commit(request, context, number)
    case .block(let block):
      pages.blockade.add([block])
      return try await commit(request, context, number)
    case .blockAfter(let block):
      let response = try await commit(request, context, number)
      pages.blockade.add([block])
      return response
    case .endSession:
      await state.endSession(sessionID)
      return try await commit(request, context, number)
    case .askCodeAgain:
      await state.askCodeAgain(sessionID, returningTo: request.method == .get ? request.uri.description : nil)
      return try await commit(request, context, number)
    case .dialog:
      await state.setNotice(sessionID: sessionID)
      return try await commit(request, context, number)
    }
  }

  /// Lets the request through, and tells of what it has changed before it is answered.
  private func commit(_ request: Request, _ context: ConsoleContext, _ number: Int) async throws -> Response {
    let response = try await inside.respond(to: request, context: context)
    if let onMutation { for n in await state.mutations(ofRequest: number) { await onMutation(n) } }
    return response
  }

  /// An outage as the answer to something that was done.
  private func instead(_ outage: Outage, _ number: Int) async throws -> Response {
    let response = try pages.outage(outage)
    await state.retell(.init(status: response.status.code, location: nil, flash: nil), aboutRequest: number)
    return response
  }

  private func hold(_ duration: Duration) async throws {
    try await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
  }

  /// Closes the connection. What is returned is written to nobody.
  private func hangUp(_ context: ConsoleContext) async -> Response {
    try? await context.channel.close()
    return Response(status: .internalServerError)
  }
}
