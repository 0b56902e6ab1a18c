import WebDriver

/// The members of an object of a recording, each asked for by name and kind, and none left over.
struct Members {
  private let members: [String: JSONValue]
  /// What the object is, for errors: `browser`; `nil` for the line itself.
  private let owner: String?
  private var asked: [String] = []
  private var found = 0

  init(_ members: [String: JSONValue], of owner: String? = nil) {
    self.members = members
    self.owner = owner
  }

  private func named(_ name: String) -> String { owner.map { "\"\(name)\" of \"\($0)\"" } ?? "\"\(name)\"" }

  /// Whether there is such a member.
  func has(_ name: String) -> Bool { members[name] != nil }

  /// A member; `nil` where there is none.
  mutating func optional(_ name: String) -> JSONValue? {
    asked.append(name)
    guard let value = members[name] else { return nil }
    found += 1
    return value
  }

  mutating func value(_ name: String) throws(LineFault) -> JSONValue {
    guard let value = optional(name) else { throw LineFault("\(named(name)) is missing") }
    return value
  }

  mutating func string(_ name: String) throws(LineFault) -> String {
    guard let text = try value(name).stringValue else { throw LineFault("\(named(name)) is not a text") }
    return text
  }

  mutating func int(_ name: String) throws(LineFault) -> Int {
    guard case .int(let number) = try value(name) else { throw LineFault("\(named(name)) is not a whole number") }
    return number
  }

  mutating func object(_ name: String) throws(LineFault) -> Members {
    guard let members = try value(name).objectValue else { throw LineFault("\(named(name)) is not an object") }
    return Members(members, of: name)
  }

  mutating func array(_ name: String) throws(LineFault) -> [JSONValue] {
    guard let values = try value(name).arrayValue else { throw LineFault("\(named(name)) is not an array") }
    return values
  }

  mutating func strings(_ name: String) throws(LineFault) -> [String] {
    let values = try array(name)
    let texts = values.compactMap(\.stringValue)
    guard texts.count == values.count else { throw LineFault("\(named(name)) is not an array of texts") }
    return texts
  }

  /// An object of texts, whatever the names.
  mutating func texts(_ name: String) throws(LineFault) -> [String: String] {
    guard let members = try value(name).objectValue else { throw LineFault("\(named(name)) is not an object") }
    let texts = members.compactMapValues(\.stringValue)
    guard texts.count == members.count else { throw LineFault("\(named(name)) is not an object of texts") }
    return texts
  }

  /// Makes sure that everything was asked for.
  func finish() throws(LineFault) {
    if found == members.count { return }
    let unknown = members.keys.filter { !asked.contains($0) }.min() ?? ""
    throw LineFault("\(Excerpt(unknown)) is no member of \(owner.map { "\"\($0)\"" } ?? "such a line")")
  }
}
