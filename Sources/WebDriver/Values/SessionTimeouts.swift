/// The session's own time-outs (specification, "Timeouts"). The HTTP limits of all commands follow from them.
public struct SessionTimeouts: Sendable, Hashable {
  /// How long a navigation may take.
  public var pageLoad: Duration
  /// How long a script may take.
  public var script: Duration
  /// How long finding an element waits for it. Nought, and to be left so: waiting is done in the page, where it can say what is missing.
  public var implicit: Duration

  /// Time-outs; the defaults are shorter than the specification's five minutes, since an admin page that takes a minute is broken.
  public init(pageLoad: Duration = .seconds(60), script: Duration = .seconds(60), implicit: Duration = .zero) {
    self.pageLoad = pageLoad
    self.script = script
    self.implicit = implicit
  }
}

extension SessionTimeouts: WireValue {
  package var json: JSONValue {
    [
      "implicit": .int(implicit.wholeMilliseconds), "pageLoad": .int(pageLoad.wholeMilliseconds),
      "script": .int(script.wholeMilliseconds),
    ]
  }

  /// These time-outs with those that `change` names, as the body of Set Timeouts does. `null` is no limit at all.
  package func changed(by change: JSONValue) -> SessionTimeouts {
    func duration(_ name: String, _ now: Duration) -> Duration {
      guard let value = change[name] else { return now }
      return .milliseconds(Int64(min(max(value.doubleValue ?? Self.unlimited, 0), Self.unlimited)))
    }
    return SessionTimeouts(
      pageLoad: duration("pageLoad", pageLoad), script: duration("script", script), implicit: duration("implicit", implicit))
  }

  /// A day, in milliseconds: a remote end may allow 2^53, which no clock here can hold.
  private static let unlimited = 86_400_000.0
}

extension SessionTimeouts: Decodable {
  /// Reads them. A script time-out of `null` is no limit.
  public init(from decoder: any Decoder) throws {
    self = SessionTimeouts().changed(by: try JSONValue(from: decoder))
  }
}

extension Duration {
  /// The duration in milliseconds, cut to a whole number.
  var wholeMilliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }
}
