import Crypto
import Foundation

/// The robot's passkey, with the half that only its holder has.
struct SeededPasskey: Sendable {
  /// The one name of this machine that a passkey can be made for: a number is no site.
  static let site = "localhost"

  let registered: RegisteredPasskey
  /// In the form in which WebDriver's Add Credential wants it.
  let json: String

  private struct Credential: Encodable {
    let credentialId: String
    let isResidentCredential: Bool
    let privateKey: String
    let rpId: String
    let signCount: Int
    let userHandle: String
  }

  init(seed: UInt64) {
    // A row of its own, so that the rest of the account is the same with it and without.
    var random = SplitMix64(seed: seed ^ 0x7061_7373_6B65_7973)
    var key: P256.Signing.PrivateKey?
    while key == nil { key = try? P256.Signing.PrivateKey(rawRepresentation: random.bytes(32)) }
    let made = key ?? P256.Signing.PrivateKey()
    registered = RegisteredPasskey(id: random.bytes(16), site: Self.site, publicKey: made.publicKey)
    let credential = Credential(
      credentialId: Base64URL.encode(registered.id), isResidentCredential: true, privateKey: Base64URL.encode(made.derRepresentation),
      rpId: Self.site, signCount: 0, userHandle: Base64URL.encode("robot".utf8))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    json = (try? encoder.encode(credential)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

/// Codes for whoever has lost the second factor, such as `k7dq2-m3xwp`.
enum SeededRecoveryCodes {
  static func make(_ count: Int, seed: UInt64) -> [String] {
    var random = SplitMix64(seed: seed ^ 0x7265_636F_7665_7279)
    return (0..<count).map { _ in
      let text = Base32.encode(random.bytes(7)).lowercased()
      return "\(text.prefix(5))-\(text.dropFirst(5).prefix(5))"
    }
  }
}
