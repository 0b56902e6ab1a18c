/// What the API says otherwise than the console's pages show, for clients that ask both. A person is named by the address that the pages show.
public struct APILies: Sendable, Equatable {
  /// Whom the API knows nothing of.
  public var hides: Set<String> = []
  /// Whom it lists although no page shows them, by number.
  public var invents: [Int: String] = [:]
  /// Other addresses than the true ones.
  public var emails: [String: String] = [:]
  /// Other names than the true ones.
  public var names: [String: String] = [:]
  /// Who is an admin, and who is none, against the truth.
  public var admins: [String: Bool] = [:]

  /// The truth.
  public init() {}
}
