/// What a layout of the console can do, as its selector pack declares it. Flows ask for a capability, never for a layout's name.
public struct ConsoleCapabilities: Sendable, Hashable, Codable {
  /// How a name is kept.
  public enum NameFields: String, Sendable, Hashable, Codable {
    /// First and last name, both required.
    case split
    /// One field.
    case full
  }

  /// What carries permissions.
  public enum PermissionsOn: String, Sendable, Hashable, Codable {
    /// Each technician has boxes of their own.
    case technician
    /// Security groups have the boxes; a technician is a member of groups.
    case group
  }

  /// How a name is kept.
  public let name: NameFields
  /// What carries permissions.
  public let permissions: PermissionsOn

  /// Capabilities as declared.
  public init(name: NameFields, permissions: PermissionsOn) {
    self.name = name
    self.permissions = permissions
  }
}

/// A security group of the layout `users`: permissions that its members share (console facts, section 1).
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
