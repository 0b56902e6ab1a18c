import SelectorPacks
import Synchronization
import WebDriver

/// What is known of one page after it was looked at, whether it is as the pack says or not.
struct Examination: Sendable {
  let address: String
  let title: String
  /// What is known of each element, the ones that were found with their nodes.
  var reports: [String: ElementReport]
  /// Those that are there and cannot be used, with the reason.
  var hindered: [String: ElementReport] = [:]
  /// What stands in the tables, by whole name.
  var tables: [String: StepResult.Table]
  /// The boxes, by whole name.
  var boxes: [String: [PageBox]]

  var nodes: [String: ElementReference] { reports.compactMapValues(\.node) }
}

extension Console {
  /// Looks for everything that is wanted of the page that is open, and waits for it as long as a page may take. Then tells what is there.
  ///
  /// Two commands. Nothing is typed and nothing is clicked.
  ///
  /// - Throws: ``ConsoleError`` if a block stands in the place of the page.
  func examine(
    _ wanted: WantedPage, rows: [String: [String: String]] = [:], ignoring: Set<String> = []
  ) async throws -> Examination {
    while true {
      do {
        return try await examineOnce(wanted, rows: rows, ignoring: ignoring)
      } catch let hitch as Hitch {
        guard let url = visit.withLock({ $0.addressToOpenAgain }) else { throw hitch.error }
        try await getOver(hitch)
        try await load(url)
      }
    }
  }

  private func examineOnce(
    _ wanted: WantedPage, rows: [String: [String: String]], ignoring: Set<String>
  ) async throws -> Examination {
    // What stands in a row can be looked for only where it is said in which.
    let elements = wanted.elements.filter { element in
      guard let table = (try? pack.element(element.name))?.inRow else { return true }
      return rows["\(wanted.name).\(table)"] != nil
    }
    let needed = elements.filter { $0.use != .sign }.map { (element: $0.name, need: $0.use.need) } + wanted.tables.map { ($0, .present) }
    let first = try await survey(wanted.name, PageCase("whole", all: needed), rows: rows, ignoring: ignoring, patience: patience)
    let steps: [PageStep] =
      try wanted.tables.map(pack.tableStep)
      + wanted.boxes.map { .boxes(try pack.boxes($0), within: nil) }
      + [.existing(elements.map(\.name) + wanted.tables)]
    let second = try await survey(
      wanted.name, PageCase("rest", all: [], steps: steps), rows: rows, ignoring: ignoring, patience: .seconds(1))
    var examination = Examination(
      address: second.address, title: second.title, reports: second.elements, tables: [:], boxes: [:])
    // Only the first look knows whether what is there can be used.
    for (name, report) in first.elements where report.problem != nil && examination.reports[name]?.problem == nil {
      examination.hindered[name] = report
    }
    for (name, result) in zip(wanted.tables, second.results) { examination.tables[name] = result.table }
    for (name, result) in zip(wanted.boxes, second.results.dropFirst(wanted.tables.count)) { examination.boxes[name] = result.boxes }
    return examination
  }

  /// One look that answers whether its case held or not.
  private func survey(
    _ page: String, _ wanted: PageCase, rows: [String: [String: String]], ignoring: Set<String>, patience: Duration
  ) async throws -> PageAnswer {
    let blocks = pack.blocks.filter { !ignoring.contains($0.name) }
    var program = try pack.program([wanted] + blocks.map { blockCase($0, newDocument: false) }, rows: rows)
    // What must not be taken for the page is looked for before it, as in every flow.
    program.cases.sort { one, other in
      func rank(_ each: PageCase) -> Int {
        blocks.contains { Self.blockPrefix + $0.name == each.name && $0.comesFirst } ? 0 : each.name == wanted.name ? 1 : 2
      }
      return rank(one) < rank(other)
    }
    program.origin = address.origin
    guard case .answered(let answer) = try await session.run(program, deadline: patience) else {
      throw Hitch.dialog((try? await session.dialogText()) ?? "", on: page, .nothing)
    }
    if let block = blocks.first(where: { Self.blockPrefix + $0.name == answer.heldCase }) {
      throw blocked(by: block, on: page, answer, .nothing)
    }
    visit.withLock { $0.arrived(at: nil) }
    return answer
  }
}

extension ElementUse {
  fileprivate var need: PageCase.Need {
    switch self {
    case .fill, .tick, .choose: .fill
    case .click: .click
    case .read, .sign: .present
    }
  }
}
