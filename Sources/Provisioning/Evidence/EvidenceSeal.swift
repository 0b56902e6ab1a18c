public import Foundation

/// What seals the evidence of a run: a key, of which the other half is known.
public protocol Sealer: Sendable {
  /// The half that everybody may know.
  var publicKey: PublicKey { get }
  /// The signature over exactly `data`.
  func signature(of data: Data) throws(KeyError) -> Signature
}

extension SigningKey: Sealer {}

/// The end of a run's evidence, signed: how many entries its log has, and the digest of the last, which stands for all before it.
struct EvidenceSeal: Sendable, Hashable, Codable {
  /// What stands in `format`: the version of this form. It keeps a signature from being taken for one of something else.
  static let format = "syncroctl-seal/1"

  /// What is signed, in its canonical form.
  struct Body: Sendable, Hashable, Codable {
    let format: String
    let run: RunID
    /// How many entries the log has.
    let count: Int
    /// The digest of the last.
    let head: String
    let key: PublicKey
    let fingerprint: String

    init(run: RunID, count: Int, head: String, key: PublicKey) {
      format = EvidenceSeal.format
      (self.run, self.count, self.head, self.key, fingerprint) = (run, count, head, key, key.fingerprint)
    }

    func isSigned(_ signature: Signature, by key: PublicKey) -> Bool {
      (try? CanonicalJSON.data(self)).map { key.verifies(signature, of: $0) } ?? false
    }
  }

  let body: Body
  let signature: Signature

  private enum CodingKeys: CodingKey { case signature }

  init(_ body: Body, _ sealer: some Sealer) throws {
    self.body = body
    signature = try sealer.signature(of: try CanonicalJSON.data(body))
  }

  init(from decoder: any Decoder) throws {
    body = try Body(from: decoder)
    signature = try decoder.container(keyedBy: CodingKeys.self).decode(Signature.self, forKey: .signature)
  }

  func encode(to encoder: any Encoder) throws {
    try body.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(signature, forKey: .signature)
  }
}
