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
