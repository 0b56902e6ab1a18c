import Testing

@testable import WebDriver

@Suite struct ShownAddressTests {
  @Test(arguments: [
    ("https://a.example/users/7/edit", "https://a.example/users/7/edit"),
    ("https://ada:pass@a.example:8443/x", "https://a.example:8443/x"),
    ("https://a@b:c@a.example/x", "https://a.example/x"),
    ("https://a.example/reset?reset_password_token=abc&page=2#top", "https://a.example/reset?reset_password_token=…&page=…"),
    ("https://a.example?q=1", "https://a.example?q=…"), ("https://a.example/?flag", "https://a.example/?flag"),
    ("https://a.example/#token=abc", "https://a.example/"), ("about:blank", "about:blank"),
    ("data:text/html,<title>secret</title>", "data:text/html"), ("nowhere", "nowhere"), ("", ""),
  ])
  func hasNoSecrets(_ address: String, _ shown: String) { #expect(ShownAddress.text(address) == shown) }
}
