import WebDriver

/// A recording's steps as a reader needs them: numbered, with their looks understood and their elements called by name.
struct Flow {
  let steps: [FlowStep]

  init(_ recording: Recording) {
    var steps: [FlowStep] = []
    var mark: RecordedMark?
    var names: [String: FlowStep.Target] = [:]
    for (index, step) in recording.steps.enumerated() {
      let request: RecordedRequest
      let states: [RecordedResponse]
      switch step {
      case .mark(let new):
        mark = new
        continue
      case .exchange(let exchange): (request, states) = (exchange.request, [exchange.response])
      case .poll(let poll): (request, states) = (poll.request, poll.states)
      }
      let told = FlowStep(
        number: steps.count + 1, line: index + 2, mark: mark, request: request, states: states, look: Look(request), namesBefore: names)
      told.newNames.forEach { names[$0.key] = $0.value }
      steps.append(told)
      mark = nil
    }
    self.steps = steps
  }
}

/// One command with its answers.
struct FlowStep {
  /// An element by the name that the flow has for it.
  struct Target: Hashable {
    /// The name: `sign_in.email`; of an element that was found without a look, how it was found.
    let name: String
    /// How a person would point it out: `button "Sign in"`.
    let words: String?

    var told: String { words.map { "\(name) (\($0))" } ?? name }
  }

  /// Counts from 1, without marks.
  let number: Int
  /// The line in the file, of which the first is the header.
  let line: Int
  /// The mark just before the step.
  let mark: RecordedMark?
  let request: RecordedRequest
  /// The answers; one but for a poll.
  let states: [RecordedResponse]
  let look: Look?
  /// The names of elements by alias, as known when the command was sent.
  let namesBefore: [String: Target]

  /// The key of an element on the wire.
  private static let wireKey = "element-6066-11e4-a52e-4f735466cecf"

  static func alias(_ json: JSONValue) -> String? { json[wireKey]?.stringValue }

  /// The last answer: the one that the flow went on with.
  var response: RecordedResponse { states.last ?? .answer(status: 200, value: .null) }

  /// The value of the last answer; `nil` where there was none.
  var value: JSONValue? { if case .answer(_, let value) = response { value } else { nil } }

  /// The driver's own word for what went wrong.
  var error: String? { value?["error"]?.stringValue }

  /// What came of the look that the step is; `nil` where it is none.
  var outcome: LookOutcome? { look == nil ? nil : LookOutcome(response) }

  /// The element that the command is aimed at.
  var target: Target? { request.arguments.first.flatMap { namesBefore[$0] } }

  /// What the answer makes known.
  var newNames: [String: Target] {
    if let look, let answer = outcome?.answer {
      var names: [String: Target] = [:]
      for (name, report) in answer.elements.sorted(by: { $0.key < $1.key }) {
        guard let alias = report.alias else { continue }
        let words = look.elements[name].map { zip($0.candidates, report.counts) }?.lazy.filter { $0.1 > 0 }.compactMap(\.0.told).first
        // Of two names for one element the first will do, so that the telling is always the same.
        names[alias] = names[alias] ?? Target(name: name, words: words)
      }
      return names
    }
    guard request.command.hasPrefix("find"), let value else { return [:] }
    let found = (value.arrayValue ?? [value]).compactMap(Self.alias)
    let words = "\(request.body?["using"]?.stringValue ?? "") \(request.body?["value"]?.stringValue ?? "")"
    return Dictionary(found.map { ($0, Target(name: words, words: nil)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The value with the names of elements in place of their aliases, which another element before them would shift.
  func named(_ value: JSONValue) -> JSONValue {
    let names = namesBefore.merging(newNames) { _, new in new }
    func replaced(_ value: JSONValue) -> JSONValue {
      switch value {
      case .string(let alias): names[alias].map { .string("<\($0.name)>") } ?? value
      case .array(let values): .array(values.map(replaced))
      case .object(let members): .object(members.mapValues(replaced))
      default: value
      }
    }
    return replaced(value)
  }

  /// What makes two steps of two recordings the same step, whatever their values: the command, the cases, the elements.
  var identity: String {
    var parts = [request.vendor.map { "\($0.method.rawValue) \($0.path.joined(separator: "/"))" } ?? request.command]
    if let session = request.session, session != "session-1" { parts.append(session) }
    if let look {
      parts.append(look.cases.map(\.name).joined(separator: ","))
      parts.append(look.elements.keys.sorted().joined(separator: ","))
    }
    if let address = request.body?["url"]?.stringValue { parts.append(AddressPattern(address).description) }
    for argument in request.arguments {
      // Of an element without a name only that it is one is compared: its number may have shifted.
      parts.append(namesBefore[argument]?.name ?? (argument.hasPrefix("element-") ? "element" : argument))
    }
    return parts.joined(separator: "|")
  }
}
