import Crypto
public import Foundation

/// Keeps how often a passkey was used. A site that sees the count go back, or stand, takes the passkey for a copy, and may lock it.
public protocol PasskeyLedger: Sendable {
  /// A count for one sign-in that is above all that the passkey has had, written down before it is handed out.
  ///
  /// - Parameters:
  ///   - passkey: tells passkeys apart.
  ///   - least: the count that it had when it was given to this program.
  func next(passkey: String, atLeast least: Int) throws -> Int
}

/// A ledger in a file that only its owner can read. It holds no secret and no name: passkeys are kept as hashes.
public struct FilePasskeyLedger: PasskeyLedger {
  /// How many uses are set aside for one sign-in. A count may leap, but must never fall; so nothing has to be read back from the browser,
  /// whose answer would hold the private key, and a run that is killed leaves no doubt.
  static let stride = 16

  private let file: StateFile<[String: Int]>

  /// A ledger in `folder`, which is made if need be.
  public init(folder: URL) { file = StateFile("passkey-counts.json", in: folder, keeping: "how often a passkey was used") }

  /// See ``PasskeyLedger/next(passkey:atLeast:)``.
  ///
  /// - Throws: ``ConsoleError`` where the file cannot be read or written, or there are no more counts.
  public func next(passkey: String, atLeast least: Int) throws -> Int {
    let name = SHA256.hash(data: Data(passkey.utf8)).prefix(12).map { String(format: "%02x", $0) }.joined()
    return try file.change([:]) { counts in
      let next = max(counts[name] ?? 0, least)
      guard next < Passkey.endOfCounting else {
        throw ConsoleError(.notSignedIn, "the passkey was used too often: its count has an end", advice: "Make another passkey.")
      }
      counts[name] = next + Self.stride
      return next
    }
  }
}
