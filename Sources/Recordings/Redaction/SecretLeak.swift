/// A secret stands in what was to be written to disk, so nothing was written. Says where, never what.
public struct SecretLeak: Error, Sendable, Hashable, CustomStringConvertible {
  /// What the secret is: `account.password`.
  public let label: String
  /// The form in which it stands there.
  public let form: String
  /// Where: `line 12`, or a blob's name.
  public let place: String

  /// A leak; see the properties.
  public init(label: String, form: String, place: String) {
    self.label = label
    self.form = form
    self.place = place
  }

  /// A hit in `lines`, the bytes of a whole file.
  public init(_ hit: SecretHit, inLinesOf lines: [UInt8]) {
    let line = lines.prefix(hit.offset).count { $0 == 0x0A } + 1
    self.init(label: hit.label, form: hit.form, place: "line \(line)")
  }

  /// A hit in the blob `name`.
  public init(_ hit: SecretHit, inBlob name: String) { self.init(label: hit.label, form: hit.form, place: name) }

  /// For people.
  public var description: String { "the recording would hold the secret \(label) (\(form), \(place)); nothing was written" }

  /// What to do now.
  public var advice: String {
    "A page shows it, or it is a word that stands there anyway. Record without pictures and sources of pages, or give the account another "
      + "secret; if neither helps, the recorder lacks a rule for that place."
  }
}
