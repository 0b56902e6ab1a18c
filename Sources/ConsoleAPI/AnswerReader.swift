import Technicians

/// Reads one object of an answer, and notes all that it lacks. What it holds besides is passed over.
struct AnswerReader {
  private let object: [String: JSONValue]
  /// What is missing or of another kind, worded to follow "lacks".
  private(set) var lacks: [String] = []

  init(_ value: JSONValue?) {
    object = value?.object ?? [:]
    if value?.object == nil { lacks.append("an object") }
  }

  subscript(name: String) -> JSONValue? { object[name] }

  mutating func text(_ name: String) -> String { required(name, "a text") { $0.text } ?? "" }
  mutating func flag(_ name: String) -> Bool { required(name, "true or false") { $0.flag } ?? false }
  mutating func whole(_ name: String) -> Int { required(name, "a number") { $0.whole } ?? 0 }
  mutating func list(_ name: String) -> [JSONValue] { required(name, "a list") { $0.list } ?? [] }
  mutating func id(_ name: String) -> TechnicianID { TechnicianID(rawValue: "\(whole(name))") }

  /// `nil` where it is missing or null.
  func optionalText(_ name: String) -> String? { object[name]?.text }
  func optionalWhole(_ name: String) -> Int? { object[name]?.whole }

  mutating func email(_ name: String) -> EmailAddress? {
    required(name, "an email address") { value in value.text.flatMap { try? EmailAddress($0) } }
  }

  private mutating func required<Value>(_ name: String, _ kind: String, _ read: (JSONValue) -> Value?) -> Value? {
    guard let value = object[name] else {
      lacks.append(name)
      return nil
    }
    guard let found = read(value) else {
      lacks.append("\(name) as \(kind)")
      return nil
    }
    return found
  }
}
