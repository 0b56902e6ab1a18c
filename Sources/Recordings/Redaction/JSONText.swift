import FoundationEssentials
import WebDriver

/// JSON that stands as a text inside a value.
enum JSONText {
  /// What `text` says; `nil` if it is not JSON.
  static func value(of text: String) -> JSONValue? { try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }

  /// `value` as a text.
  static func text(of value: JSONValue) -> String { String(decoding: value.bytes(secrets: .placeholder), as: UTF8.self) }
}
