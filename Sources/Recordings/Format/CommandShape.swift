import WebDriver

/// What the table of endpoints says of a command: what a recorded one has to have.
struct CommandShape: Sendable {
  /// Whether it belongs to a session.
  let belongsToSession: Bool
  /// What varies in its path, without the session: `element id`, `name`.
  let parameters: [String]

  /// The command of that name; `nil` where the table has none, as of a vendor's.
  static func named(_ name: String) -> CommandShape? { table[name] }

  private static let table: [String: CommandShape] = {
    var table: [String: CommandShape] = [:]
    for type in Commands.all {
      let belongsToSession = type is any SessionCommand.Type
      let endpoint = type.endpoint
      let parameters = endpoint.parts.compactMap { part in if case .parameter(let name) = part { name } else { String?.none } }
      table[endpoint.name] = CommandShape(
        belongsToSession: belongsToSession, parameters: belongsToSession ? Array(parameters.dropFirst()) : parameters)
    }
    return table
  }()
}

/// The aliases that were handed out by answers so far. A command can only be aimed at what an answer has named.
struct HandedOut {
  private var aliases: Set<String> = []

  /// What is wrong with `request`; `nil` where nothing is.
  func fault(in request: RecordedRequest, parameters: [String]) -> String? {
    if let session = request.session, !aliases.contains(session) { return Self.fault(session) }
    for (parameter, argument) in zip(parameters, request.arguments) where parameter == "element id" || parameter == "shadow id" {
      // Anything else was made up by whoever sent it, and is in the recording as it was sent.
      if Self.isAlias(argument), !aliases.contains(argument) { return Self.fault(argument) }
    }
    return nil
  }

  private static func fault(_ alias: String) -> String { "no answer before this line has handed out \(Excerpt(alias))" }

  /// Notes what `response` hands out.
  mutating func note(_ response: RecordedResponse) {
    if case .answer(_, let value) = response { note(value) }
  }

  private mutating func note(_ value: JSONValue) {
    switch value {
    case .string(let text): if Self.isAlias(text) { aliases.insert(text) }
    case .array(let values): for value in values { note(value) }
    case .object(let members): for value in members.values { note(value) }
    default: break
    }
  }

  /// Whether `text` is `session-1`, `element-27` and the like. Only those matter that stand in a path.
  static func isAlias(_ text: String) -> Bool {
    let parts = text.utf8
    guard (8...20).contains(parts.count), parts.first == UInt8(ascii: "e") || parts.first == UInt8(ascii: "s"),
      let dash = parts.firstIndex(of: UInt8(ascii: "-"))
    else { return false }
    let digits = parts[parts.index(after: dash)...]
    guard let first = digits.first, first != UInt8(ascii: "0"), digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return false }
    return ["element", "session", "shadow"].contains(String(text[..<dash]))
  }
}
