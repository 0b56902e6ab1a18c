/// One place where a console is not as its roster says.
///
/// Encoded with every key present whatever its kind, so that an alert can rely on them.
public struct DriftFinding: Sendable, Hashable {
  /// What kind of difference it is. The words are part of the output for programs.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Active on the console, and not in the roster.
    case unexpected
    /// Active on the console, and deactivated in the roster.
    case active
    /// Deactivated on the console, and active in the roster.
    case deactivated
    /// In the roster, and not on the console.
    case missing
    /// Another kind of account, another address or another name than the roster has.
    case details
    /// A person has other permissions, or is in other groups, than the roster says.
    case permissions
    /// A security group has other permissions than its role.
    case group
    /// A role of the roster is no group on the console.
    case missingGroup = "missing-group"
    /// The console offers permissions that nothing in the roster names.
    case unassigned
  }

  /// How bad it is, the worst first.
  public enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Somebody has power over everything whom nobody put down for it.
    case critical
    /// Somebody can do more than they should.
    case high
    /// Somebody can do less than they should, or is not there.
    case medium
    /// Nobody can do more or less.
    case low

    /// Orders from the worst to the least.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// What kind of difference.
  public let kind: Kind
  /// How bad.
  public let severity: Severity
  /// The address of the person, the name of the group, or the area of the permissions.
  public let subject: String
  /// What is so and what should be, on one line.
  public let text: String
  /// Permissions or groups that the console has and the roster has not.
  public let added: [String]
  /// Permissions or groups that the roster has and the console has not.
  public let removed: [String]
  /// Where the roster speaks of it; `nil` where it does not.
  public let rosterLocation: RosterLocation?
}

extension DriftFinding: Codable {
  private enum CodingKeys: String, CodingKey { case kind, severity, subject, text, added, removed, rosterLocation = "roster" }

  /// Reads what ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    kind = try container.decode(Kind.self, forKey: .kind)
    severity = try container.decode(Severity.self, forKey: .severity)
    subject = try container.decode(String.self, forKey: .subject)
    text = try container.decode(String.self, forKey: .text)
    added = try container.decode([String].self, forKey: .added)
    removed = try container.decode([String].self, forKey: .removed)
    rosterLocation = try container.decode(RosterLocation?.self, forKey: .rosterLocation)
  }

  /// Writes all keys, `null` where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(severity, forKey: .severity)
    try container.encode(subject, forKey: .subject)
    try container.encode(text, forKey: .text)
    try container.encode(added, forKey: .added)
    try container.encode(removed, forKey: .removed)
    try container.encode(rosterLocation, forKey: .rosterLocation)
  }
}
