import WebDriver

/// Aliases for what a remote end makes up anew each time: the ids of sessions, elements, shadow roots, frames, windows and authenticators.
///
/// They are numbered in order of appearance, so that two recordings of one flow are the same bytes.
struct WireIDs {
  enum Kind: String, CaseIterable {
    case session, element, shadow, frame, window, authenticator

    /// The key under which a reference stands on the wire (specification, "Elements", "Shadow Roots", "Frames", "Windows").
    var wireKey: String? {
      switch self {
      case .session, .authenticator: nil
      case .element: "element-6066-11e4-a52e-4f735466cecf"
      case .shadow: "shadow-6066-11e4-a52e-4f735466cecf"
      case .frame: "frame-075b-4da1-b6ba-e579c2d3230a"
      case .window: "window-fcc6-11e5-b4f8-330a88ab9d7f"
      }
    }
  }

  private var aliases: [String: String] = [:]
  private var counts: [Kind: Int] = [:]

  /// The alias of `id`, which gets one if it has none.
  mutating func alias(_ kind: Kind, _ id: String) -> String {
    if let known = aliases[id] { return known }
    counts[kind, default: 0] += 1
    let alias = "\(kind.rawValue)-\(counts[kind, default: 0])"
    aliases[id] = alias
    return alias
  }

  /// The alias of an id that was seen before, or the text itself.
  func known(_ text: String) -> String { aliases[text] ?? text }

  /// `text` with every id in it replaced: for error messages, which quote them.
  func replaced(in text: String) -> String {
    // No remote end's ids are shorter, and most texts are.
    guard text.utf8.count >= 16 else { return known(text) }
    return aliases.reduce(text) { text, pair in text.contains(pair.key) ? text.replacing(pair.key, with: pair.value) : text }
  }

  /// The tree with every reference in it replaced. Members are walked in the order of their names, so that numbers do not depend on chance.
  mutating func replaceReferences(in value: JSONValue) -> JSONValue {
    switch value {
    case .array(let values): return .array(values.map { replaceReferences(in: $0) })
    case .object(let members):
      if members.count == 1, let member = members.first, case .string(let id) = member.value, let kind = Self.kind(ofKey: member.key) {
        return [kind.wireKey ?? member.key: .string(alias(kind, id))]
      }
      var replaced = members
      for name in members.keys.sorted() { replaced[name] = members[name].map { replaceReferences(in: $0) } }
      return .object(replaced)
    default: return value
    }
  }

  /// The steps with the aliases of elements and shadow roots counted anew: what was folded may have taken some with it.
  static func recounted(_ steps: [RecordedStep]) -> [RecordedStep] {
    var ids = WireIDs()
    return steps.map { step in
      switch step {
      case .mark: return step
      case .exchange(let exchange):
        let request = ids.recounted(exchange.request)
        return .exchange(RecordedExchange(request: request, response: ids.recounted(exchange.response)))
      case .poll(let poll):
        let request = ids.recounted(poll.request)
        return .poll(RecordedPoll(request: request, states: poll.states.map { ids.recounted($0) }))
      }
    }
  }

  private mutating func recounted(_ request: RecordedRequest) -> RecordedRequest {
    var request = request
    request.arguments = request.arguments.map(known)
    if let vendor = request.vendor {
      request.vendor = RecordedRequest.VendorEndpoint(method: vendor.method, path: vendor.path.map(known))
    }
    request.body = request.body.map { replaceReferences(in: $0) }
    return request
  }

  private mutating func recounted(_ response: RecordedResponse) -> RecordedResponse {
    response.replacingValue { replaceReferences(in: $0) }
  }

  private static func kind(ofKey key: String) -> Kind? {
    // WebKitWebDriver's key of an element that is a property of an object has the session in it.
    if key.hasPrefix("session-node-") { return .element }
    return Kind.allCases.first { kind in kind.wireKey.map { key == $0 || (kind == .frame && key.hasPrefix("frame-075b")) } ?? false }
  }
}
