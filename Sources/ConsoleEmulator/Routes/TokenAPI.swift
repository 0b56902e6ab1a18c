import Foundation
import HTTPTypes
import Hummingbird

/// The API behind bearer tokens: who there is, whose tickets are open, and to whom a ticket goes. About people it only tells.
struct TokenAPI: Sendable {
  private struct Assignment: Decodable {
    let user_id: Int?
  }

  /// The account's own name in front of the host. Made up: this console has no host of its own.
  private static let subdomain = "acme"
  private static let longestBody = 1 << 16

  let state: ConsoleState
  var onMutation: (@Sendable (Int) async -> Void)?

  func add(to routes: some Routes) {
    routes.get("api/v1/me") { request, _ in
      try await asking(request) { person in try JSONReply.response(APIMe(person, subdomain: Self.subdomain)) }
    }
    routes.get("api/v1/users") { request, _ in
      try await asking(request) { _ in
        try JSONReply.response(APIUserList(users: await state.listedByAPI().map { APIUserList.Entry(id: $0.id, name: $0.name) }))
      }
    }
    routes.get("api/v1/users/:id") { request, context in
      try await asking(request) { _ in
        guard let id = context.parameters.get("id").flatMap({ Int($0) }), let person = await state.personByAPI(id) else {
          return try Self.refusal(["Not found"], .notFound)
        }
        return try JSONReply.response(APIUser(person))
      }
    }
    routes.get("api/v1/tickets") { request, context in try await asking(request) { try await tickets(for: $0, context) } }
    routes.put("api/v1/tickets/:id") { request, context in try await asking(request) { try await assign(request, context, by: $0) } }
  }

  /// Lets in who has a token, with the rights of whoever made it.
  private func asking(_ request: Request, _ answer: (Person) async throws -> Response) async throws -> Response {
    let header = request.headers[.authorization] ?? ""
    guard header.hasPrefix("Bearer "), let person = await state.useToken(String(header.dropFirst(7))) else {
      return try JSONReply.response(["error": "Not Authorized"], status: .unauthorized)
    }
    return try await answer(person)
  }

  private func tickets(for person: Person, _ context: ConsoleContext) async throws -> Response {
    guard await state.may(person, "Tickets", "List/Search") else { return try Self.notAllowed() }
    let assignee = context.query["user_id"].flatMap { Int($0) }
    let found = await state.tickets(assignee: assignee, status: context.query["status"], page: context.page)
    return try JSONReply.response(APITicketList(found))
  }

  private func assign(_ request: Request, _ context: ConsoleContext, by person: Person) async throws -> Response {
    guard await state.may(person, "Tickets", "Edit") else { return try Self.notAllowed() }
    guard let number = context.parameters.get("id").flatMap({ Int($0) }), await state.ticket(number) != nil else {
      return try Self.refusal(["Not found"], .notFound)
    }
    var request = request
    guard let body = try? await request.collectBody(upTo: Self.longestBody),
      let wanted = try? JSONDecoder().decode(Assignment.self, from: Data(body.readableBytesView)), let assignee = wanted.user_id
    else { return try Self.refusal(["User can't be blank"], .unprocessableContent) }
    do {
      let done = try await state.assign(number, to: assignee, by: person)
      if let onMutation { for n in done.logged { await onMutation(n) } }
      await state.told(.init(status: 200, location: nil, flash: nil), about: done.logged)
      return try JSONReply.response(["ticket": APITicket(done.value)])
    } catch let refusal as Refusal {
      let words = refusal.problems.map { "\($0.field.prefix(1).uppercased())\($0.field.dropFirst()) \($0.message)" }
      return try Self.refusal(words, .unprocessableContent)
    }
  }

  private static func refusal(_ words: [String], _ status: HTTPResponse.Status) throws -> Response {
    try JSONReply.response(APIRefusal(message: words), status: status)
  }

  private static func notAllowed() throws -> Response { try refusal(["You do not have permission"], .forbidden) }
}
