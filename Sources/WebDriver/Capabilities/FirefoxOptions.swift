/// What geckodriver takes: how Firefox is started.
public struct FirefoxOptions: VendorOptions, Hashable {
  /// How much Firefox itself says.
  public enum LogLevel: String, Sendable, Hashable, CaseIterable {
    /// From the most to the least.
    case trace, debug, config, info, warn, error, fatal
  }

  /// The capability's name.
  public static var capabilityName: String { "moz:firefoxOptions" }

  /// The browser; geckodriver looks for one when it is not told.
  public var binary: String?
  /// Command-line arguments.
  public var arguments: [String] = []
  /// The profile's preferences.
  public var preferences: [String: JSONValue] = [:]
  /// A profile to start from: a ZIP archive of its folder in Base64.
  public var profile: String?
  /// How much Firefox itself says; it goes to the driver's output.
  public var logLevel: LogLevel?
  /// Variables of Firefox's environment.
  public var environment: [String: String] = [:]
  /// Any other member, by its name. It has the last word.
  public var additional: [String: JSONValue] = [:]

  /// As geckodriver does it when it is not told.
  public init() {}

  /// The options as they are on the wire.
  public var json: JSONValue {
    var members: [String: JSONValue] = [:]
    members["binary"] = binary.map(JSONValue.string)
    members.set("args", arguments)
    members.set("prefs", preferences)
    members["profile"] = profile.map(JSONValue.string)
    members["log"] = logLevel.map { ["level": .string($0.rawValue)] }
    members.set("env", environment.mapValues(JSONValue.string))
    return .object(members.merging(additional) { _, raw in raw })
  }
}
