/// What chromedriver takes: how Chromium and its kin are started, or which running one is taken over.
public struct ChromeOptions: VendorOptions, Hashable {
  /// A device that the browser poses as.
  public enum MobileEmulation: Sendable, Hashable {
    /// One that Chromium knows: `Pixel 7`.
    case device(String)
    /// One of these measures, in CSS pixels.
    case metrics(width: Int, height: Int, pixelRatio: Double, hasTouch: Bool = true, isMobile: Bool = true, userAgent: String? = nil)

    var json: JSONValue {
      switch self {
      case .device(let name): return ["deviceName": .string(name)]
      case .metrics(let width, let height, let pixelRatio, let hasTouch, let isMobile, let userAgent):
        var members: [String: JSONValue] = [
          "deviceMetrics": [
            "width": .int(width), "height": .int(height), "pixelRatio": .double(pixelRatio), "touch": .bool(hasTouch),
            "mobile": .bool(isMobile),
          ]
        ]
        members["userAgent"] = userAgent.map(JSONValue.string)
        return .object(members)
      }
    }
  }

  /// The capability's name.
  public static var capabilityName: String { "goog:chromeOptions" }

  /// The browser; chromedriver looks for one when it is not told.
  public var binary: String?
  /// Command-line arguments.
  public var arguments: [String] = []
  /// The profile's preferences.
  public var preferences: [String: JSONValue] = [:]
  /// The preferences that go for all profiles.
  public var localState: [String: JSONValue] = [:]
  /// Extensions to install: each a packed one in Base64.
  public var extensions: [String] = []
  /// Arguments of chromedriver's own that are not to be passed, without their dashes: `enable-automation`.
  public var excludeSwitches: [String] = []
  /// A device to pose as.
  public var mobileEmulation: MobileEmulation?
  /// `host:port` of a running browser that is taken over instead of starting one.
  public var debuggerAddress: String?
  /// Whether the browser outlives its session. Not one that a run of a driver has started: that is ended with the run.
  public var detach: Bool?
  /// Where crash dumps go.
  public var minidumpPath: String?
  /// What the log of performance takes up.
  public var performanceLogging: [String: JSONValue] = [:]
  /// Kinds of window that count among the handles beside tabs: `webview`.
  public var windowTypes: [String] = []
  /// Any other member, by its name. It has the last word.
  public var additional: [String: JSONValue] = [:]

  /// As chromedriver does it when it is not told.
  public init() {}

  /// The options as they are on the wire.
  public var json: JSONValue {
    var members: [String: JSONValue] = [:]
    members["binary"] = binary.map(JSONValue.string)
    members.set("args", arguments)
    members.set("prefs", preferences)
    members.set("localState", localState)
    members.set("extensions", extensions)
    members.set("excludeSwitches", excludeSwitches)
    members["mobileEmulation"] = mobileEmulation?.json
    members["debuggerAddress"] = debuggerAddress.map(JSONValue.string)
    members["detach"] = detach.map(JSONValue.bool)
    members["minidumpPath"] = minidumpPath.map(JSONValue.string)
    members.set("perfLoggingPrefs", performanceLogging)
    members.set("windowTypes", windowTypes)
    return .object(members.merging(additional) { _, raw in raw })
  }
}

extension [String: JSONValue] {
  /// Sets a list, unless it is empty.
  mutating func set(_ name: String, _ texts: [String]) {
    if !texts.isEmpty { self[name] = .array(texts.map(JSONValue.string)) }
  }

  /// Sets an object, unless it is empty.
  mutating func set(_ name: String, _ members: [String: JSONValue]) {
    if !members.isEmpty { self[name] = .object(members) }
  }
}
