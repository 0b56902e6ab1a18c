import Crypto
public import Foundation

/// Remembers which one-time code was used last, so that none is used twice within its window: a console refuses the second use
/// (RFC 6238, section 5.2) and counts it as a failed try.
public protocol CodeLedger: Sendable {
  /// The last step whose code was used for `account`, if any.
  func lastStep(account: String) throws -> Int64?
  /// Writes down that the code of `step` is used.
  func use(step: Int64, account: String) throws
}

/// A ledger in a file that only its owner can read, so that runs one after another know of each other. It holds no secret and no name:
/// accounts are kept as hashes.
public struct FileCodeLedger: CodeLedger {
  private let file: URL

  /// A ledger in `folder`, which is made if need be.
  public init(folder: URL) { file = folder.appending(path: "one-time-codes.json") }

  /// The last step whose code was used.
  public func lastStep(account: String) throws -> Int64? { try read()[Self.key(account)] }

  /// Writes down that the code of `step` is used.
  public func use(step: Int64, account: String) throws {
    var steps = try read()
    steps[Self.key(account)] = step
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try encoder.encode(steps).write(to: file, options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
  }

  private func read() throws -> [String: Int64] {
    guard let data = try? Data(contentsOf: file) else { return [:] }
    // A damaged ledger is begun anew: the worst that follows is one refused code.
    return (try? JSONDecoder().decode([String: Int64].self, from: data)) ?? [:]
  }

  private static func key(_ account: String) -> String {
    SHA256.hash(data: Data(account.utf8)).prefix(12).map { String(format: "%02x", $0) }.joined()
  }
}
