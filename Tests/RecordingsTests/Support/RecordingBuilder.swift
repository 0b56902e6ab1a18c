import Secrets

@testable import Recordings
@testable import WebDriver

/// Makes small recordings: looks, clicks and what the page answered, in a few words.
struct RecordingBuilder {
  private(set) var steps: [RecordedStep] = []
  private var aliases = 0

  static let console = "https://console.example"

  mutating func mark(_ page: String, _ step: String) { steps.append(.mark(RecordedMark(page: page, step: step))) }

  mutating func command(_ name: String, on arguments: [String] = [], body: JSONValue? = [:], answer: JSONValue = .null) {
    let request = RecordedRequest(command: name, session: "session-1", arguments: arguments, body: body)
    steps.append(.exchange(RecordedExchange(request: request, response: .answer(status: 200, value: answer))))
  }

  mutating func failing(_ name: String, on arguments: [String] = [], body: JSONValue? = [:], error: String, data: JSONValue? = nil) {
    let request = RecordedRequest(command: name, session: "session-1", arguments: arguments, body: body)
    var value: [String: JSONValue] = ["error": .string(error), "message": .string(error)]
    value["data"] = data
    steps.append(.exchange(RecordedExchange(request: request, response: .answer(status: 400, value: .object(value)))))
  }

  mutating func open(_ path: String) { command("navigateTo", body: ["url": .string(Self.console + path)]) }

  /// Clicks the element that the last look of that name found.
  mutating func click(_ element: String) { command("elementClick", on: [lastAliases[element] ?? "element-0"]) }

  private var lastAliases: [String: String] = [:]

  /// A look that the page answered.
  mutating func look(_ look: BuiltLook) {
    for name in look.answer.found.sorted() {
      aliases += 1
      lastAliases[name] = "element-\(aliases)"
    }
    steps.append(.exchange(RecordedExchange(request: look.request, response: .answer(status: 200, value: look.value(lastAliases)))))
  }

  /// A look that a dialog ended.
  mutating func interrupted(_ look: BuiltLook) {
    steps.append(.exchange(RecordedExchange(request: look.request, response: .answer(status: 200, value: .null))))
  }

  /// A look that the page answered in several ways, one after the other.
  mutating func poll(_ looks: [BuiltLook]) {
    guard let first = looks.first else { return }
    let states = looks.map { RecordedResponse.answer(status: 200, value: $0.value(lastAliases)) }
    steps.append(.poll(RecordedPoll(request: first.request, states: states)))
  }

  func recording(_ change: (inout RecordingHeader) -> Void = { _ in }, outcome: [String] = ["done"]) -> Recording {
    var header = RecordingHeader(
      subject: .scenario("users/deactivate"), recorded: "2026-11-24", program: "syncroctl 0.1.0",
      browser: RecordingHeader.Browser(name: "chrome", version: "156.0.1.2"), console: Self.console, layout: "users",
      account: "robot@acme.com", codes: .computed, pack: RecordingHeader.Pack(digest: "0123456789abcdef", uses: [:]), scripts: [:],
      normaliser: [], redaction: [], clock: "2026-11-24T09:00:00Z", seed: 1)
    change(&header)
    return Recording(header: header, steps: steps, end: RecordingEnd(count: steps.count, outcome: outcome))
  }

  static func recording(_ build: (inout RecordingBuilder) -> Void) -> Recording {
    var builder = RecordingBuilder()
    build(&builder)
    return builder.recording()
  }
}

/// A look in a few words: its program, made of the package's own types, and an answer in which all is as it should be until it is changed.
struct BuiltLook {
  /// What the page answers.
  struct Answer {
    var held: String?
    var path = "/"
    var title = "Page"
    /// Elements that exactly one was found of, in document order.
    var found: [String] = []
    /// How many matches a candidate has, where it is not one if found and none if not.
    var counts: [String: [Int]] = [:]
    var hidden: [String: [Int]] = [:]
    var problems: [String: String] = [:]
    var inside: [String: String] = [:]
    var results: [JSONValue] = []
    var isOld: Bool?
    var says = true
  }

  var elements: [String: ElementQuery]
  var cases: [PageCase]
  var answer: Answer

  /// A look of which the first case holds and finds all that it demands.
  init(
    _ cases: [PageCase], _ elements: [String: ElementQuery] = [:], path: String = "/", title: String = "Page", results: [JSONValue] = []
  ) {
    self.cases = cases
    let demanded = cases.first?.all.map(\.element) ?? []
    var all = elements
    for name in cases.flatMap({ $0.all.map(\.element) + $0.none }) where all[name] == nil {
      let word = name.split(separator: ".").last.map(String.init) ?? name
      all[name] = ElementQuery([.label([word]), .css("#\(word)")])
    }
    self.elements = all
    answer = Answer(held: cases.first?.name, path: path, title: title, found: demanded, results: results)
  }

  /// The same look with another answer.
  func answering(_ change: (inout Answer) -> Void) -> BuiltLook {
    var copy = self
    change(&copy.answer)
    return copy
  }

  /// The same look in which no case held.
  func holdingNothing(_ change: (inout Answer) -> Void = { _ in }) -> BuiltLook {
    answering {
      $0.held = nil
      $0.results = []
      change(&$0)
    }
  }

  var request: RecordedRequest {
    let program = PageProgram(elements: elements, cases: cases, origin: RecordingBuilder.console)
    guard case .object(var members) = program.json(deadline: .zero) else { preconditionFailure("a program is an object") }
    members["deadline"] = nil
    return RecordedRequest(
      command: "executeAsyncScript", session: "session-1", body: ["script": "<script:page>", "args": [Self.plain(.object(members))]])
  }

  /// Secrets as a recording has them.
  private static func plain(_ value: JSONValue) -> JSONValue {
    switch value {
    case .secret(let secret): .string(secret.placeholder)
    case .array(let values): .array(values.map(plain))
    case .object(let members): .object(members.mapValues(plain))
    default: value
    }
  }

  func value(_ aliases: [String: String]) -> JSONValue {
    var reports: [String: JSONValue] = [:]
    for (name, query) in elements {
      let isFound = answer.found.contains(name)
      let counts = answer.counts[name] ?? query.candidates.map { _ in isFound ? 1 : 0 }
      var report: [String: JSONValue] = [
        "counts": .array(counts.map { .int($0) }),
        "hidden": .array((answer.hidden[name] ?? counts.map { _ in 0 }).map { .int($0) }),
      ]
      if let problem = answer.problems[name] ?? (isFound ? nil : "none") { report["problem"] = .string(problem) }
      // What was not carried out hands no elements out.
      if isFound, answer.held != nil, let alias = aliases[name] {
        report["node"] = ["element-6066-11e4-a52e-4f735466cecf": .string(alias)]
      }
      report["inside"] = answer.inside[name].map { .string($0) }
      reports[name] = .object(report)
    }
    var members: [String: JSONValue] = [
      "case": answer.held.map { .string($0) } ?? .null, "address": .string(RecordingBuilder.console + answer.path),
      "title": .string(answer.title), "waited": 0, "elements": .object(reports), "results": .array(answer.results),
    ]
    if answer.says { members["order"] = .array(answer.found.map { .string($0) }) }
    members["old"] = answer.isOld.map { .bool($0) }
    return .object(members)
  }
}
