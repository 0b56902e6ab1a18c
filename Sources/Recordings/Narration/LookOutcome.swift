import WebDriver

/// What came of a look.
enum LookOutcome {
  /// The page answered.
  case answered(LookAnswer)
  /// A native dialog stood in the way; its text where the driver gave it.
  case dialog(String?)
  /// The driver refused, or there was no answer.
  case failed(String)

  init(_ response: RecordedResponse) {
    switch response {
    case .failure(let code, let detail): self = .failed("no answer (\(code)): \(detail)")
    case .answer(_, .null): self = .dialog(nil)
    case .answer(_, let value):
      if value["error"]?.stringValue == ErrorCode.unexpectedAlertOpen.rawValue {
        self = .dialog(value["data"]?["text"]?.stringValue)
      } else if let error = value["error"]?.stringValue {
        self = .failed(error)
      } else {
        self = .answered(LookAnswer(value))
      }
    }
  }

  var answer: LookAnswer? { if case .answered(let answer) = self { answer } else { nil } }
}

/// What the page answered to a look.
struct LookAnswer {
  /// What is known of one element.
  struct Report {
    /// Visible matches of each candidate.
    let counts: [Int]
    /// Matches of each candidate that cannot be seen.
    let hidden: [Int]
    /// The element's alias, where it was handed out.
    let alias: String?
    let problem: String?
    /// What lies on top.
    let by: String?
    /// The name of what the element stands in.
    let inside: String?

    /// Problems of an element that is there: it cannot be used, or it is there and must not be.
    private static let hindrances: Set<String> = ["disabled", "readonly", "unsure", "covered", "outside", "unwanted"]

    /// Whether exactly one element was found. An answer in which no case held hands no elements out.
    var isFound: Bool { alias != nil || problem.map(Self.hindrances.contains) ?? counts.contains { $0 > 0 } }
    /// What it is unfit by, though it is there.
    var hindrance: String? { problem.flatMap { Self.hindrances.contains($0) && $0 != "unwanted" ? $0 : nil } }
  }

  /// The case that held; `nil` when none did in time.
  let heldCase: String?
  let address: String
  let title: String
  let elements: [String: Report]
  /// What each step answered.
  let results: [JSONValue]
  /// The names of the elements that were found, in document order; `nil` in recordings that do not say.
  let order: [String]?
  /// Whether the document is still the one in which something was clicked.
  let isOld: Bool
  /// Something that went wrong in the script itself.
  let trouble: String?

  init(_ json: JSONValue) {
    heldCase = json["case"]?.stringValue
    address = json["address"]?.stringValue ?? ""
    title = json["title"]?.stringValue ?? ""
    elements = (json["elements"]?.objectValue ?? [:]).mapValues { Report($0) }
    results = json["results"]?.arrayValue ?? []
    order = json["order"]?.arrayValue?.compactMap(\.stringValue)
    isOld = json["old"]?.boolValue ?? false
    trouble = json["trouble"]?.stringValue
  }
}

extension LookAnswer.Report {
  init(_ json: JSONValue) {
    counts = (json["counts"]?.arrayValue ?? []).map { $0.intValue ?? 0 }
    hidden = (json["hidden"]?.arrayValue ?? []).map { $0.intValue ?? 0 }
    alias = json["node"].flatMap(FlowStep.alias)
    problem = json["problem"]?.stringValue
    by = json["by"]?.stringValue
    inside = json["inside"]?.stringValue
  }
}
