/// What a remote end says about itself.
public struct RemoteStatus: Decodable, Sendable, Hashable {
  /// Whether it would start a session.
  public let ready: Bool
  /// Its own words.
  public let message: String

  private enum CodingKeys: CodingKey { case ready, message }

  /// Reads it. The specification asks for a message; not every remote end has one to give.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    ready = try container.decode(Bool.self, forKey: .ready)
    message = try container.decodeIfPresent(String.self, forKey: .message) ?? ""
  }
}

extension RemoteStatus: WireValue {
  package var json: JSONValue { ["ready": .bool(ready), "message": .string(message)] }
}

/// What a new session turned out to be (specification, "Capabilities").
public struct SessionCapabilities: Decodable, Sendable, Hashable {
  /// Everything that the remote end said, vendors' own members too.
  public let members: [String: JSONValue]

  /// Capabilities as a remote end gave them.
  public init(members: [String: JSONValue]) { self.members = members }

  /// Reads whatever there is.
  public init(from decoder: any Decoder) throws { members = try [String: JSONValue](from: decoder) }

  /// `chrome`, `firefox`, `MiniBrowser`…
  public var browserName: String? { members["browserName"]?.stringValue }
  /// Such as `156.0.8078.79`.
  public var browserVersion: String? { members["browserVersion"]?.stringValue }
  /// Such as `linux`.
  public var platformName: String? { members["platformName"]?.stringValue }
  /// chromedriver's own version, which must have the browser's major number.
  public var chromedriverVersion: String? { members["chrome"]?["chromedriverVersion"]?.stringValue }
  /// geckodriver's own version.
  public var geckodriverVersion: String? { members["moz:geckodriverVersion"]?.stringValue }
}

extension SessionCapabilities: WireValue { package var json: JSONValue { .object(members) } }
