public import WebDriver

extension SelectorPack {
  /// A program for the page's script, with every element that `cases` name filled in from the pack.
  ///
  /// - Parameters:
  ///   - cases: what to wait for and do, elements by whole name.
  ///   - rows: for elements that stand in a row: by the table's whole name, the texts of the cells that tell the row, by column.
  ///   - alike: how many rows that say the same throughout will do, the first of them.
  /// - Throws: ``PackError`` when the pack lacks an element.
  public func program(
    _ cases: [PageCase], rows: [String: [String: String]] = [:], alike: Int = 1
  ) throws(PackError) -> PageProgram {
    var elements: [String: ElementQuery] = [:]
    var open = cases.flatMap(\.elementNames)
    while let name = open.popLast() {
      guard elements[name] == nil else { continue }
      let query = try query(name, rows: rows, alike: alike)
      elements[name] = query
      open += [query.within, query.row?.table].compactMap(\.self)
    }
    return PageProgram(elements: elements, cases: cases)
  }

  private func query(_ name: String, rows: [String: [String: String]], alike: Int) throws(PackError) -> ElementQuery {
    let selector = try element(name)
    let page = String(name[..<(name.firstIndex(of: ".") ?? name.endIndex)])
    var row: ElementQuery.Row?
    if let tableName = selector.inRow.map({ "\(page).\($0)" }) {
      let table = try table(tableName)
      guard let texts = rows[tableName], !texts.isEmpty else {
        throw PackError(.missing, "\(name) stands in a row of \(tableName), and it was not said in which")
      }
      var cells: [ElementQuery.Row.Cell] = []
      for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
        guard let column = table.columns[key] else { throw PackError(.missing, "\(places): \(tableName) has no column \"\(key)\"") }
        cells.append(ElementQuery.Row.Cell(column: column.column, equals: text))
      }
      row = ElementQuery.Row(table: tableName, cells: cells, rows: table.rows, alike: alike)
    }
    return ElementQuery(
      selector.candidates, within: selector.within.map { "\(page).\($0)" }, row: row, includesHidden: selector.includesHidden,
      takesFirst: selector.takesFirst)
  }
}

extension PageCase {
  /// Every element that the case demands, forbids or uses in a step.
  var elementNames: [String] { all.map(\.element) + none + steps.flatMap(\.elementNames) }
}

extension PageStep {
  var elementNames: [String] {
    switch self {
    case .read(let name, _), .require(let name, _, _), .table(let name, _, _), .grows(let name, _), .follow(let name): [name]
    case .texts(_, let within), .boxes(_, let within), .setBoxes(_, let within, _, _): [within].compactMap(\.self)
    case .existing(let names): names
    case .fill(let fields): fields.map(\.element)
    case .pages(let fetch): fetch.all + [fetch.next].compactMap(\.self) + fetch.steps.flatMap(\.elementNames)
    }
  }
}
