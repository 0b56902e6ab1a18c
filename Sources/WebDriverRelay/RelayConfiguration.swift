/// Where a relay listens, and what it allows.
public struct RelayConfiguration: Sendable, Hashable {
  /// The name or address to listen at. The loopback alone, unless told otherwise: whoever reaches a relay can drive a browser with it.
  public var host = "127.0.0.1"
  /// The port; nought is any free one.
  public var port = 0
  /// What stands in front of every command's path, such as `/wd/hub`.
  public var prefix = ""
  /// How long starting a session may take. A grid may have one wait for a free browser.
  public var sessionTimeLimit: Duration = .seconds(300)
  /// The largest body of a request that is taken.
  public var maximumBodyBytes = 64 << 20

  /// The defaults.
  public init() {}
}

/// Why a relay cannot be started.
public struct RelayStartError: Error, Sendable, Hashable, CustomStringConvertible {
  /// For people.
  public let description: String

  init(_ description: String) { self.description = description }
}
