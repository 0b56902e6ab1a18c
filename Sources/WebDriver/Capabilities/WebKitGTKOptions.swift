/// What WebKitWebDriver takes: how a browser of WebKitGTK is started.
public struct WebKitGTKOptions: VendorOptions, Hashable {
  /// A certificate that proves nothing to the system and is accepted for one host.
  public struct Certificate: Sendable, Hashable {
    /// The host.
    public var host: String
    /// The certificate's file, PEM.
    public var file: String

    /// A certificate for `host`.
    public init(host: String, file: String) {
      self.host = host
      self.file = file
    }
  }

  /// The capability's name.
  public static var capabilityName: String { "webkitgtk:browserOptions" }

  /// The browser: `MiniBrowser`, or any program of WebKitGTK that takes `--automation`.
  public var binary: String?
  /// Command-line arguments. Without `--automation` no session comes about.
  public var arguments: [String] = []
  /// Certificates that are accepted.
  public var certificates: [Certificate] = []
  /// Whether scroll bars lie over the page, so that they take no room.
  public var usesOverlayScrollbars: Bool?
  /// Any other member, by its name. It has the last word.
  public var additional: [String: JSONValue] = [:]

  /// As WebKitWebDriver does it when it is not told.
  public init() {}

  /// The options as they are on the wire.
  public var json: JSONValue {
    var members: [String: JSONValue] = [:]
    members["binary"] = binary.map(JSONValue.string)
    members.set("args", arguments)
    if !certificates.isEmpty {
      members["certificates"] = .array(certificates.map { ["host": .string($0.host), "certificateFile": .string($0.file)] })
    }
    members["useOverlayScrollbars"] = usesOverlayScrollbars.map(JSONValue.bool)
    return .object(members.merging(additional) { _, raw in raw })
  }
}
