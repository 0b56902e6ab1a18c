import SelectorPacks
public import Technicians
import WebDriver

/// An API token as its row shows it. It outlives the account of its creator (console facts, section 2).
public struct APIToken: Sendable, Hashable, Codable {
  /// The token's name; empty for a mobile login.
  public let name: String
  /// The creator as the console writes it.
  public let creator: String
  /// When it was made, as the console writes it.
  public let created: String
  /// The creator's address, where the console shows one.
  public let creatorEmail: EmailAddress?
}

/// The page of API tokens.
public struct APITokensPage: Sendable {
  private let console: Console

  /// The tokens of `console`.
  public init(_ console: Console) { self.console = console }

  /// All tokens. Two commands a page of the list.
  public func readAll() async throws -> [APIToken] {
    console.mark("api_tokens", "reads the whole list")
    return try await console.readPages("the list of API tokens", table: "api_tokens.tokens", next: "api_tokens.next") {
      try await console.open("api_tokens")
    }.map { row in
      let creator = row.cells["creator"] ?? ""
      return APIToken(
        name: row.cells["name"] ?? "", creator: creator, created: row.cells["created"] ?? "",
        creatorEmail: creator.split(whereSeparator: { " ()<>".contains($0) }).lazy.compactMap { try? EmailAddress(String($0)) }.first)
    }
  }

  /// Deletes one token, told by name, creator and time. Five to six commands; the list is read anew by the caller.
  ///
  /// - Parameter alike: how many tokens show all three and are all to go: two mobile logins of one day look the same. Then any of them is
  ///   deleted, if their rows say the same throughout.
  /// - Throws: ``ConsoleError`` without a click if no row, or more than `alike`, shows all three.
  public func delete(_ token: APIToken, alike: Int = 1) async throws {
    console.mark("api_tokens", "deletes the token \"\(token.name)\" of \(token.creator)")
    try await console.open("api_tokens")
    let rows = ["api_tokens.tokens": ["name": token.name, "creator": token.creator, "created": token.created]]
    try await console.lookAndClick(
      "api_tokens.delete", on: "the row of the API token \"\(token.name)\"",
      [PageCase("button", all: [("api_tokens.delete", .click)])], rows: rows, alike: alike
    ) { _ in true }
    try await console.confirmDialog()
    let outcome = try await console.look(
      "the list of API tokens",
      [console.doneCase("deleted", all: ["api_tokens.tokens"]), console.refusedCase],
      after: .unknown)
    guard outcome.heldCase == "deleted" else {
      throw ConsoleError(
        .refused, "the console did not delete the API token \"\(token.name)\"", details: console.refusal(outcome).map { "it says: \($0)" })
    }
  }
}
