/// The address that identifies a technician. Two technicians may share a name, never an address (console facts, sections 1 and 7).
///
/// Addresses are compared without regard to case, as the console compares them; the spelling that was read is kept for showing.
public struct EmailAddress: Sendable, Codable, CustomStringConvertible {
  /// The address as it was written.
  public let description: String

  /// The form by which addresses are compared, made once: a roster of thousands is sorted and looked up by it.
  public let comparable: String

  /// Why a text is not an address.
  public struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason, worded to follow the text: "has no @".
    public let description: String
  }

  /// Checks `text` and keeps it. Surrounding white space is dropped.
  ///
  /// - Throws: ``Malformed`` when the text cannot be the address of a console account.
  public init(_ text: String) throws(Malformed) {
    let trimmed = text.trimmingWhitespace()
    guard !trimmed.isEmpty else { throw Malformed(description: "is empty") }
    guard trimmed.utf8.count <= 254 else { throw Malformed(description: "is longer than 254 bytes") }
    if let bad = trimmed.unicodeScalars.first(where: Self.isForbidden) {
      throw Malformed(description: "holds \(bad == " " ? "a space" : "the character \(Self.shown(bad))")")
    }
    let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count > 1 else { throw Malformed(description: "has no @") }
    guard parts.count == 2 else { throw Malformed(description: "has more than one @") }
    guard !parts[0].isEmpty else { throw Malformed(description: "has nothing before the @") }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }) else {
      throw Malformed(description: "has no complete domain after the @")
    }
    description = trimmed
    comparable = trimmed.lowercased()
  }

  /// Characters that no account address holds unquoted. An apostrophe is legal (o'hara@example.com), so it is not among them.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value <= 32 || scalar.value == 127 || forbiddenMarks.contains(UInt8(ascii: scalar)) }
    return !scalar.properties.generalCategory.isVisible
  }

  private static let forbiddenMarks = Array(",;:<>()[]\"\\`".utf8)

  /// The character itself where it can be seen, else its number.
  private static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.generalCategory.isVisible
      ? "\"\(scalar)\"" : "U+" + String(repeating: "0", count: max(0, 4 - scalar.hexadecimal.count)) + scalar.hexadecimal
  }

  /// Reads one text, and checks it as ``init(_:)`` does.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self = try EmailAddress(text)
  }

  /// Writes the address as it was written.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension EmailAddress: Hashable, Comparable {
  /// Whether both are the same address, whatever their case.
  public static func == (left: EmailAddress, right: EmailAddress) -> Bool { left.comparable == right.comparable }
  /// Hashes the form by which addresses are compared.
  public func hash(into hasher: inout Hasher) { hasher.combine(comparable) }
  /// Orders addresses by the form by which they are compared.
  public static func < (left: EmailAddress, right: EmailAddress) -> Bool { left.comparable < right.comparable }
}

extension Unicode.Scalar {
  fileprivate var hexadecimal: String { String(value, radix: 16, uppercase: true) }
}

extension Unicode.GeneralCategory {
  fileprivate var isVisible: Bool {
    switch self {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

extension String {
  /// The text without the white space around it.
  fileprivate func trimmingWhitespace() -> String {
    guard let first, let last, first.isWhitespace || last.isWhitespace else { return self }
    return String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
