import WebDriver

/// A box as the page's script answers it.
enum BuiltBox {
  static func json(_ area: String, _ action: String, on: Bool = false) -> JSONValue {
    ["area": .string(area), "action": .string(action), "checked": .bool(on), "disabled": false]
  }
}
