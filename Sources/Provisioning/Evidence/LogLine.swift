internal import Foundation

/// A line of a log as it is found.
struct LogLine: Sendable {
  /// Counts from 1.
  let number: Int
  /// The entry's own digest, as it says.
  let stated: String?
  /// The digest of what stands there; `nil` where there is no place for one.
  let computed: String?
  /// What is needed of the entry; `nil` where it cannot be read.
  let fields: Fields?
  /// Whether a line feed ends it.
  let isTerminated: Bool
  /// Why it is no entry at all.
  let trouble: String?
  /// Whether it is not ended, and a whole entry but for its last byte: the line feed was turned into something else.
  let hasLostItsEnd: Bool

  /// The members that hold the log together.
  struct Fields: Sendable, Decodable {
    let n: Int
    let kind: String
    let change: Int?
    let files: [EvidenceFile]
    let previous: String
    /// The run, of the entry with which one begins.
    let run: RunID?
    /// The key that is to seal the run, of the entry with which one ends.
    let key: PublicKey?

    private enum CodingKeys: CodingKey { case n, kind, change, files, previous, payload }
    private enum PayloadKeys: CodingKey { case id, key }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      n = try container.decode(Int.self, forKey: .n)
      kind = try container.decode(String.self, forKey: .kind)
      change = try container.decodeIfPresent(Int.self, forKey: .change)
      files = try container.decode([EvidenceFile].self, forKey: .files)
      previous = try container.decode(String.self, forKey: .previous)
      let payload = try? container.nestedContainer(keyedBy: PayloadKeys.self, forKey: .payload)
      run = kind == EvidenceKind.runBegan.rawValue ? try? payload?.decode(RunID.self, forKey: .id) : nil
      key = kind == EvidenceKind.runEnded.rawValue ? try? payload?.decode(PublicKey.self, forKey: .key) : nil
    }
  }

  init(_ line: LineReader.Line, number: Int) {
    self.number = number
    isTerminated = line.isTerminated
    guard !line.isOverlong else {
      (stated, computed, fields) = (nil, nil, nil)
      (trouble, hasLostItsEnd) = ("the line is longer than any entry", false)
      return
    }
    let place = LineDigest.place(in: line.bytes)
    hasLostItsEnd = !line.isTerminated && Self.isWhole(line.bytes.dropLast())
    stated = place.map { String(decoding: line.bytes[$0], as: UTF8.self) }
    computed = place.map { LineDigest.of(line.bytes, without: $0) }
    fields = try? JSONDecoder().decode(Fields.self, from: line.bytes)
    trouble =
      if place != nil, fields != nil { nil } else if line.bytes.last == UInt8(ascii: "\r") {
        "the line is no entry, and ends with a carriage return"
      } else { "the line is no entry" }
  }

  private static func isWhole(_ line: Data) -> Bool {
    LineDigest.place(in: line).map { LineDigest.of(line, without: $0) == String(decoding: line[$0], as: UTF8.self) } ?? false
  }

  /// Whether it is an entry, and the one that its digest is of.
  var isIntact: Bool { trouble == nil && isTerminated && stated == computed }
}
