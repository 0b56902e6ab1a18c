import WebDriver

/// How page programs find their elements, written once: in the header, by name, as in the first program that names it. A program then says
/// `"="`; it says more only where it means the element in another way, as in another row.
///
/// A look names a dozen elements and there is one in every second line: without this a quarter of a recording is the same words.
struct ElementShorthand {
  private static let same: JSONValue = "="

  /// The queries by name.
  private(set) var queries: [String: JSONValue]
  private var used: Set<String> = []

  /// What the header of a recording says.
  init(queries: [String: JSONValue]) { self.queries = queries }

  /// The shorthand of a recording that is to be written.
  init(of steps: [RecordedStep]) {
    queries = [:]
    for step in steps {
      for (name, query) in step.request.flatMap(Self.elements) ?? [:] where queries[name] == nil { queries[name] = query }
    }
  }

  private static func elements(of request: RecordedRequest) -> [String: JSONValue]? {
    guard request.scriptName != nil else { return nil }
    return request.body?["args"]?.arrayValue?.first?["elements"]?.objectValue
  }

  /// The body as it is written.
  func shortened(_ request: RecordedRequest) -> JSONValue? {
    guard let elements = Self.elements(of: request) else { return request.body }
    let short = elements.merging(elements.filter { queries[$0.key] == $0.value }.mapValues { _ in Self.same }) { _, same in same }
    return request.body?.replacingElements(short)
  }

  /// The request as it was recorded.
  ///
  /// - Throws: ``LineFault`` for what ``shortened(_:)`` would have written in another way.
  mutating func expanded(_ request: RecordedRequest) throws(LineFault) -> RecordedRequest {
    guard var elements = Self.elements(of: request) else { return request }
    for name in elements.keys.sorted() {
      guard let query = queries[name] else { throw LineFault("the element \(Excerpt(name)) is not among those of the header") }
      let isFirst = used.insert(name).inserted
      if elements[name] == Self.same {
        elements[name] = query
      } else if isFirst || elements[name] == query {
        throw .edited("the element \(Excerpt(name)) is written out, and the header has it")
      }
    }
    var expanded = request
    expanded.body = request.body?.replacingElements(elements)
    return expanded
  }

  /// - Throws: ``LineFault`` if the header has an element that nothing uses.
  func checkUsed() throws(LineFault) {
    guard let name = queries.keys.sorted().first(where: { !used.contains($0) }) else { return }
    throw LineFault("the header has the element \(Excerpt(name)), which nothing uses")
  }
}

extension JSONValue {
  /// The body of a page program with other elements.
  fileprivate func replacingElements(_ elements: [String: JSONValue]) -> JSONValue {
    guard case .object(var members) = self, case .array(var arguments)? = members["args"], case .object(var program)? = arguments.first
    else { return self }
    program["elements"] = .object(elements)
    arguments[0] = .object(program)
    members["args"] = .array(arguments)
    return .object(members)
  }
}
