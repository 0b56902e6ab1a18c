internal import Crypto
internal import Foundation

/// A file that an entry of the log speaks for.
struct EvidenceFile: Sendable, Hashable, Codable {
  /// Its name in the evidence folder.
  let name: String
  /// SHA-256 of its bytes.
  let sha256: String
  /// How many bytes it has.
  let bytes: Int
}

/// One entry of the log, as it is written: one line of canonical JSON.
///
/// The digest is of the line itself, with nothing between the quotes of `"digest":""` and without the line feed. What an entry says can
/// so be checked by any program, without knowing what the payload means.
struct EvidenceEntry<Payload: Encodable & Sendable>: Encodable, Sendable {
  /// Counts from 1.
  let n: Int
  /// When it was written.
  let at: Date
  /// What it says.
  let kind: EvidenceKind
  /// The change that it is about, from 1.
  let change: Int?
  /// What is to be known.
  let payload: Payload
  /// What came into the folder since the entry before.
  let files: [EvidenceFile]
  /// The digest of the entry before; empty for the first.
  let previous: String
  /// Filled in by ``line()``.
  private let digest = ""

  init(n: Int, at: Date, kind: EvidenceKind, change: Int?, payload: Payload, files: [EvidenceFile], previous: String) {
    (self.n, self.at, self.kind, self.change, self.payload) = (n, at, kind, change, payload)
    (self.files, self.previous) = (files, previous)
  }

  private enum CodingKeys: CodingKey { case n, at, kind, change, payload, files, previous, digest }

  /// The line with its line feed, and its digest.
  func line() throws -> (bytes: Data, digest: String) {
    let bytes = try CanonicalJSON.line(self)
    guard let place = LineDigest.emptyPlace(in: bytes) else {
      throw EvidenceError("an entry of the evidence log has no place for its digest")
    }
    let digest = LineDigest.of(bytes.dropLast(), without: place..<place)
    return (bytes[..<place] + Data(digest.utf8) + bytes[place...], digest)
  }
}

/// What an entry of the log says.
enum EvidenceKind: String, Sendable, Codable {
  case runBegan = "run began"
  case looked
  case ended
  case tasks
  case wentOn = "run went on"
  case runEnded = "run ended"
}

/// Said when a run that was killed goes on.
struct WentOn: Sendable, Codable {
  /// The process that it goes on in.
  let process: Int32
  /// Files that were in the folder and that no entry named: what the killed process had kept last.
  let found: [String]
  /// Where the half of an entry is that the killed process had just been writing.
  let torn: String?
}

/// Said when a run has come to its end.
struct RunEnded: Sendable, Codable {
  /// What came of it.
  let summary: RunSummary
  /// The key that seals it; `nil` where nothing does.
  let key: PublicKey?
}

/// The place of the digest in a line, and the digest of what stands around it.
enum LineDigest {
  /// Before the digest stand the time and the number of a change alone, since members are sorted: it is never looked for further on, where
  /// a payload has digests of its own.
  private static let longestStart = 120
  private static let length = 64

  private static func start(in line: Data) -> Int? {
    guard line.starts(with: Data("{\"at\":\"".utf8)) else { return nil }
    return line.prefix(longestStart).range(of: Data(",\"digest\":\"".utf8))?.upperBound
  }

  static func emptyPlace(in line: Data) -> Int? {
    guard let start = start(in: line), line[start...].starts(with: Data("\",".utf8)) else { return nil }
    return start
  }

  /// Where the digest stands in a written line.
  static func place(in line: Data) -> Range<Int>? {
    guard let start = start(in: line), line.endIndex - start > length else { return nil }
    let place = start..<start + length
    guard line[place].allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }), line[place.upperBound] == UInt8(ascii: "\"") else {
      return nil
    }
    return place
  }

  static func of(_ line: Data, without place: Range<Int>) -> String {
    var hash = SHA256()
    hash.update(data: line[..<place.lowerBound])
    hash.update(data: line[place.upperBound...])
    return hash.finalize().hexadecimal
  }
}

extension Sequence<UInt8> {
  /// The bytes in hexadecimal, small letters.
  var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}

/// The evidence cannot be kept or read. What is done on the console is another matter, and said by whoever does it.
public struct EvidenceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
