internal import Crypto
public import Foundation
internal import Secrets

/// A key that signs: an Ed25519 private key with the name of whom or what it belongs to. Its bytes are never printed, encoded or dumped.
public struct SigningKey: Sendable, CustomStringConvertible {
  /// Whose key it is: `alice@acme.example`, or `evidence`.
  public let name: String
  /// The half that everybody may know.
  public let publicKey: PublicKey
  /// The private bytes in base64.
  private let secret: Secret

  /// A new key that nobody has yet.
  ///
  /// - Throws: ``KeyError`` if nothing can be called `name`.
  public init(newFor name: String) throws(KeyError) { try self.init(Curve25519.Signing.PrivateKey(), name: name) }

  private init(_ key: Curve25519.Signing.PrivateKey, name: String) throws(KeyError) {
    if let mistake = Self.mistake(inName: name) { throw KeyError(.badName, "a key cannot be called \(ShownText.quoted(name)): \(mistake)") }
    guard let publicKey = PublicKey(bytes: key.publicKey.rawRepresentation) else {
      throw KeyError(.damaged, "a key for \(name) could not be made: its public half has not 32 bytes")
    }
    self.name = name
    self.publicKey = publicKey
    secret = Secret(key.rawRepresentation.base64EncodedString(), label: "signing key of \(name)")
  }

  /// The signature over exactly `data`.
  ///
  /// - Throws: ``KeyError`` if the key cannot sign, which none that was made or read here does.
  public func signature(of data: Data) throws(KeyError) -> Signature {
    let bytes = secret.reveal { text -> Data? in
      guard let bytes = Base64.decode(text), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else { return nil }
      return try? key.signature(for: data)
    }
    guard let signature = bytes.flatMap({ Signature(bytes: $0) }) else {
      throw KeyError(.damaged, "the key of \(name) could not sign")
    }
    return signature
  }

  /// Its name, and nothing that is secret.
  public var description: String { "signing key of \(name) (\(publicKey))" }

  /// What may not be the name of a key, worded to follow it; `nil` if it may.
  static func mistake(inName name: String) -> String? {
    if let mistake = NameRules.mistake(in: name) { return mistake }
    if name.contains(where: { $0.isWhitespace || $0 == ":" || $0 == "/" }) { return "has white space, a colon or a slash in it" }
    return name.hasPrefix(".") ? "begins with a dot" : nil
  }
}

extension SigningKey {
  private static let prefix = "syncroctl-private-key:"

  /// What stands in the file: `syncroctl-private-key:NAME:BASE64`, and a line feed. The base64 is the 32 private bytes and the 32 public
  /// ones after them, so that a file that was damaged does not pass for a key that nobody knows.
  private var fileText: Secret {
    secret.reveal { text in
      let bytes = (Base64.decode(text) ?? Data()) + publicKey.bytes
      return Secret("\(Self.prefix)\(name):\(bytes.base64EncodedString())\n", label: "key file of \(name)")
    }
  }

  /// Writes the key into a new file that only its owner can read. What stands there already is never overwritten.
  ///
  /// - Throws: ``KeyError``; nothing is left behind then.
  public func write(to url: URL) throws(KeyError) {
    let bytes = fileText.reveal { Array($0.utf8) }
    try KeyFile.create(url, bytes)
  }

  /// Reads a key file.
  ///
  /// - Throws: ``KeyError`` if there is none, if others than its owner can read it, if it belongs to somebody else, or if it holds no key.
  public static func read(_ url: URL) throws(KeyError) -> SigningKey {
    let text = Secret(try KeyFile.text(url), label: "key file")
    let parsed = try text.reveal { (text) throws(KeyError) -> SigningKey? in try parse(text) }
    guard let parsed else {
      throw KeyError(
        .damaged, "\(url.path) holds no private key, or was damaged",
        "A key file is one line that begins with \(prefix); syncroctl keys new makes one.")
    }
    return parsed
  }

  private static func parse(_ text: String) throws(KeyError) -> SigningKey? {
    let line = text.hasSuffix("\n") ? text.dropLast() : text[...]
    guard line.hasPrefix(prefix), let colon = line.lastIndex(of: ":") else { return nil }
    let rest = line.dropFirst(prefix.count)
    guard rest.startIndex < colon, let bytes = Base64.decode(String(line[line.index(after: colon)...])), bytes.count == 64 else {
      return nil
    }
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.prefix(32)),
      key.publicKey.rawRepresentation == Data(bytes.suffix(32))
    else { return nil }
    return try SigningKey(key, name: String(rest[..<colon]))
  }

  /// The key at `url`, or a new one that is kept there. Two processes that come at the same time get the same key.
  ///
  /// - Parameter name: what a new key is called.
  /// - Throws: ``KeyError`` as ``read(_:)`` and ``write(to:)`` do.
  public static func loadOrMake(at url: URL, name: String = "evidence") throws(KeyError) -> SigningKey {
    do {
      return try read(url)
    } catch {
      guard error.code == .missing else { throw error }
    }
    let key = try SigningKey(newFor: name)
    do {
      try key.write(to: url)
      return key
    } catch {
      guard error.code == .exists else { throw error }
      // Somebody else was first; theirs is the one that counts.
      return try read(url)
    }
  }
}
