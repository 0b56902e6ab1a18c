/// What a look at a page came to: which case held, and how each element was told. Nothing that the page says or holds is in it.
public struct LookReport: Sendable, Hashable {
  /// How one element was told.
  public struct Choice: Sendable, Hashable {
    /// The element's name.
    public let name: String
    /// The numbers of the candidates that found something, from 1.
    public let matching: [Int]
    /// The numbers of those that found nothing.
    public let idle: [Int]
    /// The numbers of those that found something else than others did, or more than one element.
    public let disagreeing: [Int]
    /// What was chosen: tag, id or classes, and name; `nil` where nothing was.
    public let chosen: String?
    /// What is wrong with it; `nil` where nothing is.
    public let problem: String?
  }

  /// The case that held; `nil` where none did in time.
  public let heldCase: String?
  /// How long the look waited, in milliseconds.
  public let waited: Int
  /// The elements by name. Where a case held, without those that nothing was found of.
  public let choices: [Choice]

  init(_ answer: PageAnswer) {
    heldCase = answer.heldCase
    waited = answer.waited
    choices = answer.elements.sorted { $0.key < $1.key }.compactMap { name, report in
      let choice = Choice(name, report)
      return answer.heldCase == nil || !choice.matching.isEmpty ? choice : nil
    }
  }
}

extension LookReport.Choice {
  init(_ name: String, _ report: ElementReport) {
    func numbers(_ holds: (Int) -> Bool) -> [Int] { report.counts.indices.filter(holds).map { $0 + 1 } }
    let found = report.found
    // Of several the first may have been chosen; where none was, nobody is right.
    let isChosen = report.sign != nil
    self.name = name
    matching = numbers { report.counts[$0] > 0 }
    idle = numbers { report.counts[$0] == 0 }
    disagreeing = numbers { index in
      guard let found, found.indices.contains(index), !found[index].isEmpty else { return false }
      return isChosen ? found[index] != [1] : true
    }
    chosen = report.sign
    problem = report.problem?.rawValue
  }
}

extension LookReport.Choice: CustomStringConvertible {
  /// On one line: `technician.save: button#save by 1, 2; 3 finds nothing`.
  public var description: String {
    func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
    var parts = [matching.isEmpty ? "nothing" : "\(chosen ?? "none chosen") by \(list(matching))"]
    if !idle.isEmpty, !matching.isEmpty { parts.append("nothing by \(list(idle))") }
    if !disagreeing.isEmpty { parts.append("disagreeing: \(list(disagreeing))") }
    if let problem { parts.append(problem) }
    return "\(name): \(parts.joined(separator: "; "))"
  }
}

/// An answer of which something can be told without telling what the page says.
protocol Reported {
  /// What can be told.
  var report: LookReport { get }
}

extension PageAnswer: Reported {
  var report: LookReport { LookReport(self) }
}
