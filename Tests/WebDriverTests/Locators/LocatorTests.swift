import Testing
import WebDriver

/// Locators, and what is done with them in a real browser.
@Suite enum LocatorTests {}

/// An error as it reads, up to the lines of which the figures differ from run to run.
func said(by body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation) async throws -> String {
  let error = await #expect(throws: WaitError.self, sourceLocation: sourceLocation) { try await body() }
  let lines = try #require(error, sourceLocation: sourceLocation).description.split(separator: "\n", omittingEmptySubsequences: false)
  let figures = try #require(lines.firstIndex { $0.hasPrefix("  waited ") }, sourceLocation: sourceLocation)
  return lines[..<figures].joined(separator: "\n")
}

/// Short enough to wait for in vain.
let inVain = Duration.milliseconds(150)

extension Session {
  /// The `id` attributes of all that a locator matches now.
  func ids(of locator: Locator) async throws -> [String] {
    let elements = try await locate(locator).allElements()
    return try await execute("return arguments[0].map((e) => e.id)", arguments: [.array(elements.map(\.json))], as: [String].self)
  }

  /// What a script returns, as text.
  func read(_ expression: String) async throws -> String {
    try await execute("return String(\(expression))", as: String.self)
  }
}
