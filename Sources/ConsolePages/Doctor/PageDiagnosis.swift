import SelectorPacks
import WebDriver

/// Makes findings out of what was seen of a page.
struct PageDiagnosis {
  let pack: SelectorPack
  let wanted: WantedPage
  let examination: Examination
  let inventory: PageInventory
  /// Texts that elements must hold, where that is known.
  var expected: [String: String] = [:]
  var likeness = Likeness.shipped

  func entries() throws -> [EntryFinding] {
    try wanted.tables.flatMap(tableFindings) + wanted.elements.compactMap(elementFinding) + wanted.boxes.map(boxesFinding)
  }

  // MARK: Elements

  private func elementFinding(_ element: WantedElement) throws -> EntryFinding? {
    // Not looked for: it stands in a row, and there is none.
    guard let report = examination.reports[element.name] else { return nil }
    let selector = try pack.element(element.name)
    let state = state(of: element, report)
    var finding = EntryFinding(name: element.name, state: state, by: Self.counts(selector, report))
    finding.remark = remark(element, report)
    if state == .found, element.own == "kind", let problem = kindsNotOffered(by: element) {
      finding = EntryFinding(name: element.name, state: .unknown, by: finding.by, remark: problem)
      return finding
    }
    if finding.isBad, state != .blocked {
      finding.suggestions = ElementSuggester(
        likeness: likeness, inventory: inventory, selector: selector, wanted: element, expected: expected[element.name]
      ).suggestions()
    }
    return finding
  }

  /// Which words for a kind of account are none of the options of a list to choose from; `nil` if each kind has one.
  private func kindsNotOffered(by element: WantedElement) -> String? {
    guard let options = inventory.things.first(where: { $0.known == element.name })?.options else { return nil }
    let missing = ["admin", "technician"].filter { kind in
      let words = (try? pack.words("\(wanted.name).\(kind)")) ?? []
      return !words.contains { word in options.contains { $0.lowercased() == word.lowercased() } }
    }
    guard !missing.isEmpty else { return nil }
    let which = missing.joined(separator: " and which ")
    return "its options are \(options.joined(separator: ", ")): say under words of the page \(wanted.name) which of them is \(which)"
  }

  private func state(of element: WantedElement, _ report: ElementReport) -> EntryFinding.State {
    switch report.problem {
    // That it is there speaks against a page without the console's frame, and for this one.
    case nil, .unwanted?:
      switch examination.hindered[element.name]?.problem {
      case nil: return .found
      case .unsure?: return .unsure
      default: return .blocked
      }
    case .many?: return .ambiguous
    case .none?, .hidden?:
      if element.use == .sign { return .absent }
      return report.problem == .hidden ? .hidden : .missing
    default: return element.use == .sign ? .absent : .missing
    }
  }

  private func remark(_ element: WantedElement, _ report: ElementReport) -> String? {
    switch (report.problem, examination.hindered[element.name]?.problem) {
    case (.many?, _): report.sample.map { "it could be any of: \($0.joined(separator: "  "))" }
    case (.outer?, _): "what it stands in was not found"
    case (.row?, _), (.rows?, _): "its row was not found"
    case (.invalid?, _): "a candidate cannot be understood: \(report.invalid ?? "")"
    case (nil, .covered?): "covered by \(examination.hindered[element.name]?.by ?? "something")"
    case (nil, .window?): "it leads to another window, and would not be clicked"
    case (nil, .disabled?): "it is disabled"
    case (nil, .readonly?): "it is read-only"
    case (nil, .outside?): "it cannot be scrolled to"
    case (nil, .apart?): "what is filled in stands outside of the form that it sends"
    case (nil, .unsure?): "one candidate alone finds it, and not by its words: it would not be clicked"
    default: nil
    }
  }

  private static func counts(_ selector: ElementSelector, _ report: ElementReport) -> [String] {
    zip(selector.candidates, report.counts).map { "\($0.yaml) \($1)" }
  }

  // MARK: Tables

  private func tableFindings(_ name: String) throws -> [EntryFinding] {
    guard let report = examination.reports[name] else { return [] }
    let selector = try pack.table(name)
    let own = String(name.drop { $0 != "." }.dropFirst())
    let suggester = TableSuggester(
      likeness: likeness, inventory: inventory, name: own, selector: selector, words: try valueWords(of: name))
    guard report.problem == nil, let table = examination.tables[name] else {
      var finding = EntryFinding(
        name: name, state: report.problem == .many ? .ambiguous : .missing, by: Self.counts(selector.element, report))
      finding.suggestions = suggester.suggestions(isFound: false, known: name)
      return [finding]
    }
    var findings = [EntryFinding(name: name, state: .found, by: Self.counts(selector.element, report))]
    let missing = table.missing.sorted()
    for column in missing {
      var finding = EntryFinding(
        name: "\(name), column \(column)", state: selector.columns[column]?.isOptional == true ? .absent : .missing)
      if finding.isBad {
        finding.remark = "its headings: \(table.headings.filter { !$0.isEmpty }.joined(separator: ", "))"
        // The suggestion is one for the whole table; it stands once.
        if column == missing.first(where: { selector.columns[$0]?.isOptional == false }) {
          finding.suggestions = suggester.suggestions(isFound: true, known: name)
        }
      }
      findings.append(finding)
    }
    return findings + (try unknownWords(in: table, of: name))
  }

  /// The words that the pack knows for the values of columns.
  private func valueWords(of table: String) throws -> [String: [String]] {
    guard table == "technicians.people" else { return [:] }
    func words(_ names: [String]) -> [String] { names.flatMap { (try? pack.words("technicians.\($0)")) ?? [] } }
    return ["kind": words(["admin", "technician"]), "status": words(["active", "deactivated"])]
  }

  /// Words of kinds and states that the pack does not know, each once.
  private func unknownWords(in table: StepResult.Table, of name: String) throws -> [EntryFinding] {
    try valueWords(of: name).sorted { $0.key < $1.key }.flatMap { column, known -> [EntryFinding] in
      guard let selector = try pack.table(name).columns[column], !table.missing.contains(column), !selector.headings.isEmpty else {
        return []
      }
      let shown = Set(table.rows.compactMap { $0.cells[column] }.filter { !$0.isEmpty })
      return shown.filter { word in !known.contains { $0.lowercased() == word.lowercased() } }.sorted().map { word in
        var finding = EntryFinding(name: "\(name), \(column) \"\(word)\"", state: .unknown)
        finding.remark = "put it under words of the page technicians, beside what it means: \(known.joined(separator: ", "))"
        return finding
      }
    }
  }

  // MARK: Boxes

  private func boxesFinding(_ name: String) throws -> EntryFinding {
    let boxes = examination.boxes[name] ?? []
    let nameless = boxes.count { $0.area.isEmpty || $0.action.isEmpty }
    let names = Set(boxes.map { [$0.area, $0.action] })
    var finding = EntryFinding(
      name: name, state: boxes.isEmpty ? .missing : nameless > 0 || names.count < boxes.count ? .ambiguous : .found)
    if boxes.isEmpty { return finding }
    finding.by = ["\(boxes.count) boxes under \(Set(boxes.map(\.area)).count) headings"]
    if nameless > 0 { finding.remark = "\(nameless) of them without a heading or a label" }
    if names.count < boxes.count { finding.remark = "two of them have the same heading and label" }
    return finding
  }
}
