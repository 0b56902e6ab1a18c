/// One thing that has changed on the console.
public struct DriftFinding: Sendable, Hashable, Codable {
  /// What kind of thing it is.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Some of the ways to tell an element find it no longer, or find it anew.
    case candidate
    /// No way to tell an element finds it.
    case missing
    /// More than one element is found where there was one.
    case ambiguous
    /// An element is there and cannot be used as it could.
    case hindered
    /// A field did not take what was put into it.
    case field
    /// An element stands at another place of its page.
    case moved
    /// What several elements stand in has another name.
    case section
    /// A native dialog comes that did not, or no longer comes.
    case dialog
    /// Something else came of a step than did.
    case outcome
    /// Another page came, or none that is known.
    case page
    /// A page has another address.
    case address
    /// No such row in a table any more.
    case row
    /// A table's headings.
    case headings
    /// Boxes under headings.
    case boxes
    /// The options of a select.
    case options
    /// The flow went another way, and nothing that was compared says why.
    case flow
  }

  /// What kind of thing has changed.
  public let kind: Kind
  /// The element, by its name in the selector pack: `technician.save`.
  public let element: String?
  /// The page, by its name in the selector pack where that is known, else by its title.
  public let page: String?
  /// What was.
  public let was: String?
  /// What is now.
  public let now: String?
  /// The line of the recording at which it was first seen.
  public let line: Int
  /// All of it in a sentence.
  public let sentence: String

  /// A finding; see the properties.
  public init(kind: Kind, element: String? = nil, page: String? = nil, was: String?, now: String?, line: Int, sentence: String) {
    self.kind = kind
    self.element = element
    self.page = page
    self.was = was
    self.now = now
    self.line = line
    self.sentence = sentence
  }
}

extension DriftFinding: CustomStringConvertible {
  /// For people.
  public var description: String { sentence }
}

/// What came of comparing one recording with the live console.
public struct DriftReport: Sendable, CustomStringConvertible {
  /// What has changed, in the order of the recording.
  public let findings: [DriftFinding]
  /// How many steps of the recording could not be compared, since the flow had left it by then.
  public let uncompared: Int
  /// What the findings were made of; several reports are put together by it.
  let evidence: DriftEvidence

  init(evidence: DriftEvidence, uncompared: Int) {
    self.evidence = evidence
    self.uncompared = uncompared
    findings = evidence.resolved.map(\.finding)
  }

  /// For people: a line for each finding, with its place.
  public var description: String {
    if findings.isEmpty, uncompared == 0 { return "nothing has changed\n" }
    let lines = findings.map { "line \($0.line): \($0.sentence)" }
    let rest = uncompared == 0 ? [] : ["\(Narrator.counted(uncompared, "later step")) could not be compared"]
    return (lines + rest).joined(separator: "\n") + "\n"
  }
}

/// One thing that has changed on the console, as several scenarios saw it.
public struct MergedDriftFinding: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The finding, as the first scenario that saw it has it.
  public let finding: DriftFinding
  /// The scenarios that saw it, in the order in which they were compared. The finding's line is the first one's.
  public let scenarios: [String]

  /// A finding; see the properties.
  public init(finding: DriftFinding, scenarios: [String]) {
    self.finding = finding
    self.scenarios = scenarios
  }

  /// For people.
  public var description: String {
    let others = scenarios.count < 2 ? "" : " and \(Narrator.counted(scenarios.count - 1, "other scenario"))"
    return "\(finding.sentence)\n  seen in \(scenarios.first ?? "nothing"), line \(finding.line)\(others)"
  }
}
