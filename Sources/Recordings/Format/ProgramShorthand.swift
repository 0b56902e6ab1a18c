import WebDriver

/// What page programs say again and again, written once, in the header: how each element is found, and the cases that come in every second
/// line, such as what tells a sign-in form. A program then says the bare names of its cases, and of its elements where it has others than
/// those that its cases name. It says more only where it means something else by a name, such as the element in another row: then all of its
/// elements are written by name, with `"="` for those that are as in the header.
///
/// A look names a dozen elements and as many cases, and there is one in every second line: without this a third of a recording is the same
/// words.
struct ProgramShorthand {
  private static let same: JSONValue = "="

  /// How elements are found, by name, as in the first program that names them.
  private(set) var queries: [String: JSONValue]
  /// The cases by name, as in the first program that has one of that name; of those alone that come again in the same words.
  private(set) var cases: [String: JSONValue]

  private var usedQueries: Set<String> = []
  private var usedCases: [String: Int] = [:]
  /// The first case of each name that was written out, to notice one that comes again and should have been in the header.
  private var writtenCases: [String: JSONValue] = [:]

  /// What the header of a recording says.
  init(queries: [String: JSONValue], cases: [String: JSONValue]) {
    self.queries = queries
    self.cases = cases
  }

  /// The shorthand of a recording that is to be written.
  init(of steps: [RecordedStep]) {
    queries = [:]
    var first: [String: JSONValue] = [:]
    cases = [:]
    for program in steps.lazy.compactMap(\.request).compactMap(Self.program) {
      for (name, query) in program["elements"]?.objectValue ?? [:] where queries[name] == nil { queries[name] = query }
      for each in program["cases"]?.arrayValue ?? [] {
        guard let name = Self.name(of: each) else { continue }
        if let known = first[name] {
          if Self.isSame(known, each) { cases[name] = each }
        } else {
          first[name] = each
        }
      }
    }
  }

  private static func program(of request: RecordedRequest) -> [String: JSONValue]? {
    guard request.scriptName != nil else { return nil }
    return request.body?["args"]?.arrayValue?.first?.objectValue
  }

  private static func name(of programCase: JSONValue) -> String? { programCase["name"]?.stringValue }

  /// Whether they are the same in a file, where a placeholder stands for a secret.
  private static func isSame(_ one: JSONValue, _ other: JSONValue) -> Bool { PlainText.bytes(one) == PlainText.bytes(other) }

  /// The body as it is written.
  func shortened(_ request: RecordedRequest) -> JSONValue? {
    guard var program = Self.program(of: request) else { return request.body }
    if let elements = program["elements"]?.objectValue {
      let others = elements.filter { queries[$0.key] != $0.value }
      if others.isEmpty, program["cases"] != nil, Set(elements.keys) == named(by: program["cases"]) {
        program["elements"] = nil
      } else {
        program["elements"] =
          others.isEmpty
          ? .array(elements.keys.sorted().map { .string($0) }) : .object(elements.mapValues { _ in Self.same }.merging(others) { $1 })
      }
    } else if program["elements"] == nil, program["cases"] != nil {
      // Not said means those of the cases.
      program["elements"] = .null
    }
    if let cases = program["cases"]?.arrayValue {
      program["cases"] = .array(
        cases.map { each in
          guard let name = Self.name(of: each), let known = self.cases[name], Self.isSame(known, each) else { return each }
          return .string(name)
        })
    }
    return request.body?.replacingProgram(program)
  }

  /// The request as it was recorded.
  ///
  /// - Throws: ``LineFault`` for what ``shortened(_:)`` would have written in another way.
  mutating func expanded(_ request: RecordedRequest) throws(LineFault) -> RecordedRequest {
    guard var program = Self.program(of: request) else { return request }
    if let cases = program["cases"]?.arrayValue { program["cases"] = .array(try expanded(cases: cases)) }
    switch program["elements"] {
    case .array(let names):
      let elements = try expanded(names: names)
      guard program["cases"] == nil || Set(elements.keys) != named(by: program["cases"]) else {
        throw .edited("the elements are those that the cases name anyway")
      }
      program["elements"] = .object(elements)
    case .object(let elements): program["elements"] = .object(try expanded(elements: elements))
    case .null: program["elements"] = nil
    case nil:
      guard program["cases"] != nil else { break }
      let names = named(by: program["cases"])
      usedQueries.formUnion(names)
      program["elements"] = .object(queries.filter { names.contains($0.key) })
    default: break
    }
    var expanded = request
    expanded.body = request.body?.replacingProgram(program)
    return expanded
  }

  /// The elements of the header that cases name, and those that these stand in.
  private func named(by cases: JSONValue?) -> Set<String> {
    var names: Set<String> = []
    var open = Self.texts(cases ?? .null)
    while let text = open.popLast() {
      guard let query = queries[text], names.insert(text).inserted else { continue }
      open += [query["within"]?.stringValue, query["row"]?["table"]?.stringValue].compactMap(\.self)
    }
    return names
  }

  private static func texts(_ value: JSONValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let items): items.flatMap(texts)
    case .object(let members): members.values.flatMap(texts)
    default: []
    }
  }

  private mutating func expanded(names: [JSONValue]) throws(LineFault) -> [String: JSONValue] {
    var elements: [String: JSONValue] = [:]
    var last: String?
    for each in names {
      guard let name = each.stringValue else { throw LineFault("\"elements\" is not an array of names") }
      if let last, last >= name { throw .edited("the elements are not sorted") }
      last = name
      guard let query = queries[name] else { throw LineFault("the element \(Excerpt(name)) is not among those of the header") }
      usedQueries.insert(name)
      elements[name] = query
    }
    return elements
  }

  private mutating func expanded(elements: [String: JSONValue]) throws(LineFault) -> [String: JSONValue] {
    if elements.values.allSatisfy({ $0 == Self.same }) { throw .edited("the elements are all as in the header, and their names would do") }
    var elements = elements
    for name in elements.keys.sorted() {
      guard let query = queries[name] else { throw LineFault("the element \(Excerpt(name)) is not among those of the header") }
      let isFirst = usedQueries.insert(name).inserted
      if elements[name] == Self.same {
        elements[name] = query
      } else if isFirst || elements[name] == query {
        throw .edited("the element \(Excerpt(name)) is written out, and the header has it")
      }
    }
    return elements
  }

  private mutating func expanded(cases written: [JSONValue]) throws(LineFault) -> [JSONValue] {
    var expanded: [JSONValue] = []
    for each in written {
      if let name = each.stringValue {
        guard let known = cases[name] else { throw LineFault("the case \(Excerpt(name)) is not among those of the header") }
        usedCases[name, default: 0] += 1
        expanded.append(known)
        continue
      }
      if let name = Self.name(of: each) {
        if let known = cases[name] {
          if known == each || usedCases[name] == nil { throw .edited("the case \(Excerpt(name)) is written out, and the header has it") }
        } else if let first = writtenCases[name] {
          if first == each { throw .edited("the case \(Excerpt(name)) is written out twice, and belongs in the header") }
        } else {
          writtenCases[name] = each
        }
      }
      expanded.append(each)
    }
    return expanded
  }

  /// - Throws: ``LineFault`` if the header has what nothing uses, or a case that comes but once.
  func checkUsed() throws(LineFault) {
    if let name = queries.keys.sorted().first(where: { !usedQueries.contains($0) }) {
      throw LineFault("the header has the element \(Excerpt(name)), which nothing uses")
    }
    for name in cases.keys.sorted() where usedCases[name, default: 0] < 2 {
      throw LineFault("the header has the case \(Excerpt(name)), which \(usedCases[name] == nil ? "nothing uses" : "comes only once")")
    }
  }
}

extension ProgramShorthand {
  /// What the header says of it: by member.
  var headerMembers: [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    if !queries.isEmpty { members["elements"] = .object(queries) }
    if !cases.isEmpty { members["cases"] = .object(cases) }
    return members
  }

  /// Reads what the header says of it, and takes that out of `members`.
  init(_ members: inout Members) throws(LineFault) {
    self.init(queries: try Self.table("elements", of: &members), cases: try Self.table("cases", of: &members))
    for (name, value) in cases.sorted(by: { $0.key < $1.key }) where Self.name(of: value) != name {
      throw LineFault("the case \(Excerpt(name)) of the header has another name")
    }
  }

  private static func table(_ name: String, of members: inout Members) throws(LineFault) -> [String: JSONValue] {
    guard members.has(name) else { return [:] }
    guard let table = try members.value(name).objectValue, !table.isEmpty else { throw LineFault.superfluous(name) }
    return table
  }
}

extension JSONValue {
  /// The body of a page program with another program.
  fileprivate func replacingProgram(_ program: [String: JSONValue]) -> JSONValue {
    guard case .object(var members) = self, case .array(var arguments)? = members["args"], !arguments.isEmpty else { return self }
    arguments[0] = .object(program)
    members["args"] = .array(arguments)
    return .object(members)
  }
}
