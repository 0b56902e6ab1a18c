/// What becomes of a permission that a page asks for.
public enum PermissionState: String, Sendable, Hashable {
  /// The page has it.
  case granted
  /// The page does not get it.
  case denied
  /// The browser asks.
  case prompt
}

extension Session {
  /// Sets a permission for the page's own site (Permissions, "Set Permission").
  ///
  /// - Parameters:
  ///   - name: its name there, such as `geolocation` or `clipboard-read`.
  ///   - state: what becomes of it.
  ///   - descriptor: what else tells it apart, such as `["userVisibleOnly": true]`.
  public func setPermission(_ name: String, _ state: PermissionState, descriptor: [String: JSONValue] = [:]) async throws {
    let whole = descriptor.merging(["name": .string(name)]) { _, own in own }
    _ = try await perform(Commands.SetPermission(descriptor: .object(whole), state: state.rawValue))
  }
}
