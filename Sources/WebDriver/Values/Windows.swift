/// A window or tab. The handle means nothing outside its session.
public struct WindowHandle: RawRepresentable, Decodable, Sendable, Hashable {
  /// The handle as the remote end gave it.
  public let rawValue: String

  /// A handle as the remote end gave it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Reads it as one value.
  public init(from decoder: any Decoder) throws { rawValue = try decoder.singleValueContainer().decode(String.self) }
}

extension WindowHandle: WireValue { package var json: JSONValue { .string(rawValue) } }

/// Where a window stands and how large it is, in CSS pixels.
public struct WindowRect: Decodable, Sendable, Hashable {
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

  private enum CodingKeys: CodingKey { case x, y, width, height }

  /// Reads it. The specification has whole numbers; a fraction is rounded.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Int {
      guard let number = Int(exactly: try container.decode(Double.self, forKey: key).rounded()) else {
        throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "The number is too large.")
      }
      return number
    }
    self.init(x: try number(.x), y: try number(.y), width: try number(.width), height: try number(.height))
  }
}

extension WindowRect: WireValue {
  package var json: JSONValue { ["x": .int(x), "y": .int(y), "width": .int(width), "height": .int(height)] }
}

/// What kind of window to open.
public enum WindowKind: String, Sendable, Hashable, Codable {
  /// A tab.
  case tab
  /// A window of its own.
  case window
}

/// Which frame to go to.
public enum FrameTarget: Sendable, Hashable, CustomStringConvertible {
  /// The window's own document.
  case top
  /// The frame of this number in the current document, counted from nought.
  case index(Int)
  /// The frame of this `iframe` or `frame` element.
  case element(ElementReference)

  /// For people.
  public var description: String {
    switch self {
    case .top: "the top frame"
    case .index(let index): "frame \(index)"
    case .element(let element): "frame \(element.foundBy ?? element.id)"
    }
  }

  var json: JSONValue {
    switch self {
    case .top: .null
    case .index(let index): .int(index)
    case .element(let element): element.json
    }
  }
}
