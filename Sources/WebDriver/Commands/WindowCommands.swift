/// A window or tab. The handle means nothing outside its session.
public struct WindowHandle: RawRepresentable, Codable, Sendable, Hashable {
  /// The handle as the remote end gave it.
  public let rawValue: String

  /// A handle as the remote end gave it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Reads it; members that are not known here are passed over.
  public init(from decoder: any Decoder) throws { rawValue = try decoder.singleValueContainer().decode(String.self) }

  /// Writes it as one value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Where a window stands and how large it is, in CSS pixels.
public struct WindowRect: Codable, Sendable, Hashable {
  /// Left edge.
  public var x: Int
  /// Top edge.
  public var y: Int
  /// Outer width.
  public var width: Int
  /// Outer height.
  public var height: Int

  /// A rectangle in CSS pixels.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

/// What kind of window to open.
public enum WindowKind: String, Sendable, Hashable, Codable {
  /// A tab.
  case tab
  /// A window of its own.
  case window
}

extension Commands {
  struct GetWindowHandle: SessionCommand {
    typealias Answer = WindowHandle
    static let name = "getWindowHandle"
    var method: WireRequest.Method { .get }
    var path: [String] { ["window"] }
  }

  struct GetWindowHandles: SessionCommand {
    typealias Answer = [WindowHandle]
    static let name = "getWindowHandles"
    var method: WireRequest.Method { .get }
    var path: [String] { ["window", "handles"] }
  }

  struct SwitchToWindow: SessionCommand {
    typealias Answer = Nothing
    static let name = "switchToWindow"
    let handle: WindowHandle
    var method: WireRequest.Method { .post }
    var path: [String] { ["window"] }
    var body: JSONValue? { ["handle": .string(handle.rawValue)] }
  }

  struct CloseWindow: SessionCommand {
    typealias Answer = [WindowHandle]
    static let name = "closeWindow"
    var method: WireRequest.Method { .delete }
    var path: [String] { ["window"] }
  }

  struct NewWindow: SessionCommand {
    struct Answer: Decodable, Sendable { let handle: WindowHandle }
    static let name = "newWindow"
    let kind: WindowKind
    var method: WireRequest.Method { .post }
    var path: [String] { ["window", "new"] }
    var body: JSONValue? { ["type": .string(kind.rawValue)] }
  }

  struct GetWindowRect: SessionCommand {
    typealias Answer = WindowRect
    static let name = "getWindowRect"
    var method: WireRequest.Method { .get }
    var path: [String] { ["window", "rect"] }
  }

  struct SetWindowRect: SessionCommand {
    typealias Answer = WindowRect
    static let name = "setWindowRect"
    let rect: WindowRect
    var method: WireRequest.Method { .post }
    var path: [String] { ["window", "rect"] }
    var body: JSONValue? { ["x": .int(rect.x), "y": .int(rect.y), "width": .int(rect.width), "height": .int(rect.height)] }
  }
}
