import ConsoleEmulator
import CurlTransport
import Foundation

/// What the console says of itself on its control port: all that a flow could change.
struct Account: Decodable, Equatable {
  struct Person: Decodable, Equatable {
    let email: String
    let name: String
    let kind: String
    var status: String
    var permissions: [String]?
    var groups: [String]?
  }

  struct Group: Decodable, Equatable {
    let name: String
    let permissions: [String]
  }

  struct Token: Decodable, Equatable {
    let id: Int
    let name: String
    let creator: String?
  }

  struct Ticket: Decodable, Equatable {
    let number: Int
    let assignee: String?
  }

  var people: [Person]
  let groups: [Group]
  var tokens: [Token]
  let tickets: [Ticket]

  /// The same account where one person is otherwise.
  func with(_ email: String, _ change: (inout Person) -> Void) -> Account {
    var copy = self
    for index in copy.people.indices where copy.people[index].email == email { change(&copy.people[index]) }
    return copy
  }

  /// Whether permissions stand on each person, and not on groups.
  var hasPermissions: Bool { people.contains { $0.permissions != nil } }

  func person(_ email: String) -> Person? { people.first { $0.email == email } }
}

/// The emulator's control port.
struct Control {
  let url: String

  func account() async throws -> Account { try await JSONDecoder().decode(Account.self, from: send(.get, "/state")) }

  /// What was changed, by name; signing in and out is no change.
  func changes() async throws -> [String] {
    struct Entry: Decodable {
      let action: String
      let target: String
    }
    return try await JSONDecoder().decode([Entry].self, from: send(.get, "/mutations"))
      .filter { !$0.action.hasPrefix("session.") }.map { "\($0.action) \($0.target)" }
  }

  /// Makes the pages behave so, and not otherwise.
  func behave(_ names: [String]) async throws {
    _ = try await send(.delete, "/hostile")
    if !names.isEmpty { _ = try await send(.post, "/hostile", body: JSONEncoder().encode(names)) }
  }

  /// Makes one thing otherwise, and nothing else.
  func mutate(_ mutant: Mutant?) async throws {
    _ = try await send(.delete, "/mutant")
    if let mutant { _ = try await send(.post, "/mutant", body: JSONEncoder().encode(mutant)) }
  }

  private func send(_ method: HTTPRequest.Method, _ path: String, body: Data? = nil) async throws -> Data {
    let client = CurlClient()
    defer { client.close() }
    return Data(try await client.send(HTTPRequest(method, url + path, body: body.map(Array.init), timeLimit: .seconds(10))).body)
  }
}
