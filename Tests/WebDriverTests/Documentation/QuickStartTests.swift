import BrowserSupport
import Foundation
import Testing

/// The quick start of the documentation is the code of `QuickStart.swift`, to the letter, and does what it says.
@Suite struct QuickStartTests {
  @Test func isTheCodeThatIsTested() throws {
    let article = try String(contentsOf: repositoryFile("Sources/WebDriver/WebDriver.docc/QuickStart.md"), encoding: .utf8)
    let code = try String(contentsOf: repositoryFile("Tests/WebDriverTests/Documentation/QuickStart.swift"), encoding: .utf8)
    #expect(article.contains("```swift\n\(code)```\n"))
  }

  @Test func signsIn() async throws {
    let site = try Site()
    defer { site.stop() }
    let address = site.put(
      .html(
        """
        <!doctype html><title>Sign in</title><form action="/welcome">
        <label>Email <input name=email type=email></label><label><input type=checkbox name=remember> Remember me</label>
        <button>Sign in</button></form>
        """), at: "/")
    _ = site.put(
      .html(
        """
        <!doctype html><title>Welcome</title><p data-testid=last-visit>Yesterday</p>
        <script>setTimeout(() => {
          const asked = new URLSearchParams(location.search);
          const words = asked.get('remember') ? 'Welcome, ' + asked.get('email') : 'Who are you?';
          document.body.insertAdjacentHTML('afterbegin', '<h1>' + words + '</h1>');
        }, 50)</script>
        """), at: "/welcome")
    #expect(try await withBrowserPlace { try await signIn(at: address) } == "Yesterday")
  }
}
