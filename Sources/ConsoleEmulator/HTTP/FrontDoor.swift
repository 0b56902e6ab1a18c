import HTTPTypes
import Hummingbird
import Logging
import ServiceLifecycle

/// What every request passes before a route sees it: the form is read, `_method` is honoured, the session is found, forged posts are
/// turned away. What comes out again is given its cookie.
struct FrontDoor<Inside: HTTPResponder>: HTTPResponder where Inside.Context == ConsoleContext {
  private static var longestBody: Int { 1 << 20 }

  let state: ConsoleState
  let pages: PageWriter
  let responseDelay: Duration
  let inside: Inside

  func respond(to request: Request, context: ConsoleContext) async throws -> Response {
    var request = request
    var context = context
    if responseDelay > .zero, !request.uri.path.hasPrefix("/assets/") {
      let delay = responseDelay
      try await cancelWhenGracefulShutdown { try await Task.sleep(for: delay) }
    }
    if pages.skin == .foreign, PageRequest.isPage(request.uri.path) {
      var head = request.head
      let shown = head.path ?? "/"
      // The others' addresses are none here.
      let own = pages.foreign.own(shown)
      head.path = pages.foreign.shown(own) == shown ? own : "/nowhere"
      request = Request(head: head, body: request.body)
    }
    context.query = Form(encoded: request.uri.query ?? "")
    guard PageRequest.isPage(request.uri.path) else { return try await answer(request, context) }

    var visit = await state.visit(sessionID: request.cookies[PageRequest.cookie]?.value)
    visit.stage = pages.blockade.stage(visit.stage)
    context.enter(visit)
    var response: Response
    do {
      if request.method == .post {
        guard let body = try? await request.collectBody(upTo: Self.longestBody) else { throw HTTPError(.contentTooLarge) }
        context.form = Form(encoded: String(buffer: body))
        if pages.skin == .foreign { context.form.rename(ForeignSkin.ownField) }
        try checkToken(request, context)
        if let method = Self.method(context.form["_method"]) {
          var head = request.head
          head.method = method
          request = Request(head: head, body: request.body)
        }
      }
      if let instead = try await BlockedPages(state: state, pages: pages).answer(request, context) {
        response = instead
      } else {
        response = try await answer(request, context)
      }
      // The router turns errors into answers of its own, which are no pages.
      if response.status.code >= 400, response.headers[.contentType]?.hasPrefix("text/html") != true {
        response = try await pages.error(response.status, context)
      }
    } catch let error as HTTPError {
      response = try await pages.error(error.status, context)
    }
    if visit.isNew, response.headers[.setCookie] == nil { response.setSession(visit.sessionID) }
    return response
  }

  private func answer(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    do {
      return try await inside.respond(to: request, context: context)
    } catch let refusal as Refusal {
      // Routes show what a form got wrong; what is left is about things that are not there.
      context.logger.debug("refused", metadata: ["refusal": "\(refusal)", "path": "\(request.uri.path)"])
      throw HTTPError(refusal == .notFound ? .notFound : .unprocessableContent)
    }
  }

  private func checkToken(_ request: Request, _ context: ConsoleContext) throws {
    let token = context.form["authenticity_token"] ?? HTTPField.Name("X-CSRF-Token").flatMap { request.headers[$0] }
    guard try token == context.visit.csrfToken else { throw HTTPError(.unprocessableContent) }
  }

  private static func method(_ override: String?) -> HTTPRequest.Method? {
    switch override?.lowercased() {
    case "put": .put
    case "patch": .patch
    case "delete": .delete
    default: nil
    }
  }
}

extension Response {
  /// Hands the browser its session.
  mutating func setSession(_ id: String) {
    headers[.setCookie] = "\(PageRequest.cookie)=\(id); Path=/; HttpOnly; SameSite=Lax"
  }
}
