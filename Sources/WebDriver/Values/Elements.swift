/// An element of a page, by the remote end's reference. Good until the page goes.
///
/// Two references are equal when they stand for the same element, however it was found.
public struct ElementReference: Decodable, Sendable {
  /// The key of a reference on the wire (specification, "Elements").
  static let wireKey = "element-6066-11e4-a52e-4f735466cecf"

  /// The reference itself.
  public let id: String
  /// How the element was found, for error texts; `nil` where a script gave it out.
  public var foundBy: String?

  /// A reference as the remote end gave it.
  public init(id: String, foundBy: String? = nil) {
    self.id = id
    self.foundBy = foundBy
  }

  /// Reads it. WebKitWebDriver writes an element that is a property under a key of the session, `session-node-…`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: ReferenceKey.self)
    let key = container.allKeys.first { $0.stringValue.hasPrefix("session-node-") } ?? ReferenceKey(stringValue: Self.wireKey)
    self.init(id: try container.decode(String.self, forKey: key))
  }
}

/// The key under which a reference stands.
private struct ReferenceKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension ElementReference: Hashable {
  /// Whether both stand for the same element.
  public static func == (left: ElementReference, right: ElementReference) -> Bool { left.id == right.id }

  /// Goes by the reference alone.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension ElementReference: WireValue {
  /// The reference as an argument of a script.
  public var json: JSONValue { [Self.wireKey: .string(id)] }

  /// A reference in what a caller sent.
  init?(json: JSONValue) {
    guard let id = json[Self.wireKey]?.stringValue else { return nil }
    self.init(id: id)
  }
}

/// The shadow root of an element, by the remote end's reference.
public struct ShadowRootReference: Decodable, Sendable {
  /// The key of a reference on the wire (specification, "Shadow Roots").
  static let wireKey = "shadow-6066-11e4-a52e-4f735466cecf"

  /// The reference itself.
  public let id: String
  /// How the element was found whose root it is, for error texts.
  public var foundBy: String?

  /// A reference as the remote end gave it.
  public init(id: String, foundBy: String? = nil) {
    self.id = id
    self.foundBy = foundBy
  }

  /// Reads it. WebKitWebDriver writes a root that a script gives out as it writes an element; it is a root all the same.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: ReferenceKey.self)
    let keys = [Self.wireKey, ElementReference.wireKey].map { ReferenceKey(stringValue: $0) }
    self.init(id: try container.decode(String.self, forKey: keys.first { container.contains($0) } ?? keys[0]))
  }
}

extension ShadowRootReference: Hashable {
  /// Whether both stand for the same root.
  public static func == (left: ShadowRootReference, right: ShadowRootReference) -> Bool { left.id == right.id }

  /// Goes by the reference alone.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension ShadowRootReference: WireValue {
  /// The reference as an argument of a script.
  public var json: JSONValue { [Self.wireKey: .string(id)] }
}

/// Where an element stands in its document and how large it is, in CSS pixels.
public struct ElementRect: Decodable, Sendable, Hashable {
  /// Left edge, from the document's.
  public var x: Double
  /// Top edge, from the document's.
  public var y: Double
  /// Width.
  public var width: Double
  /// Height.
  public var height: Double

  /// A rectangle in CSS pixels.
  public init(x: Double, y: Double, width: Double, height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }
}

extension ElementRect: WireValue {
  package var json: JSONValue { ["x": .number(x), "y": .number(y), "width": .number(width), "height": .number(height)] }
}

extension JSONValue {
  /// A number, written without a fraction where it has none.
  static func number(_ value: Double) -> JSONValue { Int(exactly: value).map { .int($0) } ?? .double(value) }
}

/// One of the specification's five location strategies with its selector.
public struct ElementLocation: Sendable, Hashable, CustomStringConvertible {
  /// The strategy's wire name.
  public let strategy: String
  /// The selector.
  public let selector: String

  init(_ strategy: String, _ selector: String) {
    self.strategy = strategy
    self.selector = selector
  }

  /// By CSS selector.
  public static func css(_ selector: String) -> ElementLocation { ElementLocation("css selector", selector) }
  /// By XPath.
  public static func xpath(_ selector: String) -> ElementLocation { ElementLocation("xpath", selector) }
  /// By the whole text of a link.
  public static func linkText(_ text: String) -> ElementLocation { ElementLocation("link text", text) }
  /// By a part of a link's text.
  public static func partialLinkText(_ text: String) -> ElementLocation { ElementLocation("partial link text", text) }
  /// By tag name.
  public static func tagName(_ name: String) -> ElementLocation { ElementLocation("tag name", name) }

  /// For people.
  public var description: String { "\(strategy) \"\(selector)\"" }

  var json: JSONValue { ["using": .string(strategy), "value": .string(selector)] }

  init(_ call: Call) throws(MalformedCall) { self.init(try call.string("using"), try call.string("value")) }
}
