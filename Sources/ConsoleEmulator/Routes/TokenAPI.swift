import Foundation
import HTTPTypes
import Hummingbird

/// The one path of the API that is here: it shows whether a token still opens anything.
struct TokenAPI: Sendable {
  private struct Me: Encodable {
    let admin: Bool
    let user_email: String
    let user_id: Int
    let user_name: String
  }

  let state: ConsoleState

  func add(to routes: some Routes) {
    routes.get("api/v1/me") { request, _ in
      let header = request.headers[.authorization] ?? ""
      guard header.hasPrefix("Bearer "), let person = await state.useToken(String(header.dropFirst(7))) else {
        return try JSONReply.response(["error": "Not Authorized"], status: .unauthorized)
      }
      return try JSONReply.response(
        Me(admin: person.isAdmin, user_email: person.email, user_id: person.id, user_name: person.name.display))
    }
  }
}
