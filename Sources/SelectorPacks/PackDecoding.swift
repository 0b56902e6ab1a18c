import WebDriver

// The YAML forms of a pack. Unknown keys are refused everywhere: a misspelt key in a file that decides what is clicked must not pass.

struct PackFile: Decodable {
  let format: Int
  let layout: String
  let version: String?
  let notes: String?
  let capabilities: LayoutCapabilities?
  let listPrice: SelectorPack.ListPrice?
  let blocks: [SelectorPack.Block]?
  let pages: [String: PageFile]?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case format, layout, version, notes, capabilities, blocks, pages
    case listPrice = "list_price"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    // Before anything else: another format has other keys.
    format = try container.decode(Int.self, forKey: .format)
    guard format == SelectorPack.format else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "is of format \(format); this version reads format \(SelectorPack.format)"))
    }
    try decoder.refuseUnknownKeys(CodingKeys.self)
    try container.refuseUnknownKeys(.capabilities, Self.capabilityKeys)
    try container.refuseUnknownKeys(.listPrice, ["cents": .value, "currency": .value])
    try container.refuseUnknownKeys(
      .blocks,
      .list([
        "name": .value, "element": .value, "says": .value, "not_signed_in": .value, "bare": .value, "transient": .value, "wait": .value,
      ]))
    layout = try container.decode(String.self, forKey: .layout)
    version = try container.decodeIfPresent(String.self, forKey: .version)
    notes = try container.decodeIfPresent(String.self, forKey: .notes)
    capabilities = try container.decodeIfPresent(LayoutCapabilities.self, forKey: .capabilities)
    listPrice = try container.decodeIfPresent(SelectorPack.ListPrice.self, forKey: .listPrice)
    blocks = try container.decodeIfPresent([SelectorPack.Block].self, forKey: .blocks)
    pages = try container.decodeIfPresent([String: PageFile].self, forKey: .pages)
  }

  private static let capabilityKeys: KnownKeys = [
    "name": .value, "permissions": .value, "first_password": .value,
    "deactivation": ["from": .value, "confirm": .value, "reasons": .value],
    "reactivation": ["confirm": .value, "by_box": .value],
    "people": .list(["path": .value, "search": .value, "status": .value]), "bulk": .value,
  ]
}

struct PageFile: Decodable {
  let path: String?
  let paths: [String: String]?
  let elements: [String: ElementFile]?
  let tables: [String: TableFile]?
  let boxes: [String: PageStep.BoxLayout]?
  let lists: [String: String]?
  let words: [String: OneOrMany]?

  enum CodingKeys: String, CodingKey, CaseIterable { case path, paths, elements, tables, boxes, lists, words }

  init(from decoder: any Decoder) throws {
    try decoder.refuseUnknownKeys(CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    path = try container.decodeIfPresent(String.self, forKey: .path)
    paths = try container.decodeIfPresent([String: String].self, forKey: .paths)
    elements = try container.decodeIfPresent([String: ElementFile].self, forKey: .elements)
    tables = try container.decodeIfPresent([String: TableFile].self, forKey: .tables)
    try container.refuseUnknownKeys(.boxes, .named(["area": .value, "heading": .value, "box": .value]))
    boxes = try container.decodeIfPresent([String: PageStep.BoxLayout].self, forKey: .boxes)
    lists = try container.decodeIfPresent([String: String].self, forKey: .lists)
    words = try container.decodeIfPresent([String: OneOrMany].self, forKey: .words)
  }
}

/// An element is written as a list of candidates, or as a mapping that adds where it stands.
struct ElementFile: Decodable {
  let selector: ElementSelector

  enum CodingKeys: String, CodingKey, CaseIterable {
    case candidates, within, hidden, first, pattern
    case inRow = "in_row"
  }

  init(from decoder: any Decoder) throws {
    if let list = try? decoder.unkeyedContainer(), list.count != nil {
      let candidates = try [CandidateFile](from: decoder)
      selector = ElementSelector(candidates: candidates.map(\.candidate), includesHidden: false, takesFirst: false)
    } else {
      try decoder.refuseUnknownKeys(CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      selector = ElementSelector(
        candidates: try container.decode([CandidateFile].self, forKey: .candidates).map(\.candidate),
        within: try container.decodeIfPresent(String.self, forKey: .within),
        inRow: try container.decodeIfPresent(String.self, forKey: .inRow),
        includesHidden: try container.decodeIfPresent(Bool.self, forKey: .hidden) ?? false,
        takesFirst: try container.decodeIfPresent(Bool.self, forKey: .first) ?? false,
        pattern: try container.decodeIfPresent(String.self, forKey: .pattern))
    }
    guard !selector.candidates.isEmpty else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "an element needs at least one candidate"))
    }
    if let pattern = selector.pattern {
      do { _ = try Regex(pattern) } catch {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "the pattern \(pattern) is not a regular expression"))
      }
    }
  }
}

struct CandidateFile: Decodable {
  let candidate: Candidate

  enum CodingKeys: String, CodingKey, CaseIterable { case label, role, name, text, placeholder, hook, css, xpath }

  init(from decoder: any Decoder) throws {
    try decoder.refuseUnknownKeys(CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    // A role with an empty list of names would be any element of the role.
    func words(_ key: CodingKeys) throws -> [String]? {
      let words = try container.decodeIfPresent(OneOrMany.self, forKey: key)?.values
      if let words, words.isEmpty || words.contains("") { throw empty(key) }
      return words
    }
    func text(_ key: CodingKeys) throws -> String? {
      let text = try container.decodeIfPresent(String.self, forKey: key)
      if text == "" { throw empty(key) }
      return text
    }
    func empty(_ key: CodingKeys) -> DecodingError {
      .dataCorruptedError(forKey: key, in: container, debugDescription: "is empty")
    }
    var ways: [Candidate] = []
    if let label = try words(.label) { ways.append(.label(label)) }
    if let role = try text(.role) { ways.append(.role(role, names: try words(.name) ?? [])) }
    if let words = try words(.text) { ways.append(.text(words)) }
    if let placeholder = try words(.placeholder) { ways.append(.placeholder(placeholder)) }
    if let hook = try text(.hook) { ways.append(.hook(hook)) }
    if let css = try text(.css) { ways.append(.css(css)) }
    if let xpath = try text(.xpath) { ways.append(.xpath(xpath)) }
    var isNamed = false
    if case .role = ways.first { isNamed = true }
    guard ways.count == 1, isNamed || !container.contains(.name) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "a candidate is exactly one of label, role (with name), text, placeholder, hook, css, xpath"))
    }
    candidate = ways[0]
  }
}

struct TableFile: Decodable {
  let selector: TableSelector

  enum CodingKeys: String, CodingKey, CaseIterable { case candidates, within, columns, key }

  init(from decoder: any Decoder) throws {
    try decoder.refuseUnknownKeys(CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let columns = try container.decode([String: ColumnFile].self, forKey: .columns)
    let key = try container.decode(String.self, forKey: .key)
    guard columns[key] != nil else {
      throw DecodingError.dataCorruptedError(forKey: .key, in: container, debugDescription: "\"\(key)\" is not one of the columns")
    }
    let candidates = try container.decode([CandidateFile].self, forKey: .candidates)
    guard !candidates.isEmpty else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "a table needs at least one candidate"))
    }
    selector = TableSelector(
      element: ElementSelector(
        candidates: candidates.map(\.candidate),
        within: try container.decodeIfPresent(String.self, forKey: .within), includesHidden: false, takesFirst: false),
      columns: columns.mapValues(\.column), key: key)
  }
}

/// A column is written as its heading, a list of headings, or a mapping that adds `optional`.
struct ColumnFile: Decodable {
  let column: TableSelector.Column

  enum CodingKeys: String, CodingKey, CaseIterable { case heading, optional }

  init(from decoder: any Decoder) throws {
    if let words = try? OneOrMany(from: decoder) {
      column = TableSelector.Column(headings: words.values, isOptional: false)
    } else {
      try decoder.refuseUnknownKeys(CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      column = TableSelector.Column(
        headings: try container.decode(OneOrMany.self, forKey: .heading).values,
        isOptional: try container.decodeIfPresent(Bool.self, forKey: .optional) ?? false)
    }
  }
}

/// One word, or a list of words of which any may stand on the page.
struct OneOrMany: Decodable {
  let values: [String]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let one = try? container.decode(String.self) { values = [one] } else { values = try container.decode([String].self) }
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  fileprivate func refuseUnknownKeys<Keys: CodingKey & CaseIterable>(_ keys: Keys.Type) throws {
    try refuseUnknownKeys(.mapping(Dictionary(keys.allCases.map { ($0.stringValue, .value) }, uniquingKeysWith: { first, _ in first })))
  }

  fileprivate func refuseUnknownKeys(_ known: KnownKeys) throws {
    switch known {
    case .value: break
    case .list(let each):
      var list = try unkeyedContainer()
      while !list.isAtEnd { try list.superDecoder().refuseUnknownKeys(each) }
    case .named(let each):
      let container = try container(keyedBy: AnyKey.self)
      for key in container.allKeys { try container.superDecoder(forKey: key).refuseUnknownKeys(each) }
    case .mapping(let known):
      let container = try container(keyedBy: AnyKey.self)
      for key in container.allKeys {
        guard let inside = known[key.stringValue] else {
          throw DecodingError.dataCorruptedError(
            forKey: key, in: container,
            debugDescription: "unknown key \"\(key.stringValue)\"; known are \(known.keys.sorted().joined(separator: ", "))")
        }
        try container.superDecoder(forKey: key).refuseUnknownKeys(inside)
      }
    }
  }
}

extension KeyedDecodingContainer {
  /// Looks into a value whose own decoding takes whatever keys there are.
  fileprivate func refuseUnknownKeys(_ key: Key, _ known: KnownKeys) throws {
    guard contains(key), try !decodeNil(forKey: key) else { return }
    try superDecoder(forKey: key).refuseUnknownKeys(known)
  }
}

/// Which keys a mapping may have, and the mappings inside it.
private indirect enum KnownKeys: Sendable, ExpressibleByDictionaryLiteral {
  /// Anything: another type decides.
  case value
  case mapping([String: KnownKeys])
  case list(KnownKeys)
  /// A mapping whose keys are names that the pack chose.
  case named(KnownKeys)

  init(dictionaryLiteral elements: (String, KnownKeys)...) {
    self = .mapping(Dictionary(elements, uniquingKeysWith: { first, _ in first }))
  }
}
