import Foundation
import Technicians
import Testing

@Suite struct EmailAddressTests {
  @Test(arguments: [
    "nina.park@acme.example", "o'hara@acme.example", "a+b@acme.co.example", "  nina@acme.example\n", "jürgen@acme.example",
    "x@bücher.example",
  ])
  func acceptsAddresses(_ text: String) throws {
    #expect(try EmailAddress(text).description == text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test(arguments: [
    ("", "is empty"),
    ("   ", "is empty"),
    ("nina.park", "has no @"),
    ("a@b@acme.example", "has more than one @"),
    ("@acme.example", "has nothing before the @"),
    ("nina@acme", "has no complete domain after the @"),
    ("nina@acme..example", "has no complete domain after the @"),
    ("nina@.example", "has no complete domain after the @"),
    ("nina park@acme.example", "holds a space"),
    ("nina\u{A0}park@acme.example", "holds the character U+00A0"),
    ("nina\u{200B}@acme.example", "holds the character U+200B"),
    ("nina\u{0}@acme.example", "holds the character U+0000"),
    ("Nina <nina@acme.example>", "holds a space"),
    ("<nina@acme.example>", "holds the character \"<\""),
    ("mailto:nina@acme.example", "holds the character \":\""),
    ("a@acme.example,b@acme.example", "holds the character \",\""),
    // A combining mark does not hide the character that it stands on.
    ("nina,\u{301}@acme.example", "holds the character \",\""),
    (String(repeating: "a", count: 250) + "@acme.example", "is longer than 254 bytes"),
  ])
  func refusesOthers(_ text: String, _ reason: String) {
    let error = #expect(throws: EmailAddress.Malformed.self) { try EmailAddress(text) }
    #expect(error?.description == reason)
  }

  @Test func comparesWithoutCaseAndShowsWhatWasWritten() throws {
    let upper = try EmailAddress("Nina.Park@ACME.example")
    let lower = try EmailAddress("nina.park@acme.example")
    #expect(upper == lower)
    #expect(Set([upper, lower]).count == 1)
    #expect(!(upper < lower) && !(lower < upper))
    #expect(upper.description == "Nina.Park@ACME.example")
  }

  @Test func isEncodedAsOneTextAndCheckedOnDecoding() throws {
    let email = try EmailAddress("Nina@acme.example")
    let data = try JSONEncoder().encode([email])
    #expect(String(decoding: data, as: UTF8.self) == #"["Nina@acme.example"]"#)
    #expect(try JSONDecoder().decode([EmailAddress].self, from: data) == [email])
    #expect(throws: EmailAddress.Malformed.self) { try JSONDecoder().decode([EmailAddress].self, from: Data(#"["nobody"]"#.utf8)) }
  }
}
