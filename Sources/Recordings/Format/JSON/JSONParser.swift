import WebDriver

/// The state of reading one text: where one is, and how deep.
struct JSONParser {
  typealias Fault = StrictJSON.Fault

  let bytes: UnsafeBufferPointer<UInt8>
  let isCanonical: Bool
  var position = 0
  /// How many more values there may be.
  private(set) var budget: Int
  private var depth = 0
  /// Reused for texts with escapes.
  var scratch: [UInt8] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, style: StrictJSON.Style, budget: Int) {
    self.bytes = bytes
    self.budget = budget
    isCanonical = style == .canonical
  }

  /// The next byte; 0, which no JSON has outside of a mistake, at the end.
  var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  func fault(_ reason: String, at offset: Int? = nil) -> Fault { Fault(offset: offset ?? position, reason: reason, isStyle: false) }

  func styleFault(_ reason: String, at offset: Int? = nil) -> Fault { Fault(offset: offset ?? position, reason: reason, isStyle: true) }

  /// The whole text.
  mutating func text() throws(Fault) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw fault("there is a byte order mark") }
    try skipSpace()
    let value = try value()
    try skipSpace()
    if position < bytes.count { throw fault("there is more after the value's end") }
    return value
  }

  private mutating func value() throws(Fault) -> JSONValue {
    guard budget > 0 else { throw fault("there are too many values") }
    budget -= 1
    switch next {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw position < bytes.count ? fault("no value begins like this") : fault("the text ends where a value should stand")
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Fault) -> JSONValue {
    for index in 0..<word.utf8CodeUnitCount {
      guard next == word.utf8Start[index] else { throw fault("\"\(word)\" is cut short or misspelt") }
      position += 1
    }
    return value
  }

  private mutating func object() throws(Fault) -> JSONValue {
    try enter()
    var members: [String: JSONValue] = [:]
    if next == UInt8(ascii: "}") { return leave(.object(members)) }
    var last: String?
    while true {
      let start = position
      guard next == UInt8(ascii: "\"") else { throw fault("a member's name should stand here") }
      let name = try string()
      if isCanonical, let last, !(last < name) {
        throw last == name ? duplicate(name, at: start) : styleFault("the members are not sorted", at: start)
      }
      try skipSpace()
      guard next == UInt8(ascii: ":") else { throw fault("a colon should stand here") }
      position += 1
      try skipSpace()
      let value = try value()
      // Also where two names differ in nothing but how an accent is composed: to Swift they are one.
      guard members.updateValue(value, forKey: name) == nil else { throw duplicate(name, at: start) }
      last = name
      if try !isFollowed(before: UInt8(ascii: "}"), "a comma or the object's end should stand here") { return leave(.object(members)) }
    }
  }

  private mutating func array() throws(Fault) -> JSONValue {
    try enter()
    var values: [JSONValue] = []
    if next == UInt8(ascii: "]") { return leave(.array(values)) }
    while true {
      values.append(try value())
      if try !isFollowed(before: UInt8(ascii: "]"), "a comma or the array's end should stand here") { return leave(.array(values)) }
    }
  }

  /// Steps over the opening bracket.
  private mutating func enter() throws(Fault) {
    depth += 1
    if depth > StrictJSON.depthLimit { throw fault("more than \(StrictJSON.depthLimit) arrays and objects stand in each other") }
    position += 1
    try skipSpace()
  }

  /// Steps over the closing bracket.
  private mutating func leave(_ value: JSONValue) -> JSONValue {
    depth -= 1
    position += 1
    return value
  }

  /// Whether a comma comes, which is stepped over, rather than `end`.
  private mutating func isFollowed(before end: UInt8, _ otherwise: StaticString) throws(Fault) -> Bool {
    try skipSpace()
    if next == end { return false }
    guard next == UInt8(ascii: ",") else { throw fault(position < bytes.count ? "\(otherwise)" : "the text ends too early") }
    position += 1
    try skipSpace()
    return true
  }

  private mutating func skipSpace() throws(Fault) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: if isCanonical { throw styleFault("there is a space between the values") }
      default: return
      }
      position += 1
    }
  }

  private func duplicate(_ name: String, at offset: Int) -> Fault { fault("the member \(Excerpt(name)) stands there twice", at: offset) }
}
