/// One permission as the console words it: the heading of its area and the label of its box.
///
/// The words are copied from the page, never generated: the console's verbs are irregular (console facts, section 6).
public struct Permission: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The heading that the box stands under, such as `Tickets`.
  public let area: String
  /// The label of the box, such as `View Details`. It may itself hold a slash (`List/Search`).
  public let action: String

  /// A permission by its two words.
  public init(area: String, action: String) {
    self.area = area
    self.action = action
  }

  /// Reads `Area/Action`. The first slash separates: actions hold slashes (`List/Search`), areas do not (console facts, section 6).
  ///
  /// `nil` when either side is empty.
  public init?(_ text: String) {
    guard let slash = text.firstIndex(of: "/") else { return nil }
    let area = text[..<slash]
    let action = text[text.index(after: slash)...]
    guard !area.isEmpty, !action.isEmpty else { return nil }
    self.init(area: String(area), action: String(action))
  }

  /// `Area/Action`
  public var description: String { "\(area)/\(action)" }

  /// Reads one text, `Area/Action`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let permission = Permission(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "a permission is written Area/Action")
    }
    self = permission
  }

  /// Writes one text, `Area/Action`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Permission: Comparable {
  /// Orders by area, then by action.
  public static func < (left: Permission, right: Permission) -> Bool {
    (left.area, left.action) < (right.area, right.action)
  }
}
