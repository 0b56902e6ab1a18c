import ConsoleAPI
import CurlTransport
import Testing

/// A token goes to one address, and not in the open.
@Suite struct AddressTests {
  @Test(arguments: [
    ("https://acme.syncromsp.com", "https://acme.syncromsp.com"), ("https://ACME.syncromsp.com/", "https://acme.syncromsp.com"),
    ("https://acme.example:8443", "https://acme.example:8443"), ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("http://localhost:1", "http://localhost:1"), ("http://[::1]:8080", "http://[::1]:8080"),
  ])
  func `an address is taken`(_ text: String, _ origin: String) throws {
    #expect(try APIAddress(text).origin == origin)
  }

  @Test(arguments: [
    "http://acme.syncromsp.com", "http://127.0.0.1.acme.example", "http://localhost.acme.example", "ftp://127.0.0.1", "acme.syncromsp.com",
    "https://", "https://user:secret@acme.example", "https://acme.example/api/v1", "https://acme.example?x=1", "https://acme.example#x", "",
  ])
  func `another is not`(_ text: String) {
    let error = #expect(throws: APIError.self) { try APIAddress(text) }
    #expect(error?.code == .badAddress)
    #expect(error?.description.contains("secret") == false)
  }

  @Test func `the token stands in one header of each request, and the request does not show it`() async throws {
    let transport = ScriptedTransport([.json(sampleMe)])
    _ = try await APIClient.scripted(transport).me()
    let request = try #require(transport.requests.first)
    #expect(request.url == "https://acme.example/api/v1/me")
    #expect(request.headers.filter { $0.value.contains("T5ecret-token") }.map(\.name) == ["Authorization"])
    #expect(!"\(request)".contains("T5ecret"))
  }
}
