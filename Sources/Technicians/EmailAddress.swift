/// The address that identifies a technician. Two technicians may share a name, never an address (console facts, sections 1 and 7).
///
/// Addresses are compared without regard to case, as the console compares them; the spelling that was read is kept for showing.
public struct EmailAddress: Sendable, Codable, CustomStringConvertible {
  /// The address as it was written.
  public let description: String

  /// The form by which addresses are compared.
  public var comparable: String { description.lowercased() }

  /// Why a text is not an address.
  public struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason, worded to follow the text: "has no @".
    public let description: String
  }

  /// Checks `text` and keeps it. Surrounding white space is dropped.
  ///
  /// - Throws: ``Malformed`` when the text cannot be the address of a console account.
  public init(_ text: String) throws(Malformed) {
    let trimmed = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    guard !trimmed.isEmpty else { throw Malformed(description: "is empty") }
    guard trimmed.utf8.count <= 254 else { throw Malformed(description: "is longer than 254 bytes") }
    let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count > 1 else { throw Malformed(description: "has no @") }
    guard parts.count == 2 else { throw Malformed(description: "has more than one @") }
    guard !parts[0].isEmpty else { throw Malformed(description: "has nothing before the @") }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }) else {
      throw Malformed(description: "has no complete domain after the @")
    }
    let forbidden: Set<Character> = [" ", "\t", "\n", "\r", "\r\n", ",", ";", "<", ">", "(", ")", "[", "]", "\"", "\\", "`"]
    // An apostrophe is legal (o'hara@example.com), so it is not among them.
    if let bad = trimmed.first(where: { forbidden.contains($0) || $0.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } }) {
      throw Malformed(description: "holds \(bad == " " ? "a space" : "the character \(String(reflecting: bad))")")
    }
    self.description = trimmed
  }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self = try EmailAddress(text)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension EmailAddress: Hashable, Comparable {
  public static func == (left: EmailAddress, right: EmailAddress) -> Bool { left.comparable == right.comparable }
  public func hash(into hasher: inout Hasher) { hasher.combine(comparable) }
  public static func < (left: EmailAddress, right: EmailAddress) -> Bool { left.comparable < right.comparable }
}
