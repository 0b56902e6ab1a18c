import BrowserSupport
import FoundationEssentials
import Recordings
import Secrets
import Testing

struct SecretSearchTests {
  private static let alphabet = "abcdefgXYZ0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~äßłé漢😀\n\t"

  private func hit(_ secret: String, in text: String) -> SecretHit? {
    SecretSearch([Secret(secret, label: "account.password")]).firstHit(in: Array(text.utf8))
  }

  @Test("every form of any secret is found wherever it stands", arguments: UInt64(1)...40)
  func everyForm(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = random.text(of: Self.alphabet, length: Int.random(in: 8...30, using: &random))
    let search = SecretSearch([Secret("another secret", label: "other"), Secret(text, label: "account.password")])
    for (name, bytes) in SecretSearch.forms(of: text) {
      let ahead = random.hashes(lines: 2) + Array(#"{"value":"x"#.utf8)
      let found = search.firstHit(in: ahead + bytes + Array(#"y"}"#.utf8))
      #expect(found?.label == "account.password", "\(name) of \(text)")
      #expect(found?.offset ?? .max <= ahead.count)
    }
  }

  @Test(
    "what usual writers make of a secret is found",
    arguments: [
      (#"pa"ss\word/1"#, #"{"text":"pa\"ss\\word/1"}"#, "JSON-escaped"),
      (#"pa"ss\word/1"#, #"{"text":"pa\"ss\\word\/1"}"#, "JSON-escaped"),
      (#"pa"ss\word/1"#, #"{"body":"{\"text\":\"pa\\\"ss\\\\word/1\"}"}"#, "JSON-escaped"),
      ("grüße&küsse", #"{"text":"gr\u00fc\u00dfe\u0026k\u00fcsse"}"#, "JSON-escaped"),
      ("grüße&küsse", #"{"text":"gr\u00FC\u00DFe&k\u00FCsse"}"#, "JSON-escaped"),
      ("<it's so>", #"\u003Cit\u0027s so\u003E"#, "JSON-escaped"),
      ("blue 😀 moon", #"blue \ud83d\ude00 moon"#, "JSON-escaped"),
      ("a b&c=ü?/d", "q=a%20b%26c%3D%C3%BC%3F%2Fd&x", "percent-encoded"),
      ("a b&c=ü?/d", "q=a%20b%26c%3d%c3%bc%3f%2fd&x", "percent-encoded"),
      ("a b&c=ü?/d", "a%20b&c=%C3%BC?/d", "percent-encoded"),
      ("a b&c=ü?/d", "q=a+b%26c%3D%C3%BC%3F%2Fd", "form-encoded"),
      ("sesame-street", "%73%65%73%61%6d%65%2d%73%74%72%65%65%74", "percent-encoded"),
      ("Tom & \"Jerry\" <3", "value=\"Tom &amp; &quot;Jerry&quot; &lt;3\"", "HTML"),
      ("Tom & \"Jerry\" <3", "<b>Tom &amp; \"Jerry\" &lt;3</b>", "HTML"),
      ("it's <so> é", "it&#39;s &lt;so&gt; &#233;", "HTML"),
      ("it's <so> é", "it&#x27;s &lt;so&gt; &#xE9;", "HTML"),
      ("it's <so> é", "it&apos;s &lt;so&gt; é", "HTML"),
      ("sesame-street", "736573616D652d737472656574", "hexadecimal"),
      ("sesame-street", "typing sesame-street now", "plain"),
    ])
  func usualWriters(secret: String, text: String, form: String) {
    #expect(hit(secret, in: text)?.form == form)
  }

  @Test("base64 is found whatever stands in front of the secret and behind", arguments: 0..<6, 0..<3)
  func base64(ahead: Int, behind: Int) {
    for secret in ["correct horse", "grüße&>>>???", "p4ssword"] {
      let whole = String(repeating: "u", count: ahead) + secret + String(repeating: "v", count: behind)
      let encoded = Data(whole.utf8).base64EncodedString()
      #expect(hit(secret, in: "Basic \(encoded)")?.form == "base64")
      #expect(hit(secret, in: encoded.replacing("+", with: "-").replacing("/", with: "_"))?.form == "base64")
    }
  }

  @Test(
    "a one-time code counts where it stands by itself",
    arguments: [
      ("123456", true), ("code=123456&x", true), (#"{"text":"123456"}"#, true), ("code%3D123456", true), (#"\n123456"#, true),
      (#"\u003d123456 "#, true), (">123456<", true), ("MTIzNDU2", true), ("x=123456", true),
      ("1234567", false), ("0123456", false), ("ab123456", false), ("123456f", false), ("%41123456", false), ("12345", false),
    ])
  func oneTimeCodes(text: String, isFound: Bool) {
    #expect((hit("123456", in: text) != nil) == isFound)
  }

  @Test(
    "a secret of up to three characters counts as a whole JSON text",
    arguments: [
      (#"{"pin":"abc"}"#, true), (#"{"body":"{\"pin\":\"abc\"}"}"#, true), (#"["abc"]"#, true),
      ("abc", false), (#""abcd""#, false), (#""xabc""#, false), ("YWJj", false),
    ])
  func tiny(text: String, isFound: Bool) {
    #expect((hit("abc", in: text) != nil) == isFound)
  }

  @Test("hashes hold no secret by chance", arguments: UInt64(1)...5)
  func clean(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let codes = (0..<20).map { Secret(random.text(of: "0123456789", length: 6), label: "code.\($0)") }
    let words = (0..<20).map { Secret(random.text(of: Self.alphabet, length: 8), label: "word.\($0)") }
    let pins = (0..<20).map { Secret(random.text(of: "0123456789abcdef", length: 4), label: "pin.\($0)") }
    #expect(SecretSearch(codes + words + pins).firstHit(in: random.hashes(lines: 1_000)) == nil)
  }

  @Test("nothing is found where there is nothing to find")
  func nothing() {
    #expect(SecretSearch([Secret("", label: "empty")]).firstHit(in: Array("text".utf8)) == nil)
    #expect(SecretSearch([]).firstHit(in: Array("text".utf8)) == nil)
    #expect(SecretSearch([Secret("secret", label: "s")]).firstHit(in: []) == nil)
    #expect(SecretSearch([Secret("secret", label: "s")]).firstHit(in: Array("secre".utf8)) == nil)
    #expect(SecretSearch.forms(of: "").isEmpty)
  }

  @Test("a leak says what, how and where, and not the secret")
  func leak() throws {
    let bytes = Array("{}\n{}\n{\"text\":\"q=hunter%20two\"}\n".utf8)
    let hit = try #require(SecretSearch([Secret("hunter two", label: "account.password")]).firstHit(in: bytes))
    let leak = SecretLeak(hit, inLinesOf: bytes)
    #expect("\(leak)" == "the recording would hold the secret account.password (percent-encoded, line 3); nothing was written")
    #expect(!leak.advice.isEmpty)
    #expect(SecretLeak(hit, inBlob: "ab12.html").place == "ab12.html")
  }
}
