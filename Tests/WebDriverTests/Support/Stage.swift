import BrowserSupport
import Testing
import WebDriver

/// A browser with a site in front of it, shared by the tests of one suite, one after the other.
struct Stage: Sendable {
  @TaskLocal private static var shared: Stage?

  let session: Session
  let site: Site

  /// The stage of the suite that the test is in.
  static var current: Stage {
    get throws { try #require(shared, "the suite lacks the trait .inBrowser") }
  }

  /// Shows a page and gives the session that shows it. `body` is markup; `path` is where it stands.
  static func show(_ body: String, at path: String = "/page", query: String = "") async throws -> Session {
    let stage = try current
    try await stage.session.navigate(to: stage.site.put(.html(document(body)), at: path) + query)
    return stage.session
  }

  /// A whole document. `afterWatching(ms, f)` calls `f` so long after the page's script began to watch: what waits is then seen to wait,
  /// however slow the machine is.
  static func document(_ body: String, title: String = "A page") -> String {
    """
    <!doctype html><html lang="en"><meta charset="utf-8"><title>\(title)</title>
    <style>body { margin: 20px; font: 16px sans-serif }</style>
    <script>
      const $ = (id) => document.getElementById(id);
      function afterWatching(ms, then) {
        const observe = MutationObserver.prototype.observe;
        MutationObserver.prototype.observe = function (...all) {
          MutationObserver.prototype.observe = observe;
          setTimeout(then, ms);
          return observe.apply(this, all);
        };
      }
    </script>
    <body>\(body)</body></html>
    """
  }

  fileprivate static func run(_ tests: @concurrent @Sendable () async throws -> Void) async throws {
    let site = try Site()
    defer { site.stop() }
    try await withBrowser { session in
      try await $shared.withValue(Stage(session: session, site: site)) { try await tests() }
    }
  }
}

/// Gives a suite one browser for all its tests: starting one takes longer than most of them.
struct InBrowser: SuiteTrait, TestScoping {
  let isRecursive = false

  func provideScope(for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void) async throws {
    try await Stage.run(function)
  }
}

extension Trait where Self == InBrowser {
  /// The suite's tests share a browser. Needs `.serialized` beside it.
  static var inBrowser: InBrowser { InBrowser() }
}
