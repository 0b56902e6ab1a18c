import SelectorPacks
import Synchronization
import WebDriver

/// What became of an answer.
enum Taken: Sendable {
  /// It became an entry; what it is and by what it is told, in a line.
  case learnt(String)
  /// It did not, and why, in a sentence for whoever pointed.
  case refused(String)
}

extension ConsoleDoctor {
  /// Makes an entry of what was pointed at, if it can be told from everything else on the page, and lays it over the pack.
  func take(
    _ answer: PointingAnswer, for ask: Ask, _ round: inout Round, _ sight: Sight, _ learning: Learning
  ) async throws -> Taken {
    guard let element = answer.element else { return .refused("Nothing was under the pointer.") }
    do {
      switch ask.subject {
      case .element(let wanted): return try await take(wanted, element, answer, &round, sight, learning)
      case .table(let name): return try await take(table: name, element, &round, sight, learning)
      case .column(let column, let table): return try await take(column: column, of: table, answer, round, sight)
      case .boxes(let name): return try await take(boxes: name, answer.label ?? "", sight)
      }
    } catch let error as WebDriverError where error.code == .staleElementReference {
      return .refused("The page drew that anew just then. Point at it once more.")
    }
  }

  /// The name under which the inventory tells what was pointed at.
  private static let mark = "pointed at"

  // MARK: Elements

  private func take(
    _ wanted: WantedElement, _ node: ElementReference, _ answer: PointingAnswer, _ round: inout Round, _ sight: Sight,
    _ learning: Learning
  ) async throws -> Taken {
    let inventory = try await session.inventory(marking: [Self.mark: node])
    guard let thing = inventory.things.first(where: { $0.known == Self.mark }) else {
      return .refused("That cannot be told from the rest of the page.")
    }
    let selector = try console.pack.element(wanted.name)
    let other = round.settled.first { $0.value.id == node.id && $0.key != wanted.name }?.key
    if let why = LearntThing.whyUnfit(thing, for: wanted, selector, expected: sight.expected[wanted.name], other: other) {
      return .refused(why)
    }
    let places = (selector.within == nil ? [] : [Place(name: selector.within)]) + [Place()] + surroundings(answer, selector, wanted.own)
    var tooLittle: [Candidate]?
    for var place in places {
      var entry = selector
      entry.within = place.name
      if let own = place.selector {
        place.selector?.candidates = try await kept(own.candidates, [], of: own, for: place.node, sight, learnt: [])
        if place.selector?.candidates.isEmpty == true { continue }
      }
      var trial = console.pack
      if let name = place.name, let own = place.selector { trial.pages[sight.page.name]?.elements[name] = own }
      let old = learning.state.withLock { $0.candidates[wanted.name] ?? [] }
      entry.candidates = try await kept(
        selector.candidates, Self.ways(thing, wanted, inventory, isAlone: place.selector != nil), of: entry, for: node, sight, learnt: old,
        pack: trial)
      guard !entry.candidates.isEmpty else { continue }
      trial.pages[sight.page.name]?.elements[wanted.own] = entry
      var single = sight.page
      (single.elements, single.tables, single.boxes) = ([wanted], [], [])
      let seen = try await with(trial).examine(single, rows: sight.rows, ignoring: sight.ignoring)
      guard seen.reports[wanted.name]?.node?.id == node.id else { continue }
      if seen.hindered[wanted.name]?.problem == .unsure {
        tooLittle = tooLittle ?? entry.candidates
        continue
      }
      let what = ElementSuggester.name(of: thing)
      if let name = place.name, let own = place.selector { add(.element(own), "what it stands in", own.yaml(named: name), sight, name) }
      add(.element(entry), what, entry.yaml(named: wanted.own), sight, wanted.own)
      learning.state.withLock { $0.candidates[wanted.name, default: []] += entry.candidates }
      round.known[wanted.name] = node
      return .learnt(LearntThing.line(what, entry.candidates, within: place.selector?.candidates))
    }
    return .refused(tooLittle.map(LearntThing.tooLittle) ?? LearntThing.whyAlike(thing, inventory))
  }

  /// What a thing may be looked for in: the whole page, another element of the pack, or something around it that gets a name of its own.
  private struct Place {
    var name: String?
    var selector: ElementSelector?
    var node = ElementReference(id: "")
  }

  /// What stands around it and can be told by an id or hook: two buttons with the same words mostly stand in two forms.
  private func surroundings(_ answer: PointingAnswer, _ selector: ElementSelector, _ own: String) -> [Place] {
    guard selector.inRow == nil else { return [] }
    return (answer.around ?? []).compactMap { around in
      var place = selector
      let hooks = around.hooks.prefix(1).map { Candidate.hook($0) }
      let ids = [around.id].filter(ThingCandidates.isLasting).map { Candidate.css("#\(ThingCandidates.escaped($0))") }
      place.candidates = hooks + ids
      (place.within, place.includesHidden, place.takesFirst, place.pattern) = (nil, false, false, nil)
      return place.candidates.isEmpty ? nil : Place(name: "\(own)_place", selector: place, node: around.element)
    }
  }

  /// Ways to tell a thing that are new.
  private static func ways(_ thing: PageInventory.Thing, _ wanted: WantedElement, _ inventory: PageInventory, isAlone: Bool) -> [Candidate]
  {
    // A mark is told by its words, unlike a value.
    let use = wanted.own.hasSuffix("_mark") ? ElementUse.sign : wanted.use
    let ways = ThingCandidates(inventory: inventory, isAlone: isAlone)
    let candidates = ways.candidates(for: thing, use: use)
    return candidates.isEmpty && use == .read ? ways.lastResort(for: thing) : candidates
  }

  // MARK: Tables

  private func take(
    table name: String, _ node: ElementReference, _ round: inout Round, _ sight: Sight, _ learning: Learning
  ) async throws -> Taken {
    let inventory = try await session.inventory(marking: [Self.mark: node])
    guard let table = inventory.tables.first(where: { $0.known == Self.mark }) else {
      return .refused("That table cannot be told from the rest of the page.")
    }
    let own = String(name.drop { $0 != "." }.dropFirst())
    var selector = try console.pack.table(name)
    selector.element.within = nil
    selector.element.candidates = try await kept(
      selector.element.candidates, ThingCandidates(inventory: inventory).candidates(for: table), of: selector.element, for: node, sight,
      learnt: [])
    guard !selector.element.candidates.isEmpty else {
      return .refused("There are several tables here, and this one has no hook or id to tell it by.")
    }
    let what = "the table with \(table.headings.filter { !$0.isEmpty }.map { "\"\($0)\"" }.joined(separator: ", "))"
    add(.table(selector), what, selector.yaml(named: own), sight, own)
    round.known[name] = node
    askForColumns(of: name, selector, table, inventory, &round, everything: learning.scope.everything)
    return .learnt(LearntThing.line(what, selector.element.candidates))
  }

  /// Columns whose headings the pack does not know are asked for next.
  private func askForColumns(
    of name: String, _ selector: TableSelector, _ table: PageInventory.Table, _ inventory: PageInventory, _ round: inout Round,
    everything: Bool
  ) {
    round.asks.removeAll { ask in if case .column(_, name) = ask.subject { true } else { false } }
    let missing = selector.columns.filter { !$0.value.headings.contains(where: table.headings.contains) }
    let own = String(name.drop { $0 != "." }.dropFirst())
    let guesses = TableSuggester(likeness: .shipped, inventory: inventory, name: own, selector: selector)
      .matched(table).columns
    let asks = missing.filter { everything || !$0.value.isOptional }.keys.sorted().compactMap { column in
      Ask("\(name), column \(column)", .column(column, of: name), guess: guesses[column].map { "the column \"\($0)\"" })
    }
    round.asks.insert(contentsOf: asks, at: round.index + 1)
  }

  private func take(
    column: String, of name: String, _ answer: PointingAnswer, _ round: Round, _ sight: Sight
  ) async throws -> Taken {
    let (heading, headings) = (answer.heading ?? "", answer.headings ?? [])
    guard !heading.isEmpty else { return .refused("That column has no heading to tell it by.") }
    guard headings.count(where: { $0 == heading }) == 1 else { return .refused("There are several columns \"\(heading)\".") }
    var selector = try console.pack.table(name)
    let open = Set(round.asks[round.index...].map(\.name))
    let other = selector.columns.first {
      $0.key != column && $0.value.headings.contains(heading) && !open.contains("\(name), column \($0.key)")
    }
    if let other {
      return .refused("The column \"\(heading)\" is \(AskedWords.shipped["\(name), column \(other.key)"] ?? other.key) already.")
    }
    let known = selector.columns[column]?.headings ?? []
    selector.columns[column]?.column.place = .heading([heading] + known.filter { !headings.contains($0) })
    let own = String(name.drop { $0 != "." }.dropFirst())
    var trial = console.pack
    trial.pages[sight.page.name]?.tables[own] = selector
    let seen = try await with(trial).look(
      "the page", [PageCase("any", all: [], steps: [try trial.tableStep(name)])], rows: sight.rows, ignoring: sight.ignoring)
    guard let read = seen.results.first?.table, !read.missing.contains(column) else {
      return .refused("The table cannot be read with that column.")
    }
    add(.table(selector), "the table with \"\(heading)\"", selector.yaml(named: own), sight, own)
    return .learnt("the column \"\(heading)\"")
  }

  // MARK: Boxes

  private func take(boxes name: String, _ label: String, _ sight: Sight) async throws -> Taken {
    guard !label.isEmpty else { return .refused("That box has no label to tell it by.") }
    let read = try await console.read(BoxesSuggester.layouts, ignoring: sight.ignoring)
    let own = String(name.drop { $0 != "." }.dropFirst())
    let fitting = read.map { boxes in boxes.contains { $0.action == label } ? boxes : [] }
    guard let best = BoxesSuggester(name: own).suggestions(fitting).first else {
      return .refused("How the boxes stand under headings is not known. Skip it, and write it by hand (docs/packs.md, Boxes).")
    }
    state.withLock { $0.draft.add(best, page: sight.page.name, entry: own) }
    return .learnt(best.what)
  }

  // MARK: What they share

  private func add(_ entry: Suggestion.Entry, _ what: String, _ yaml: [String], _ sight: Sight, _ own: String) {
    let suggestion = Suggestion(what: what, likeness: 1, isSure: true, yaml: yaml, entry: entry)
    state.withLock { $0.draft.add(suggestion, page: sight.page.name, entry: own) }
  }

  private func with(_ pack: SelectorPack) -> Console {
    Console(address: address, pack: pack, session: session, patience: patience, answersBlocks: false, note: note)
  }

  /// Of the pack's own candidates and the new ones those that find nothing but `node`, each tried by itself on the page; and those of
  /// `learnt` that find nothing.
  private func kept(
    _ old: [Candidate], _ new: [Candidate], of selector: ElementSelector, for node: ElementReference, _ sight: Sight, learnt: [Candidate],
    pack: SelectorPack? = nil
  ) async throws -> [Candidate] {
    let all = old + new.filter { !LearntThing.isAmong(old, $0) }
    let names = all.indices.map { "\(sight.page.name).\(Self.mark) \($0)" }
    var trial = pack ?? console.pack
    for (index, candidate) in all.enumerated() {
      var single = selector
      single.candidates = [candidate]
      trial.pages[sight.page.name]?.elements["\(Self.mark) \(index)"] = single
    }
    let seen = try await with(trial).look(
      "the page", [PageCase("any", all: [], steps: [.existing(names)])], rows: sight.rows, ignoring: sight.ignoring)
    return zip(all, names).filter { candidate, name in
      guard let report = seen.elements[name] else { return false }
      let isNothing = report.counts == [0] && report.problem != .outer
      return report.node?.id == node.id && report.counts == [1] || isNothing && learnt.contains(candidate)
    }.map { $0.0 }
  }
}
