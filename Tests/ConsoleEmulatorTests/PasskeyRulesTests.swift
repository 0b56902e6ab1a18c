import Crypto
import Foundation
import Testing

@testable import ConsoleEmulator

/// What a site has to look at before it believes a passkey, each for itself.
@Suite struct PasskeyRulesTests {
  private static let challenge: [UInt8] = Array(1...32)
  private static let origin = "http://localhost:8080"

  private let key = P256.Signing.PrivateKey()
  private var passkey: RegisteredPasskey { RegisteredPasskey(id: [1, 2, 3], site: "localhost", publicKey: key.publicKey, signCount: 4) }

  private func assertion(
    type: String = "webauthn.get", challenge: [UInt8] = Self.challenge, origin: String = Self.origin, site: String = "localhost",
    flags: UInt8 = 1,
    count: UInt32 = 5, crossOrigin: Bool = false, key: P256.Signing.PrivateKey? = nil
  ) throws -> PasskeyAssertion {
    let client = #"{"type":"\#(type)","challenge":"\#(Base64URL.encode(challenge))","origin":"\#(origin)","crossOrigin":\#(crossOrigin)}"#
    let said = Array(SHA256.hash(data: Data(site.utf8))) + [flags] + withUnsafeBytes(of: count.bigEndian) { Array($0) }
    let signature = try (key ?? self.key).signature(for: said + SHA256.hash(data: Data(client.utf8)))
    return PasskeyAssertion(
      id: [1, 2, 3], clientData: Array(client.utf8), authenticatorData: said, signature: Array(signature.derRepresentation))
  }

  private func judge(_ assertion: PasskeyAssertion, by passkey: RegisteredPasskey? = nil) throws(PasskeyRules.Refusal) -> UInt32 {
    try PasskeyRules.judge(assertion, by: passkey ?? self.passkey, challenge: Self.challenge, origin: Self.origin)
  }

  @Test func `what is right is believed, and its count kept`() throws {
    #expect(try judge(assertion()) == 5)
    #expect(try judge(assertion(count: 900)) == 900)
  }

  @Test func `each thing that is wrong is seen`() throws {
    let wrong: [(PasskeyAssertion, PasskeyRules.Refusal)] = [
      (try assertion(type: "webauthn.create"), .notSigningIn), (try assertion(challenge: [9]), .otherChallenge),
      (try assertion(origin: "http://localhost:8081"), .otherOrigin), (try assertion(crossOrigin: true), .otherOrigin),
      (try assertion(site: "example.com"), .otherSite), (try assertion(flags: 4), .nobodyThere),
      (try assertion(key: P256.Signing.PrivateKey()), .notSignedByIt), (try assertion(count: 4), .copied),
      (try assertion(count: 0), .copied),
    ]
    for (assertion, refusal) in wrong { #expect(throws: refusal) { try judge(assertion) } }
    var other = try assertion()
    other.id = [1]
    #expect(throws: PasskeyRules.Refusal.unknownPasskey) { try judge(other) }
    var cut = try assertion()
    cut.authenticatorData.removeLast()
    #expect(throws: PasskeyRules.Refusal.malformed) { try judge(cut) }
    var changed = try assertion()
    changed.authenticatorData[36] = 200
    #expect(throws: PasskeyRules.Refusal.notSignedByIt) { try judge(changed) }
  }

  @Test func `one that never counts is believed as long as it does not`() throws {
    var silent = passkey
    silent.signCount = 0
    #expect(try judge(assertion(count: 0), by: silent) == 0)
  }
}
