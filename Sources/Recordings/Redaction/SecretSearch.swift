public import Secrets

/// Where a secret was found, and in which form; never the secret itself.
public struct SecretHit: Sendable, Hashable {
  /// What the secret is: `account.password`.
  public let label: String
  /// The form in which it was found: `plain`, `JSON-escaped`, `percent-encoded`, `form-encoded`, `HTML`, `base64` or `hexadecimal`.
  public let form: String
  /// The offset of its first byte.
  public let offset: Int
}

/// Looks for secrets in bytes that are about to be written to disk, in every form that a browser, a driver or a log may give them.
///
/// What counts depends on the secret, lest short ones are found in every hash:
/// - one to three characters count only as a whole JSON string, `"abc"`;
/// - four to seven letters and digits, such as a one-time code, count only where no letter or digit stands on either side. Their base64
///   counts anywhere, where it is six digits long at least;
/// - anything else counts anywhere.
///
/// Case counts, except in percent-encoded and hexadecimal forms, whose digits are written in either.
public struct SecretSearch: Sendable {
  private let needles: Needles
  private let origins: [(label: String, form: String)]

  /// A search for `secrets`; empty ones are passed over.
  public init(_ secrets: some Sequence<Secret>) {
    var origins: [(label: String, form: String)] = []
    var needles: [Needles.Needle] = []
    for secret in secrets {
      for (form, needle) in secret.reveal(Self.needles) where needle.bytes.count > 1 {
        needles.append(needle)
        origins.append((secret.label, form))
      }
    }
    self.needles = Needles(needles)
    self.origins = origins
  }

  /// All forms of `text` that are looked for, by name. A form that reads like one before it is left out, so that a text of letters has
  /// but three: plain, base64 and hexadecimal.
  public static func forms(of text: String) -> [(name: String, bytes: [UInt8])] { TextForms(of: text).all }

  private static func needles(of text: String) -> [(form: String, needle: Needles.Needle)] {
    let forms = forms(of: text)
    switch SecretLength(of: text) {
    case .tiny:
      let quote = [UInt8(ascii: "\"")]
      return forms.filter { $0.name == "plain" || $0.name == "JSON-escaped" }.flatMap { form in
        // The second stands in JSON that is a text of JSON.
        [quote, Array("\\\"".utf8)].map { (form.name, Needles.Needle(bytes: quote + form.bytes + $0)) }
      }
    case .short, .usual:
      let isShort = SecretLength(of: text) == .short
      return forms.map { form in
        let ignoresCase = ["percent-encoded", "form-encoded", "hexadecimal"].contains(form.name)
        let bytes = ignoresCase ? form.bytes.map { Needles.lowercased($0) } : form.bytes
        let isChance = form.name == "base64" ? bytes.count < 6 : form.name == "hexadecimal" ? bytes.count < 12 : true
        return (form.name, Needles.Needle(bytes: bytes, ignoresCase: ignoresCase, standsAlone: isShort && isChance))
      }
    }
  }

  /// The first place in `bytes` that holds a secret; `nil` where none does.
  public func firstHit(in bytes: UnsafeRawBufferPointer) -> SecretHit? {
    guard let (needle, offset) = needles.first(in: bytes) else { return nil }
    return SecretHit(label: origins[needle].label, form: origins[needle].form, offset: offset)
  }

  /// The first place in `bytes` that holds a secret; `nil` where none does.
  public func firstHit(in bytes: [UInt8]) -> SecretHit? { bytes.withUnsafeBytes { firstHit(in: $0) } }
}
