/// A security group of the layout `users`: permissions that its members share (console facts, section 1).
///
/// Encoded with its permissions sorted, so that the same group always gives the same bytes.
public struct SecurityGroup: Sendable, Hashable, Codable {
  /// The console's number for the group, once seen.
  public var id: String?
  /// The group's name.
  public var name: String
  /// The permissions that are ticked, if they have been read.
  public var permissions: Set<Permission>?

  /// A group with what has been read so far.
  public init(id: String? = nil, name: String, permissions: Set<Permission>? = nil) {
    self.id = id
    self.name = name
    self.permissions = permissions
  }
}

extension SecurityGroup {
  private enum CodingKeys: String, CodingKey { case id, name, permissions }

  /// Writes the permissions in their order, not in a set's.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encodeIfPresent(permissions?.sorted(), forKey: .permissions)
  }
}
