/// What a remote end says about itself.
public struct RemoteStatus: Decodable, Sendable, Hashable {
  /// Whether it would start a session.
  public let ready: Bool
  /// Its own words.
  public let message: String
}

/// What a new session turned out to be. Members that are not named here are dropped.
public struct SessionCapabilities: Decodable, Sendable, Hashable {
  /// `chrome`, `firefox`, `MiniBrowser`…
  public let browserName: String?
  /// Such as `156.0.8078.79`.
  public let browserVersion: String?
  /// chromedriver's own version, which must have the browser's major number.
  public let chromedriverVersion: String?

  private enum CodingKeys: String, CodingKey { case browserName, browserVersion, chrome }
  private struct Chrome: Decodable { let chromedriverVersion: String? }

  /// Reads it; members that are not known here are passed over.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    browserName = try container.decodeIfPresent(String.self, forKey: .browserName)
    browserVersion = try container.decodeIfPresent(String.self, forKey: .browserVersion)
    chromedriverVersion = try? container.decodeIfPresent(Chrome.self, forKey: .chrome)?.chromedriverVersion
  }
}

/// The session's own time-outs (specification, "Timeouts"). `implicit` is always 0: waiting is done in the page.
public struct SessionTimeouts: Sendable, Hashable {
  /// How long a navigation may take.
  public var pageLoad: Duration
  /// How long a script may take.
  public var script: Duration

  /// Time-outs; the defaults are shorter than the specification's five minutes, since an admin page that takes a minute is broken.
  public init(pageLoad: Duration = .seconds(60), script: Duration = .seconds(60)) {
    self.pageLoad = pageLoad
    self.script = script
  }

  var json: JSONValue {
    ["implicit": 0, "pageLoad": .int(pageLoad.wholeMilliseconds), "script": .int(script.wholeMilliseconds)]
  }
}

extension Duration {
  /// The duration in milliseconds, cut to a whole number.
  var wholeMilliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }
}

extension Commands {
  struct Status: Command {
    typealias Answer = RemoteStatus
    static let name = "status"
    var method: WireRequest.Method { .get }
    var path: [String] { ["status"] }
    var patience: Patience { .prompt }
  }

  struct NewSession: Command {
    struct Answer: Decodable, Sendable {
      let sessionId: String
      let capabilities: SessionCapabilities
    }
    static let name = "newSession"
    let capabilities: JSONValue
    var method: WireRequest.Method { .post }
    var path: [String] { ["session"] }
    var body: JSONValue? { ["capabilities": capabilities] }
    var patience: Patience { .newSession }
  }

  struct DeleteSession: SessionCommand {
    typealias Answer = Nothing
    static let name = "deleteSession"
    var method: WireRequest.Method { .delete }
    var path: [String] { [] }
  }

  struct SetTimeouts: SessionCommand {
    typealias Answer = Nothing
    static let name = "setTimeouts"
    let timeouts: SessionTimeouts
    var method: WireRequest.Method { .post }
    var path: [String] { ["timeouts"] }
    var body: JSONValue? { timeouts.json }
    var patience: Patience { .prompt }
  }

  struct GetTimeouts: SessionCommand {
    struct Answer: Decodable, Sendable {
      let implicit: Int
      let pageLoad: Int
      let script: Int?
    }
    static let name = "getTimeouts"
    var method: WireRequest.Method { .get }
    var path: [String] { ["timeouts"] }
    var patience: Patience { .prompt }
  }
}
