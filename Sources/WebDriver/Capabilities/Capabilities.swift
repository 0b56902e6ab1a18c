/// What a new session is to be, or must be able to do (specification, "Capabilities"). What is nil is not asked for.
///
/// The session's time-outs are not among them: they go with the request to start a session.
public struct Capabilities: Sendable {
  /// `chrome`, `firefox`, `MiniBrowser`…
  public var browserName: String?
  /// The browser's version, as far as it matters.
  public var browserVersion: String?
  /// `linux`, `mac`, `windows`…
  public var platformName: String?
  /// Whether certificates that prove nothing are accepted.
  public var acceptInsecureCerts: Bool?
  /// Which state of a page ends a navigation.
  public var pageLoadStrategy: PageLoadStrategy?
  /// How the browser reaches the network.
  public var proxy: ProxySettings?
  /// Whether the window's place and size can be set.
  public var setWindowRect: Bool?
  /// Whether a file field must be one that a person could use, before a file is put into it.
  public var strictFileInteractability: Bool?
  /// What becomes of a dialog that nobody expected.
  public var unhandledPromptBehavior: UnhandledPromptBehavior?
  /// Whether the session also speaks WebDriver BiDi. The answer names the address.
  public var webSocketUrl: Bool?
  /// Any other member, by its name and as it is to be on the wire. It has the last word over everything else here.
  public var extensions: [String: JSONValue] = [:]

  private var vendors: [String: any VendorOptions] = [:]

  /// Nothing is asked for.
  public init() {}

  /// The options of one vendor, nil when there are none: `capabilities[ChromeOptions.self]?.arguments.append("--lang=de")`.
  public subscript<Options: VendorOptions>(_ type: Options.Type) -> Options? {
    get { vendors[type.capabilityName] as? Options }
    set { vendors[type.capabilityName] = newValue }
  }

  /// The members as they are on the wire.
  public var members: [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    members["browserName"] = browserName.map(JSONValue.string)
    members["browserVersion"] = browserVersion.map(JSONValue.string)
    members["platformName"] = platformName.map(JSONValue.string)
    members["acceptInsecureCerts"] = acceptInsecureCerts.map(JSONValue.bool)
    members["pageLoadStrategy"] = pageLoadStrategy.map { .string($0.rawValue) }
    members["proxy"] = proxy?.json
    members["setWindowRect"] = setWindowRect.map(JSONValue.bool)
    members["strictFileInteractability"] = strictFileInteractability.map(JSONValue.bool)
    members["unhandledPromptBehavior"] = unhandledPromptBehavior?.json
    members["webSocketUrl"] = webSocketUrl.map(JSONValue.bool)
    for (name, options) in vendors { members[name] = options.json }
    return members.merging(extensions) { _, raw in raw }
  }

  /// The members as one object.
  public var json: JSONValue { .object(members) }
}

extension Capabilities: Hashable {
  /// The same on the wire.
  public static func == (left: Capabilities, right: Capabilities) -> Bool { left.members == right.members }
  /// Of what is on the wire.
  public func hash(into hasher: inout Hasher) { hasher.combine(members) }
}
