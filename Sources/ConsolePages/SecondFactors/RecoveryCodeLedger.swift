import Crypto
public import Foundation
public import Secrets

/// Remembers which recovery codes were used.
public protocol RecoveryCodeLedger: Sendable {
  /// Writes down that the first code that was not used is used, and says which it is and how many are left after it; `nil` if all were used.
  func useFirst(of codes: [Secret], account: String) throws -> (position: Int, left: Int)?
}

/// A ledger in a file that only its owner can read. It holds neither codes nor names.
public struct FileRecoveryCodeLedger: RecoveryCodeLedger {
  private let file: StateFile<[String: [String]]>

  /// A ledger in `folder`, which is made if need be.
  public init(folder: URL) { file = StateFile("recovery-codes.json", in: folder, keeping: "which recovery codes were used") }

  /// See ``RecoveryCodeLedger/useFirst(of:account:)``. Two runs at the same time take two codes.
  ///
  /// - Throws: ``ConsoleError`` where the file cannot be read or written; then no code may be sent.
  public func useFirst(of codes: [Secret], account: String) throws -> (position: Int, left: Int)? {
    let marks = codes.map { $0.reveal { Self.hash("\(account) \($0)", bytes: 3) } }
    return try file.change([:]) { accounts in
      var used = accounts[Self.hash(account, bytes: 12)] ?? []
      guard let position = marks.firstIndex(where: { !used.contains($0) }) else { return nil }
      used.append(marks[position])
      accounts[Self.hash(account, bytes: 12)] = used
      return (position, marks.count { !used.contains($0) })
    }
  }

  /// Of a code only so much of the hash is kept as tells ten codes apart. A code that was written down and never sent still works, and is
  /// short enough to be found from a whole hash by trying.
  private static func hash(_ text: String, bytes: Int) -> String {
    SHA256.hash(data: Data(text.utf8)).prefix(bytes).map { String(format: "%02x", $0) }.joined()
  }
}
