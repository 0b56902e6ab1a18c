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
      let answer = try await lookAtWhole(title, table, besides: pack.has(next) ? [.read(next, .address)] : [])
      rows += answer.results[0].table?.rows ?? []
      guard answer.results.count > 2, let address = answer.results[2].text else { return rows }
      guard visited.insert(address).inserted else {
        throw ConsoleError(.pageNotRecognised, "\(title) leads round in a circle at \(address)")
      }
      try await self.open(address: address)
    }
  }

  /// Reads a list that is all there: the first of the results is its table, and those of `besides` begin with the third.
  ///
  /// - Throws: `ConsoleError` where it is not: who is missing on it, or what, would pass for not being there at all.
  func lookAtWhole(_ title: String, _ table: String, besides: [PageStep] = []) async throws -> PageAnswer {
    let reading = try pack.tableStep(table)
    let cases = [PageCase("list", all: [(table, .present)], steps: [reading, Self.wholeness(reading)] + besides)]
    var answer = try await look(title, cases)
    // Rows may have come meanwhile by themselves: then it is all there once it has stood for a while.
    if answer.results[1].text == "true" { answer = try await look(title, cases, settling: .seconds(1)) }
    try requireWhole(answer.results[1], of: title, answer)
    try requireColumns(answer.results[0].table, table, of: title, answer)
    return answer
  }

  /// - Throws: `ConsoleError` where a column that is needed is not there, or is not what its heading says: whose a row is would not be known.
  private func requireColumns(_ read: StepResult.Table?, _ name: String, of title: String, _ answer: PageAnswer) throws {
    guard let read else { throw ConsoleError(.pageNotRecognised, "\(title) was not read", details: [Self.place(answer)]) }
    let columns = try pack.table(name).columns
    let absent = read.missing.filter { columns[$0]?.isOptional == false }
    guard absent.isEmpty, read.shifted != true else {
      let what = absent.isEmpty ? "rows that do not fit its headings" : "no column for \(absent.sorted().joined(separator: ", "))"
      throw ConsoleError(
        .pageNotRecognised, "\(title) has \(what)",
        details: [Self.place(answer), "its headings: \(read.headings.joined(separator: ", "))"],
        advice: "Name the headings in an override: --selectors FILE (see docs/packs.md).")
    }
  }

  /// The step that tells whether the list that `reading` reads is all there.
  static func wholeness(_ reading: PageStep) -> PageStep {
    if case .table(let element, _, let rows) = reading { .grows(element, rows: rows) } else { reading }
  }

  /// - Throws: `ConsoleError` where ``wholeness(_:)`` says that the list was not all there.
  func requireWhole(_ result: StepResult, of title: String, _ answer: PageAnswer) throws {
    guard result.text == "true" else { return }
    throw ConsoleError(
      .pageNotRecognised, "\(title) has only those rows in the page that can be seen, and brings others when it is scrolled",
      details: [Self.place(answer)], advice: "Such a list cannot be read: do this by hand.")
  }
}
