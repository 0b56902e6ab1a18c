import Secrets

/// An element of a page, by the remote end's reference. Good until the page goes.
public struct ElementReference: Codable, Sendable, Hashable {
  /// The key of a reference on the wire (specification, "Elements").
  static let wireKey = "element-6066-11e4-a52e-4f735466cecf"

  /// The reference itself.
  public let id: String

  /// A reference as the remote end gave it.
  public init(id: String) { self.id = id }

  private enum CodingKeys: String, CodingKey { case id = "element-6066-11e4-a52e-4f735466cecf" }

  /// The reference as an argument of a script.
  public var json: JSONValue { [Self.wireKey: .string(id)] }
}

/// One of the specification's five location strategies with its selector.
public struct ElementLocation: Sendable, Hashable, CustomStringConvertible {
  /// The strategy's wire name.
  public let strategy: String
  /// The selector.
  public let selector: String

  private init(_ strategy: String, _ selector: String) {
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
}

extension Commands {
  struct FindElement: SessionCommand {
    typealias Answer = ElementReference
    static let name = "findElement"
    let location: ElementLocation
    var method: WireRequest.Method { .post }
    var path: [String] { ["element"] }
    var body: JSONValue? { location.json }
    var target: String? { location.description }
  }

  struct FindElements: SessionCommand {
    typealias Answer = [ElementReference]
    static let name = "findElements"
    let location: ElementLocation
    var method: WireRequest.Method { .post }
    var path: [String] { ["elements"] }
    var body: JSONValue? { location.json }
    var target: String? { location.description }
  }

  struct FindElementFromElement: SessionCommand {
    typealias Answer = ElementReference
    static let name = "findElementFromElement"
    let element: ElementReference
    let location: ElementLocation
    var method: WireRequest.Method { .post }
    var path: [String] { ["element", element.id, "element"] }
    var body: JSONValue? { location.json }
    var target: String? { location.description }
  }

  struct GetActiveElement: SessionCommand {
    typealias Answer = ElementReference
    static let name = "getActiveElement"
    var method: WireRequest.Method { .get }
    var path: [String] { ["element", "active"] }
  }

  struct IsElementSelected: SessionCommand {
    typealias Answer = Bool
    static let name = "isElementSelected"
    let element: ElementReference
    var method: WireRequest.Method { .get }
    var path: [String] { ["element", element.id, "selected"] }
  }

  struct IsElementEnabled: SessionCommand {
    typealias Answer = Bool
    static let name = "isElementEnabled"
    let element: ElementReference
    var method: WireRequest.Method { .get }
    var path: [String] { ["element", element.id, "enabled"] }
  }

  struct GetElementAttribute: SessionCommand {
    typealias Answer = String?
    static let name = "getElementAttribute"
    let element: ElementReference
    let attribute: String
    var method: WireRequest.Method { .get }
    var path: [String] { ["element", element.id, "attribute", attribute] }
    var target: String? { "attribute \(attribute)" }
  }

  struct GetElementText: SessionCommand {
    typealias Answer = String
    static let name = "getElementText"
    let element: ElementReference
    var method: WireRequest.Method { .get }
    var path: [String] { ["element", element.id, "text"] }
  }

  struct GetElementTagName: SessionCommand {
    typealias Answer = String
    static let name = "getElementTagName"
    let element: ElementReference
    var method: WireRequest.Method { .get }
    var path: [String] { ["element", element.id, "name"] }
  }

  struct ElementClick: SessionCommand {
    typealias Answer = Nothing
    static let name = "elementClick"
    let element: ElementReference
    let target: String?
    var method: WireRequest.Method { .post }
    var path: [String] { ["element", element.id, "click"] }
  }

  struct ElementClear: SessionCommand {
    typealias Answer = Nothing
    static let name = "elementClear"
    let element: ElementReference
    var method: WireRequest.Method { .post }
    var path: [String] { ["element", element.id, "clear"] }
  }

  struct ElementSendKeys: SessionCommand {
    typealias Answer = Nothing
    static let name = "elementSendKeys"
    let element: ElementReference
    /// The text: `.string` or `.secret`.
    let text: JSONValue
    var method: WireRequest.Method { .post }
    var path: [String] { ["element", element.id, "value"] }
    var body: JSONValue? { ["text": text] }
  }
}
