public import Foundation
public import WebDriver

/// The examples of packs, to be tried in a browser.
public struct PackExamples: Sendable {
  /// An example that was tried.
  public struct Result: Sendable {
    /// The pack's layout.
    public let layout: String
    /// The element's whole name.
    public let element: String
    /// The example.
    public let example: ElementExample
    /// Why the example does not hold; `nil`: it does.
    public let failure: String?
  }

  fileprivate struct Try: Sendable {
    let layout: String
    let element: String
    let selector: ElementSelector
    let example: ElementExample

    /// What is clicked must be fit for a click.
    var isClicked: Bool { PackDemand.all.contains { $0.name == element && $0.isClicked } }
  }

  fileprivate let tries: [Try]

  /// How many there are.
  public var count: Int { tries.count }

  /// The examples that stand in `files`.
  ///
  /// - Parameters:
  ///   - files: packs of their own, and overrides in the order in which they are laid over each other. None: the shipped packs.
  ///   - shipped: the folder of shipped packs, on which overrides and packs build.
  /// - Throws: ``PackError`` if one of the files cannot be read.
  public init(files: [URL], shipped: URL) throws(PackError) {
    let log = ProblemLog()
    let groups = try PackGroups(files, shipped: shipped, log: log)
    for layers in groups.all { layers.check() }
    guard log.problems.isEmpty else { throw PackError(Array(Set(log.problems))) }
    let named = Set(files.map(\.relativePath))
    tries = groups.all.flatMap { layers in
      layers.examples.sorted { $0.key < $1.key }.flatMap { name, examples -> [Try] in
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard let selector = layers.pages[parts[0]]?.elements[parts[1]] else { return [] }
        return examples.filter { files.isEmpty || named.contains($0.place.file) }.map {
          Try(layout: layers.layout, element: name, selector: selector, example: $0)
        }
      }
    }
  }

  /// A page of our own for the pieces. Nothing is loaded from anywhere, and no script of a piece runs.
  private static let page =
    "data:text/html;charset=utf-8,<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>examples</title><body>"

  /// Tries all of them. Two commands.
  public func run(in session: Session) async throws -> [Result] {
    guard !tries.isEmpty else { return [] }
    try await session.navigate(to: Self.page)
    let answers = try await session.look(at: tries.map(\.piece))
    return zip(tries, answers).map { each, answer in
      Result(layout: each.layout, element: each.element, example: each.example, failure: each.failure(answer))
    }
  }
}

extension PackExamples.Try {
  /// The piece stands for what is around the element.
  fileprivate var piece: PagePiece {
    let query = ElementQuery(selector.candidates, includesHidden: selector.includesHidden, takesFirst: selector.takesFirst)
    let wanted = PageCase("there", all: [(element, isClicked ? .click : .present)])
    return PagePiece(
      html: example.html,
      program: PageProgram(elements: [element: query], cases: [example.matches ? wanted : PageCase("not there", all: [], none: [element])]))
  }

  fileprivate func failure(_ answer: PageAnswer) -> String? {
    guard answer.trouble == nil, let report = answer.elements[element] else { return answer.trouble ?? "nothing is known of it" }
    if let invalid = report.invalid { return "a candidate cannot be understood: \(invalid)" }
    if !example.matches {
      guard answer.heldCase == nil else { return nil }
      let matching = zip(selector.candidates, report.counts).filter { $0.1 > 0 }.map { "\($0.0)" }
      return "is matched: \(matching.joined(separator: "; "))"
    }
    guard answer.heldCase == nil else { return nil }
    let counts = zip(selector.candidates, report.counts).map { "\($0): \($1)" }.joined(separator: "; ")
    switch report.problem {
    case .many?: return "more than one element is matched: \(report.sample?.joined(separator: " and ") ?? "")"
    case .hidden?: return "what is matched is hidden"
    case .unsure?: return "found by one candidate alone, and not by its words: too little for a click (\(counts))"
    case .none?: return "no candidate matches (\(counts))"
    case let problem?: return "cannot be clicked: \(problem.rawValue)"
    case nil: return "it moves"
    }
  }
}
