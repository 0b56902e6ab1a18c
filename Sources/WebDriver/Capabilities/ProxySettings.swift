/// How the browser reaches the network (specification, "Proxy").
public enum ProxySettings: Sendable, Hashable {
  /// Straight, whatever the system says.
  case direct
  /// As the system says.
  case system
  /// As the network says.
  case autodetect
  /// As the script at this address says.
  case automatic(configuration: String)
  /// As given here.
  case manual(ManualProxy)

  /// The settings as they are on the wire.
  public var json: JSONValue {
    switch self {
    case .direct: ["proxyType": "direct"]
    case .system: ["proxyType": "system"]
    case .autodetect: ["proxyType": "autodetect"]
    case .automatic(let configuration): ["proxyType": "pac", "proxyAutoconfigUrl": .string(configuration)]
    case .manual(let proxy): proxy.json
    }
  }
}

/// Proxies that are named one by one; each as `host` or `host:port`.
public struct ManualProxy: Sendable, Hashable {
  /// For plain HTTP.
  public var http: String?
  /// For HTTPS.
  public var https: String?
  /// A SOCKS proxy.
  public var socks: String?
  /// The SOCKS protocol's version, which has to be said with ``socks``.
  public var socksVersion: Int?
  /// Hosts that are reached without a proxy.
  public var exceptions: [String]

  /// Proxies; what is nil is reached straight.
  public init(http: String? = nil, https: String? = nil, socks: String? = nil, socksVersion: Int? = nil, exceptions: [String] = []) {
    self.http = http
    self.https = https
    self.socks = socks
    self.socksVersion = socksVersion
    self.exceptions = exceptions
  }

  var json: JSONValue {
    var members: [String: JSONValue] = ["proxyType": "manual"]
    members["httpProxy"] = http.map(JSONValue.string)
    members["sslProxy"] = https.map(JSONValue.string)
    members["socksProxy"] = socks.map(JSONValue.string)
    members["socksVersion"] = socksVersion.map(JSONValue.int)
    if !exceptions.isEmpty { members["noProxy"] = .array(exceptions.map(JSONValue.string)) }
    return .object(members)
  }
}
