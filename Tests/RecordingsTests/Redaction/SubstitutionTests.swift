import BrowserSupport
import Secrets
import Testing
import WebDriver

@testable import Recordings

struct SubstitutionTests {
  @Test("a secret that an answer shows becomes its placeholder, in texts and in names")
  func replaces() {
    let substitution = Substitution([
      Secret("hunter two", label: "short"), Secret("hunter two three", label: "long"), Secret("", label: "e"),
    ])
    let value: JSONValue = ["a": ["it is hunter two three, hunter two."], "hunter two": 1, "n": nil]
    #expect(
      substitution.apply(to: value) == ["a": ["it is {{secret:long}}, {{secret:short}}."], "{{secret:short}}": 1, "n": nil])
    #expect(substitution.apply(to: "hunter") == "hunter")
  }

  @Test("short secrets are replaced by themselves alone")
  func short() {
    let substitution = Substitution([Secret("123456", label: "code"), Secret("abc", label: "pin")])
    #expect(substitution.apply(to: "code 123456, not 1234567") == "code {{secret:code}}, not 1234567")
    #expect(substitution.apply(to: "abc") == "{{secret:pin}}")
    #expect(substitution.apply(to: "abc def") == "abc def")
  }

  @Test("what a substitution leaves holds no secret", arguments: UInt64(1)...40)
  func leavesNothing(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let secrets = (0..<5).map { Secret(random.text(of: "ab c\"<é", length: 8), label: "n\($0)") }
    var text = ""
    for secret in secrets { text += secret.reveal { random.text(of: "ab c", length: 3) + $0 } }
    let left = Substitution(secrets).apply(to: text)
    #expect(SecretSearch(secrets).firstHit(in: Array(left.utf8)) == nil)
  }
}
