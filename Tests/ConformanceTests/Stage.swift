import BrowserSupport
import DriverProcess
import Foundation
import Synchronization
import WebDriver

/// What a feature has to work with: a session, a site of the project's own pages, and the names of both.
struct Stage: Sendable {
  let engine: Engine
  let session: Session
  let remote: RemoteEnd
  let site: Site

  /// Shows one of the pages in `Pages`, by its name, and gives the session that shows it.
  @discardableResult
  func show(_ page: String, query: String = "") async throws -> Session {
    try await session.navigate(to: address(of: page) + query)
    return session
  }

  /// Shows a page of these words.
  @discardableResult
  func show(markup: String) async throws -> Session {
    try await session.navigate(to: site.put(.html("<!doctype html><meta charset=\"utf-8\"><title>A page</title>\(markup)"), at: "/markup"))
    return session
  }

  /// Where a page stands.
  func address(of page: String) -> String { "\(site.origin)/\(page)" }

  /// The same page under another name of this machine, which is another site, and one where passkeys are allowed.
  func otherSite(_ page: String) -> String { address(of: page).replacingOccurrences(of: "127.0.0.1", with: "localhost") }

  /// The element that a CSS selector finds.
  func find(_ selector: String) async throws -> ElementReference { try await session.find(.css(selector)) }

  /// Clicks what a CSS selector finds.
  func click(_ selector: String) async throws { try await session.click(find(selector)) }

  /// What an expression in the page comes to.
  func value<Value: Decodable & Sendable>(_ expression: String, _ arguments: JSONValue..., as type: Value.Type = Value.self) async throws
    -> Value
  {
    try await session.execute("return \(expression)", arguments: arguments)
  }

  /// Runs statements in the page.
  func run(_ script: String, _ arguments: JSONValue...) async throws {
    _ = try await session.execute(script, arguments: arguments, as: JSONValue?.self)
  }

  /// The text of what has the id `log`: where the pages write what happened to them.
  func log() async throws -> String { try await value("document.getElementById('log').textContent") }

  /// Waits until an expression in the page is true, also across a navigation.
  func wait(until expression: String, within limit: Duration = .seconds(5)) async throws {
    let deadline = ContinuousClock.now + limit
    while true {
      // A page that is just being left has no answer to give.
      if (try? await value(expression, as: Bool?.self)) == true { return }
      if ContinuousClock.now > deadline { throw Mismatch(description: "within \(limit) it never came to this: \(expression)") }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// The error of `code` that `body` ends with. Another error is thrown on: it is the engine's answer.
  @discardableResult
  func failure(_ code: ErrorCode, _ body: () async throws -> Void) async throws -> WebDriverError {
    do {
      try await body()
    } catch let error as WebDriverError where error.code == code {
      return error
    }
    throw Mismatch(description: "no error, where `\(code)` was due")
  }
}

/// The pages of the suite, as they lie in its folder.
enum Pages {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pages")

  /// Puts all of them on `site`, under their names without the extension.
  static func put(on site: Site) throws {
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) where file.pathExtension == "html"
    {
      _ = site.put(.html(try String(contentsOf: file, encoding: .utf8)), at: "/" + file.deletingPathExtension().lastPathComponent)
    }
  }
}
