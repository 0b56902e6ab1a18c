import Spelling
import WebDriver

/// Looks through a pack for what can be read and is not as it should be: what flows need and is missing, what nothing asks for, what may go
/// wrong one day.
struct PackLint {
  private let layers: PackLayers
  private let demands: [PackDemand]
  /// The names that something asks for.
  private let known: Set<String>

  init(_ layers: PackLayers) {
    self.layers = layers
    demands = PackDemand.all + (layers.capabilities.whole.map(PackDemand.lists) ?? [])
    known = Self.known(layers, demands)
  }

  func run() {
    findMissing()
    for block in layers.blocks where block.value.next == nil && !block.value.isTransient {
      add(.warning, block.place, "the block \(block.value.name)", "does not say what to do about it; add next")
    }
    for file in layers.files {
      for page in file.pages.all {
        guard isKnown(page: page.name, page.place), case .value(let written) = page.entry else { continue }
        look(at: written, page.name)
      }
    }
  }

  private static func known(_ layers: PackLayers, _ demands: [PackDemand]) -> Set<String> {
    var known = Set(demands.map(\.name)).union(layers.blocks.flatMap(\.value.elements))
    // What is asked for stands in others, and these in others again.
    var open = Array(known)
    while let name = open.popLast() {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let page = layers.pages[parts[0]] else { continue }
      let element = page.elements[parts[1]] ?? page.tables[parts[1]]?.element
      for outer in [element?.within, element?.inRow].compactMap(\.self) where known.insert("\(parts[0]).\(outer)").inserted {
        open.append("\(parts[0]).\(outer)")
      }
    }
    return known
  }

  private func add(_ severity: PackProblem.Severity, _ place: PackPlace, _ name: String, _ reason: String) {
    layers.log.add(PackProblem(severity, at: place, name, reason))
  }

  // MARK: - What is missing

  private func findMissing() {
    guard let able = layers.capabilities.whole else { return }
    let needed = demands.filter { $0.need.holds(able, layers) }
    for page in Set(needed.map(\.page)) where layers.pages[page] == nil && !layers.broken.contains(page) {
      let names = needed.filter { $0.page == page }.map { String($0.name.dropFirst(page.count + 1)) }
      add(.error, place(page), page, "the page is missing; flows ask it for \(names.sorted().joined(separator: ", "))")
    }
    for demand in needed where layers.pages[demand.page] != nil && layers.origins[demand.name] == nil {
      let words = demand.need.words.map { " \($0)" } ?? ""
      add(.error, layers.taken[demand.name] ?? place(demand.page), demand.name, "is missing, and needed\(words)")
    }
    let column = able.people.contains { $0.status == .column } ? ["status"] : []
    for demand in demands {
      guard let table = layers.pages[demand.page]?.tables[String(demand.name.dropFirst(demand.page.count + 1))] else { continue }
      let columns = demand.columns.needed + (demand.name == "technicians.people" ? column : [])
      for name in columns where table.columns[name] == nil {
        add(.error, place(demand.name), demand.name, "lacks the column \"\(name)\", which is read")
      }
    }
    for demand in demands { findKeys(demand) }
  }

  /// Where to say what an entry or page lacks: where it stands or was taken away, unless only the base says it, which was right by itself.
  private func place(_ name: String) -> PackPlace {
    guard let first = layers.files.first, let last = layers.files.last else { return layers.place(name) }
    if let place = layers.taken[name] ?? layers.origins[name], place.file != first.start.file || layers.files.count == 1 { return place }
    return last.pagesPlace ?? last.start
  }

  /// What is filled in in a path must have its place there, and nothing else may be left open.
  private func findKeys(_ demand: PackDemand) {
    let parts = demand.name.split(separator: ".").map(String.init)
    guard let page = layers.pages[parts[0]], parts.count > 1 else { return }
    let path = parts.count == 2 && parts[1] == "path" ? page.path : parts.count == 3 && parts[1] == "paths" ? page.paths[parts[2]] : nil
    guard let path else { return }
    let found = path.matches(of: /\{([^{}]*)\}/).map { String($0.1) }
    for key in found where !demand.keys.contains(key) {
      let filled = demand.keys.isEmpty ? "nothing is filled in here" : "filled in is \(demand.keys.map { "{\($0)}" }.joined())"
      add(.error, place(demand.name), demand.name, "has a {\(key)}, and \(filled)")
    }
    for key in demand.keys where !found.contains(key) {
      add(.error, place(demand.name), demand.name, "has no {\(key)} to be filled in")
    }
  }

  // MARK: - What nothing asks for

  private func isKnown(page: String, _ place: PackPlace) -> Bool {
    let pages = Set(known.map { String($0.prefix { $0 != "." }) })
    if pages.contains(page) { return true }
    unknown("a page", page, among: pages, page, place)
    return false
  }

  private func unknown(_ kind: String, _ own: String, among names: some Sequence<String>, _ name: String, _ place: PackPlace) {
    let near = NearestNames.nearest(to: own, among: names.sorted(), limit: 1).first.map { "; did you mean \"\($0)\"?" } ?? ""
    add(.warning, place, name, "nothing asks for \(kind) of this name\(near)")
  }

  private func look<Value>(at entries: Entries<Value>, _ prefix: String, _ kind: String, _ body: (String, Value, PackPlace) -> Void) {
    let names = known.filter { $0.hasPrefix("\(prefix).") }.map { String($0.dropFirst(prefix.count + 1)) }
      .filter { !$0.contains(".") && $0 != "path" }
    for (own, entry, place) in entries.all {
      let name = "\(prefix).\(own)"
      if case .takenAway = entry { continue }
      if !known.contains(name) { unknown(kind, own, among: names, name, place) }
      if case .value(let value) = entry { body(name, value, place) }
    }
  }

  private func look(at page: PageFile, _ name: String) {
    look(at: page.paths, "\(name).paths", "a path") { _, _, _ in }
    look(at: page.words, "\(name).words", "words") { _, _, _ in }
    look(at: page.lists, "\(name).lists", "a list") { name, css, place in findPosition(css, name, place) }
    look(at: page.boxes, "\(name).boxes", "boxes") { name, boxes, place in
      for css in [boxes.area, boxes.heading, boxes.box] { findPosition(css, name, place) }
    }
    look(at: page.elements, name, "an element") { name, element, place in
      look(at: element.selector.candidates, element.candidates, name)
      findUnsafeClick(name, element.selector, place)
      if let pattern = element.selector.pattern, pattern.firstMatch(of: /(?:^|[^\\])\((?:[^?]|\?<[A-Za-z])/) == nil {
        add(.warning, place, name, "its pattern has no group, so that it stands for nothing")
      }
    }
    look(at: page.tables, name, "a table") { name, table, _ in
      look(at: table.selector.element.candidates, table.candidates, name)
      guard let demand = demands.first(where: { $0.name == name }) else { return }
      let columns = demand.columns.needed + demand.columns.known + [table.selector.key]
      for (column, place) in table.columns where !columns.contains(column) {
        unknown("a column", column, among: columns, "\(name).columns.\(column)", place)
      }
    }
  }

  // MARK: - What may go wrong

  private func look(at candidates: [Candidate], _ places: [PackPlace], _ name: String) {
    for (index, candidate) in candidates.enumerated() where places.indices.contains(index) {
      switch candidate {
      case .css(let css): findPosition(css, name, places[index])
      case .xpath(let path) where path.contains(/\[\s*(?:\d+|last\(\)|position\(\).*)\s*\]/):
        add(.warning, places[index], name, "goes by position: something else may come to stand there")
      default: break
      }
      if let first = candidates.firstIndex(of: candidate), first < index {
        add(.warning, places[index], name, "the same candidate as [\(first)]")
      }
    }
  }

  private func findPosition(_ css: String, _ name: String, _ place: PackPlace) {
    guard let match = css.firstMatch(of: /:(nth-[a-z-]+|first-child|last-child|first-of-type|last-of-type)/) else { return }
    add(.warning, place, name, "goes by position (\(match.1)): something else may come to stand there")
  }

  private func findUnsafeClick(_ name: String, _ element: ElementSelector, _ place: PackPlace) {
    let isClicked = demands.contains { $0.name == name && $0.isClicked } || layers.blocks.contains { $0.value.answer?.click == name }
    guard isClicked else { return }
    if element.takesFirst { add(.warning, place, name, "is clicked, and with first: true the first of several is") }
    if element.candidates.count == 1, !element.candidates[0].goesByWords {
      add(.warning, place, name, "is clicked, and told by one candidate that does not go by its words; add one that does")
    }
  }
}

extension Candidate {
  /// Whether it goes by words that a person reads.
  var goesByWords: Bool {
    switch self {
    case .label, .text: true
    case .role(_, let names): !names.isEmpty
    case .placeholder, .hook, .css, .xpath: false
    }
  }
}
