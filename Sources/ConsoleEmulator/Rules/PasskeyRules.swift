import Crypto
import Foundation

/// A passkey as a console keeps it: its public half, and how often it has been used.
struct RegisteredPasskey: Sendable {
  /// The credential's id.
  let id: [UInt8]
  /// The site that it was made for.
  let site: String
  let publicKey: P256.Signing.PublicKey
  var signCount: UInt32 = 0
}

/// What a browser sends to prove that somebody has a passkey (Web Authentication, "AuthenticatorAssertionResponse").
struct PasskeyAssertion: Sendable {
  var id: [UInt8]
  var clientData: [UInt8]
  var authenticatorData: [UInt8]
  var signature: [UInt8]
}

/// Judges an assertion as Web Authentication tells a site to ("Verifying an Authentication Assertion"), as far as a console needs it.
enum PasskeyRules {
  enum Refusal: Error, Equatable {
    case unknownPasskey, malformed, notSigningIn, otherChallenge, otherOrigin, otherSite, nobodyThere, notSignedByIt
    /// The count has not grown: somebody has a copy of the passkey.
    case copied
  }

  private struct ClientData: Decodable {
    let type: String
    let challenge: String
    let origin: String
    let crossOrigin: Bool?
  }

  /// The count that the passkey has from now on.
  static func judge(_ assertion: PasskeyAssertion, by passkey: RegisteredPasskey, challenge: [UInt8], origin: String) throws(Refusal)
    -> UInt32
  {
    guard assertion.id == passkey.id else { throw .unknownPasskey }
    guard let client = try? JSONDecoder().decode(ClientData.self, from: Data(assertion.clientData)),
      assertion.authenticatorData.count >= 37,
      let signature = try? P256.Signing.ECDSASignature(derRepresentation: assertion.signature)
    else { throw .malformed }
    guard client.type == "webauthn.get" else { throw .notSigningIn }
    guard Base64URL.decode(client.challenge) == challenge else { throw .otherChallenge }
    guard client.origin == origin, client.crossOrigin != true else { throw .otherOrigin }
    // Bytes 0 to 31 are the site's hash, byte 32 has the flags, and the next four the count.
    let said = assertion.authenticatorData
    guard said[..<32].elementsEqual(SHA256.hash(data: Data(passkey.site.utf8))) else { throw .otherSite }
    guard said[32] & 1 == 1 else { throw .nobodyThere }
    let signed = said + SHA256.hash(data: assertion.clientData)
    guard passkey.publicKey.isValidSignature(signature, for: signed) else { throw .notSignedByIt }
    let count = said[33..<37].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard count > passkey.signCount || (count == 0 && passkey.signCount == 0) else { throw .copied }
    return count
  }
}
