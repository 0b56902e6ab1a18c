import ConsolePages
import Testing

@Suite struct ConsoleAddressTests {
  @Test(arguments: [
    ("https://acme.syncromsp.com", "https://acme.syncromsp.com"), ("acme.syncromsp.com", "https://acme.syncromsp.com"),
    ("HTTPS://Acme.Syncromsp.com/", "https://acme.syncromsp.com"), ("http://127.0.0.1:7100", "http://127.0.0.1:7100"),
    ("http://localhost:80", "http://localhost:80"),
  ])
  func accepts(text: String, origin: String) throws { #expect(try ConsoleAddress(text).origin == origin) }

  @Test(arguments: [
    ("http://acme.syncromsp.com", "is not https"), ("https://acme.syncromsp.com/users", "has a path"), ("https://", "is not an address"),
    ("https://robot:pw@acme.syncromsp.com", "must not hold a user name"), ("ftp://127.0.0.1", "is not https"),
  ])
  func refuses(text: String, reason: String) {
    let error = #expect(throws: ConsoleAddress.Malformed.self) { try ConsoleAddress(text) }
    #expect(error?.description.contains(reason) == true)
  }

  @Test func anotherSiteIsNotTheConsole() throws {
    let address = try ConsoleAddress("https://acme.syncromsp.com")
    #expect(address.contains("https://acme.syncromsp.com/users"))
    #expect(!address.contains("https://acme.syncromsp.com.evil.example/users"))
    #expect(!address.contains("http://acme.syncromsp.com/users"))
  }
}
