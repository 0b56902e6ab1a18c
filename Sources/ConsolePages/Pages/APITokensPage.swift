import SelectorPacks
import WebDriver

/// An API token as its row shows it. It outlives the account of its creator (console facts, section 2).
public struct APIToken: Sendable, Hashable {
  /// The token's name; empty for a mobile login.
  public let name: String
  /// The creator as the console writes it: a name, an email or both.
  public let creator: String
}

/// The page of API tokens.
public struct APITokensPage: Sendable {
  private let console: Console

  /// The tokens of `console`.
  public init(_ console: Console) { self.console = console }

  /// All tokens. Two commands a page of the list.
  public func readAll() async throws -> [APIToken] {
    let table = try console.pack.table("api_tokens.tokens")
    return try await console.readPages("the list of API tokens", table: "api_tokens.tokens", next: "api_tokens.next", headings: table.headings) {
      try await console.open("api_tokens")
    }.map { APIToken(name: $0.cells["name"] ?? "", creator: $0.cells["creator"] ?? "") }
  }
}
