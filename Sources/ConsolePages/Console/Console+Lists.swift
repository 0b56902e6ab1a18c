import SelectorPacks
import WebDriver

extension Console {
  /// Reads a table over all pages of its list, following the link to the next one.
  ///
  /// - Parameters:
  ///   - title: what the list is called in error texts.
  ///   - table: the table's whole name.
  ///   - next: the whole name of the link to the next page.
  ///   - open: opens the first page.
  func readPages(
    _ title: String, table: String, next: String, open: () async throws -> Void
  ) async throws -> [StepResult.Table.Row] {
    try await open()
    var rows: [StepResult.Table.Row] = []
    var visited: Set<String> = []
    while true {
      var steps: [PageStep] = [try pack.tableStep(table)]
      if pack.has(next) { steps.append(.read(next, .address)) }
      let answer = try await look(title, [PageCase("list", all: [(table, .present)], steps: steps)])
      rows += answer.results[0].table?.rows ?? []
      guard answer.results.count > 1, let address = answer.results[1].text else { return rows }
      guard visited.insert(address).inserted else {
        throw ConsoleError(.pageNotRecognised, "\(title) leads round in a circle at \(address)")
      }
      try await self.open(address: address)
    }
  }
}
