/// A named set of permissions, which the console itself lacks (console facts, section 1: there are no role templates).
public struct Role: Sendable, Hashable, Codable {
  /// The name used in the roster; on a layout with groups, the name of the security group.
  public let name: String
  /// Patterns such as `Tickets/*` or `Invoices/Create`, inherited ones too. `nil`: the group stands on the console already and is used
  /// as it is.
  public let patterns: [PermissionPattern]?
  /// What the role is not to have, whichever of ``patterns`` names it; what it inherits from others is in it too.
  public let exclusions: [PermissionPattern]

  /// A role by its name and patterns.
  public init(name: String, patterns: [PermissionPattern]?, exclusions: [PermissionPattern] = []) {
    self.name = name
    self.patterns = patterns
    self.exclusions = exclusions
  }

  /// The permissions among `offered` that some pattern names and no exclusion.
  public func permissions(among offered: some Sequence<Permission>) -> Set<Permission> {
    let patterns = patterns ?? []
    return Set(
      offered.filter { permission in
        patterns.contains { $0.matches(permission) } && !exclusions.contains { $0.matches(permission) }
      })
  }
}

/// One permission, or all that a `*` stands for: `Tickets/*`, `*/View Details`, `*`.
public struct PermissionPattern: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The pattern as it was written.
  public let description: String

  /// A pattern as written in a roster.
  public init(_ text: String) { description = text }

  /// Whether the pattern holds a `*`.
  public var hasWildcard: Bool { description.contains("*") }

  /// Whether the pattern can name a permission at all: `*` alone, or something on both sides of a slash.
  public var isWellFormed: Bool { description == "*" || Permission(description) != nil }

  /// Whether `permission` is meant. Case counts, since the console's words are exact.
  public func matches(_ permission: Permission) -> Bool {
    Self.glob(Array(description.unicodeScalars), Array(permission.description.unicodeScalars))
  }

  /// Matches with `*` for any run of characters, in time proportional to the product of the lengths.
  private static func glob(_ pattern: [Unicode.Scalar], _ text: [Unicode.Scalar]) -> Bool {
    var p = 0
    var t = 0
    var star: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == "*" {
        star = (p, t)
        p += 1
      } else if p < pattern.count, pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let last = star {
        star = (last.pattern, last.text + 1)
        p = last.pattern + 1
        t = last.text + 1
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == "*" { p += 1 }
    return p == pattern.count
  }

  /// Reads one text.
  public init(from decoder: any Decoder) throws { description = try decoder.singleValueContainer().decode(String.self) }

  /// Writes the pattern as it was written.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
