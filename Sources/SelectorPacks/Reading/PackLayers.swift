import Foundation
import Spelling
import WebDriver

/// Files of a pack, laid over each other: an entry takes the place of the one of the same name as a whole.
struct PackLayers {
  let log: ProblemLog
  private(set) var files: [PackFile] = []
  private(set) var layout = ""
  private(set) var capabilities = CapabilitiesFile()
  private(set) var pages: [String: PageSelectors] = [:]
  private(set) var origins: [String: PackPlace] = [:]
  private(set) var examples: [String: [ElementExample]] = [:]
  /// Entries that are there and cannot be read.
  private(set) var broken: Set<String> = []
  /// Where entries were taken away.
  private(set) var taken: [String: PackPlace] = [:]
  private(set) var blocks: [Placed<SelectorPack.Block>] = []
  private var listPrice: SelectorPack.ListPrice?
  private var versions: [String] = []
  private var notes = ""

  init(log: ProblemLog) { self.log = log }

  /// Lays `file` over what there is.
  mutating func lay(_ file: PackFile, notes isOwn: Bool) {
    files.append(file)
    if isOwn {
      layout = file.layout?.value ?? layout
      notes = file.notes ?? notes
    }
    if let version = file.version { versions.append(version) }
    capabilities.lay(file.capabilities)
    for (name, place) in file.capabilities.places { origins["capabilities.\(name)"] = place }
    if let price = file.listPrice { (listPrice, origins["list_price"]) = (price.value, price.place) }
    if let blocks = file.blocks { (self.blocks, origins["blocks"]) = (blocks.value, blocks.place) }
    for page in file.pages.all {
      switch page.entry {
      case .broken: broken.insert(page.name)
      case .takenAway: takeAway(page: page.name, page.place)
      case .value(let file):
        origins[page.name] = page.place
        taken[page.name] = nil
        lay(file, page.name)
      }
    }
  }

  private mutating func lay(_ file: PageFile, _ name: String) {
    var page = pages[name] ?? PageSelectors()
    var path = page.path.map { ["path": $0] } ?? [:]
    lay(file.path, "\(name)", "path", over: &path, name) { $0 }
    page.path = path["path"]
    lay(file.paths, "\(name).paths", "path", over: &page.paths, name) { $0 }
    lay(file.elements, "\(name)", "element", over: &page.elements, name) { $0.selector }
    lay(file.tables, "\(name)", "table", over: &page.tables, name) { $0.selector }
    lay(file.boxes, "\(name).boxes", "boxes", over: &page.boxes, name) { $0 }
    lay(file.lists, "\(name).lists", "list", over: &page.lists, name) { $0 }
    lay(file.words, "\(name).words", "words", over: &page.words, name) { $0 }
    pages[name] = page
    for element in file.elements.all {
      // An element that is replaced is replaced with its examples.
      guard case .value(let written) = element.entry, !written.examples.isEmpty else {
        examples["\(name).\(element.name)"] = nil
        continue
      }
      examples["\(name).\(element.name)"] = written.examples
    }
  }

  /// - Parameters:
  ///   - prefix: what stands before an entry's own name in its whole name.
  ///   - kind: what an entry is called.
  private mutating func lay<Written, Value>(
    _ entries: Entries<Written>, _ prefix: String, _ kind: String, over values: inout [String: Value], _ page: String,
    _ value: (Written) -> Value
  ) {
    for (own, entry, place) in entries.all {
      let name = "\(prefix).\(own)"
      switch entry {
      case .value(let written):
        values[own] = value(written)
        origins[name] = place
        broken.remove(name)
        taken[name] = nil
      case .broken:
        origins[name] = place
        broken.insert(name)
      case .takenAway where values[own] == nil && !broken.contains(name):
        nothingToTake(kind, own, of: page, among: Array(values.keys), name, place)
      case .takenAway:
        values[own] = nil
        origins[name] = nil
        broken.remove(name)
        taken[name] = place
      }
    }
  }

  private mutating func takeAway(page: String, _ place: PackPlace) {
    guard pages[page] != nil || broken.contains(page) else {
      return nothingToTake("page", page, of: nil, among: Array(pages.keys), page, place)
    }
    for name in origins.keys where name == page || name.hasPrefix("\(page).") {
      origins[name] = nil
      examples[name] = nil
      broken.remove(name)
      taken[name] = place
    }
    pages[page] = nil
  }

  private func nothingToTake(
    _ kind: String, _ own: String, of page: String?, among known: [String], _ name: String, _ place: PackPlace
  ) {
    let near = NearestNames.nearest(to: own, among: known.sorted(), limit: 1).first.map { "; did you mean \"\($0)\"?" } ?? ""
    let reason =
      files.count == 1
      ? "is empty: a whole pack builds on nothing that it could take away"
      : "there \(kind.hasSuffix("s") ? "are" : "is") no \(kind) \"\(own)\"\(page.map { " of \($0)" } ?? "") to take away\(near)"
    log.add(PackProblem(at: place, name, reason))
  }

  // MARK: - What comes of it

  /// Whether there is an element or a table of that name, if it can be read or not.
  func knows(_ name: String) -> Bool {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return false }
    let page = pages[parts[0]]
    return page?.elements[parts[1]] != nil || page?.tables[parts[1]] != nil || broken.contains(name) || broken.contains(parts[0])
  }

  /// Where the entry stands; the file's beginning where it is not known.
  func place(_ name: String) -> PackPlace {
    origins[name] ?? files.last?.start ?? PackPlace(file: "", line: 1, column: 1)
  }

  /// The pack; `nil` while capabilities or price are missing, which has been said.
  var pack: SelectorPack? {
    guard let capabilities = capabilities.whole, let listPrice else { return nil }
    var pack = SelectorPack(
      layout: layout, version: versions.isEmpty ? "unversioned" : versions.joined(separator: "+"), notes: notes,
      capabilities: capabilities, listPrice: listPrice, pages: pages, blocks: blocks.map(\.value), sources: files.map(\.url.relativePath))
    pack.origins = origins
    pack.examples = examples
    return pack
  }

  /// References inside the pack must lead somewhere.
  func check() {
    for (pageName, page) in pages {
      for name in page.tables.keys where page.elements[name] != nil {
        add("\(pageName).\(name)", "is an element and a table; one of them needs another name")
      }
      for (own, element) in page.elements.merging(page.tables.mapValues(\.element), uniquingKeysWith: { element, _ in element }) {
        let name = "\(pageName).\(own)"
        if let within = element.within, !knows("\(pageName).\(within)") {
          add(name, "stands within \"\(within)\", which \(pageName) does not have\(gone("\(pageName).\(within)"))")
        }
        if let table = element.inRow, page.tables[table] == nil, !broken.contains("\(pageName).\(table)") {
          add(name, "stands in a row of \"\(table)\", which is not a table of \(pageName)\(gone("\(pageName).\(table)"))")
        }
      }
    }
    for block in blocks {
      for (verb, name) in [("is told by", block.value.element)] + block.value.without.map({ ("is told by the lack of", $0) })
        + (block.value.answer?.elements ?? []).map({ ("is answered at", $0) })
      where !knows(name) {
        let reason = "\(verb) \"\(name)\", which the pack does not have\(gone(name))"
        log.add(PackProblem(at: block.place, "the block \(block.value.name)", reason))
      }
    }
  }

  private func gone(_ name: String) -> String { taken[name].map { " (taken away at \($0))" } ?? "" }

  private func add(_ name: String, _ reason: String) { log.add(PackProblem(at: place(name), name, reason)) }
}
