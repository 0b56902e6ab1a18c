import Foundation
public import Secrets
import WebDriver

/// A passkey that is used as a second factor: a private key, which the browser is lent for the time of a sign-in.
public struct Passkey: Sendable {
  /// What its private key is called where it must not be shown.
  public static let keyLabel = "account.passkey"

  /// Why a text is no passkey. Never quotes it.
  public struct Malformed: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason.
    public let description: String
  }

  /// The site that it was made for, such as `syncromsp.com`: it works there and on hosts below it.
  public let site: String
  /// The private key, as it is sent to the browser.
  public let privateKey: Secret
  private let id: String
  private let userHandle: String?
  private let isResident: Bool
  private let signCount: Int
  private let ledger: any PasskeyLedger

  /// The members are those of WebDriver's Add Credential.
  private struct Form: Decodable {
    let credentialId: String
    let rpId: String
    let privateKey: String
    let userHandle: String?
    let isResidentCredential: Bool?
    let signCount: Int?
  }

  /// Reads a passkey in the form that WebDriver's Add Credential takes: a JSON object with `credentialId`, `rpId` and `privateKey` (PKCS#8),
  /// and, where known, `userHandle`, `isResidentCredential` and `signCount`. Bytes are in base64 of either kind; a private key may also
  /// stand as PEM, as browsers' developer tools export it.
  ///
  /// - Parameter ledger: keeps how often it was used.
  /// - Throws: ``Malformed``.
  public init(secret: Secret, ledger: any PasskeyLedger) throws(Malformed) {
    let form = try secret.reveal { (text) throws(Malformed) -> Form in
      guard let form = try? JSONDecoder().decode(Form.self, from: Data(text.utf8)) else {
        throw Malformed(description: "the passkey is not a JSON object with credentialId, rpId and privateKey")
      }
      return form
    }
    guard let id = Self.base64URL(form.credentialId) else { throw Malformed(description: "the passkey's credentialId is not base64") }
    // Every private key in PKCS#8 begins with a sequence (ASN.1).
    guard let key = Self.base64URL(Self.withoutArmour(form.privateKey)), key.hasPrefix("M") else {
      throw Malformed(description: "the passkey's privateKey is not PKCS#8 in base64 or PEM")
    }
    if let handle = form.userHandle, Self.base64URL(handle) == nil {
      throw Malformed(description: "the passkey's userHandle is not base64")
    }
    let count = form.signCount ?? 0
    guard (0..<Self.endOfCounting).contains(count) else { throw Malformed(description: "the passkey's signCount is out of range") }
    guard !form.rpId.isEmpty, !form.rpId.contains(where: { "/:@ ".contains($0) }) else {
      throw Malformed(description: "the passkey's rpId is not the name of a site, such as syncromsp.com")
    }
    site = form.rpId.lowercased()
    privateKey = Secret(key, label: Self.keyLabel)
    self.id = id
    userHandle = form.userHandle.flatMap(Self.base64URL)
    isResident = form.isResidentCredential ?? (form.userHandle != nil)
    signCount = count
    self.ledger = ledger
  }

  private init() {
    (site, privateKey, id) = ("replayed", Secret("cmVwbGF5ZWQ", label: Self.keyLabel), "cmVwbGF5ZWQ")
    (userHandle, isResident, signCount, ledger) = (nil, true, 0, NoCounting())
  }

  /// One that is none, for a recording, which has nothing of it.
  public static let placeholder = Passkey()

  /// Whether a browser would use it on a host (Web Authentication, "rpId": the host itself, or a domain that it is in).
  ///
  /// - Parameter host: with a port or without.
  public func works(on host: String) -> Bool {
    let name = host.lowercased().prefix { $0 != ":" }
    return name == site || name.hasSuffix(".\(site)")
  }

  /// The credential for one sign-in, with a count that it has never had.
  ///
  /// - Throws: what the ledger throws; then it must not be used.
  func credential() throws -> VirtualCredential {
    VirtualCredential(
      id: id, isResident: isResident, rpID: site, privateKey: privateKey, userHandle: userHandle,
      signCount: try ledger.next(passkey: "\(site) \(id)", atLeast: signCount))
  }

  /// A count has 32 bits on the wire.
  static let endOfCounting = Int(UInt32.max) - 1000

  private static func withoutArmour(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }.joined()
  }

  /// The text in the alphabet of the wire and without padding; `nil` if it is no base64.
  private static func base64URL(_ text: String) -> String? {
    let bare = text.filter { !$0.isWhitespace && $0 != "=" }.replacing("-", with: "+").replacing("_", with: "/")
    guard !bare.isEmpty, Data(base64Encoded: bare + String(repeating: "=", count: (4 - bare.utf8.count % 4) % 4)) != nil else { return nil }
    return bare.replacing("+", with: "-").replacing("/", with: "_")
  }
}

/// Where nothing is signed.
private struct NoCounting: PasskeyLedger {
  func next(passkey: String, atLeast least: Int) throws -> Int { least }
}
