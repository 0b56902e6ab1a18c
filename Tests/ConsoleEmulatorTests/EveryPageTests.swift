import Testing

@testable import ConsoleEmulator

/// What has to hold on every page, whatever is on it.
@Suite struct EveryPageTests {
  private static let shared = ["/", "/admin", "/api_tokens", "/tickets", "/tickets/1001", "/subscription"]

  @Test(arguments: [
    (EmulatedLayout.technicians, ["/technicians", "/technicians/new", "/technicians/5003", "/technicians/5008"]),
    (
      .users, ["/users", "/users/new", "/users/5003", "/users/5003/disable", "/users/5003/security", "/groups", "/groups/new", "/groups/1"]
    ),
  ])
  func `words are found, names are escaped, forms carry the token`(_ layout: EmulatedLayout, _ paths: [String]) async throws {
    try await Console.runSignedIn(layout) { console in
      for path in Self.shared + paths {
        let page = try await console.browser.get(path)
        #expect(page.status == 200, "\(path)")
        #expect(!page.body.contains("??") && !page.body.contains("{{"), "\(path)")
        #expect(!page.body.contains("<b>Bobby"), "\(path)")
        #expect(page.body.contains("<meta name=\"csrf-token\" content=\""), "\(path)")
        #expect(page.count("method=\"post\"") == page.count("name=\"authenticity_token\""), "\(path)")
        let ids = page.body.matches(of: /\ id="([^"]+)"/).map(\.output.1)
        #expect(Set(ids).count == ids.count, "\(path)")
        for label in page.body.matches(of: /<label[^>]* for="([^"]+)"/) {
          #expect(ids.contains(label.output.1), "\(path): \(label.output.1)")
        }
      }
    }
  }

  @Test func `what is not there is a page that says so`() async throws {
    try await Console.run(.users) { console in
      let page = try await console.browser.get("/nowhere")
      #expect(page.status == 404)
      #expect(page.body.contains("The page you were looking for doesn&#39;t exist."))
    }
  }

  @Test func `assets are served without a session`() async throws {
    try await Console.run(.users) { console in
      let style = try await console.browser.get("/assets/console.css")
      #expect((style.status, style.header("content-type")) == (200, "text/css; charset=utf-8"))
      #expect(style.header("set-cookie") == nil)
      #expect(try await console.browser.get("/assets/..%2fTemplates").status == 404)
    }
  }

  @Test func `the control port says what it is for`() async throws {
    try await Console.run(.users) { console in
      let help = try await Browser(console.emulator.controlURL).get("/")
      #expect(help.body.contains("GET /mutations"))
    }
  }
}
