import TestSupport
import Testing
import WebDriver

@Suite struct SessionTests {
  @Test func navigatesAndReadsTheTitle() async throws {
    try await withBrowser { session in
      try await session.navigate(to: "data:text/html,<title>Hello</title>")
      #expect(try await session.title() == "Hello")
    }
  }
}
