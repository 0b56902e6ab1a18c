public import Foundation
public import SelectorPacks
import Synchronization
public import Technicians
public import WebDriver

/// Holds every page of a console against its selector pack. It signs in, follows links and opens forms, and submits nothing else.
///
/// Where an entry of the pack finds nothing, or too much, it looks for what may be meant, tries that, and goes on with it, so that one
/// renamed table does not hide what comes behind it.
public final class ConsoleDoctor: Sendable {
  /// What was found on the console.
  public struct Diagnosis: Sendable {
    /// The pages in the order in which they were looked at.
    public internal(set) var pages: [PageFinding] = []
    /// Who is signed in; `nil` if signing in did not succeed.
    public internal(set) var signedInAs: EmailAddress?
    /// What stood in the way of looking further.
    public internal(set) var obstacle: ConsoleError?
    /// An override with what was found to be otherwise; `nil` if nothing was.
    public internal(set) var override: String?
    /// What there was on each page that was looked at, for a report of what was not understood.
    public internal(set) var seen: [SeenPage] = []
    /// The pack's capabilities, for what can be done.
    public let capabilities: LayoutCapabilities
  }

  /// What there was on a page.
  public struct SeenPage: Sendable {
    /// The page's name.
    public let page: String
    /// What there was.
    public let inventory: PageInventory
  }

  /// A picture of a page with what was found on it.
  public struct Picture: Sendable {
    /// The page's name.
    public let page: String
    /// As PNG.
    public let png: Data
  }

  let address: ConsoleAddress
  let session: Session
  let patience: Duration
  /// As it was given.
  let given: SelectorPack
  let note: @Sendable (String) -> Void
  let picture: (@Sendable (Picture) throws -> Void)?
  /// What a person is asked for where something is missing; `nil` where nobody is there, and what is surely meant is tried instead.
  let learning: Learning?

  struct State: Sendable {
    var draft = OverrideDraft()
    var diagnosis: Diagnosis
    /// Links that were seen anywhere, for pages that are not where the pack says: paths by their names.
    var links: [String: String] = [:]
  }
  let state: Mutex<State>

  /// - Parameters:
  ///   - patience: how long a page may take to show everything that is wanted of it.
  ///   - note: is told what is looked at, and what went wrong on the way and was got over.
  ///   - picture: is given a picture of each page with what was found outlined; `nil` takes none.
  public convenience init(
    address: ConsoleAddress, pack: SelectorPack, session: Session, patience: Duration = .seconds(5),
    note: @escaping @Sendable (String) -> Void = { _ in },
    picture: (@Sendable (Picture) throws -> Void)? = nil
  ) {
    self.init(address: address, pack: pack, session: session, patience: patience, note: note, picture: picture, learning: nil)
  }

  init(
    address: ConsoleAddress, pack: SelectorPack, session: Session, patience: Duration, note: @escaping @Sendable (String) -> Void,
    picture: (@Sendable (Picture) throws -> Void)?, learning: Learning?
  ) {
    self.learning = learning
    self.address = address
    self.session = session
    self.patience = patience
    given = pack
    self.note = note
    self.picture = picture
    state = Mutex(State(diagnosis: Diagnosis(capabilities: pack.capabilities)))
  }

  /// A console with the pack as it is known by now.
  var console: Console {
    Console(
      address: address, pack: state.withLock { $0.draft }.laid(over: given), session: session, patience: patience, answersBlocks: false,
      note: note)
  }

  /// Looks at everything.
  ///
  /// - Throws: only what driver or browser throw. What the console does not let be seen is the diagnosis's obstacle.
  public func examine(as credentials: Credentials) async throws -> Diagnosis {
    try await examining { try await walk(credentials) }
  }

  /// Looks as `walk` does, and tells what was found.
  func examining(_ walk: () async throws -> Void) async throws -> Diagnosis {
    do {
      try await walk()
    } catch let error as ConsoleError {
      state.withLock { $0.diagnosis.obstacle = error }
    }
    return state.withLock { state in
      var diagnosis = state.diagnosis
      if !state.draft.isEmpty { diagnosis.override = state.draft.text(layout: given.layout, version: "doctor") }
      return diagnosis
    }
  }

  /// Opens a page and holds it against the pack; where something does not fit, tries what it suggests and looks once more.
  ///
  /// - Parameters:
  ///   - title: the page's name in the findings, where it is not the pack's.
  ///   - mayAsk: whether a person may be asked for what is missing.
  ///   - open: opens the page. `nil` looks at the one that is open.
  @discardableResult
  func look(
    at wanted: (SelectorPack) -> WantedPage, title: String? = nil, rows: [String: [String: String]] = [:], expected: [String: String] = [:],
    ignoring: Set<String> = [], mayAsk: Bool = true, open: ((Console) async throws -> Void)?
  ) async throws -> Examination? {
    var console = console
    let page = wanted(console.pack)
    if page.isEmpty { return nil }
    let name = title ?? page.name
    if mayAsk { note("Looking at \(name)") }
    try await open?(console)
    var examination: Examination
    let inventory: PageInventory
    do {
      (examination, inventory) = try await settled { [console] in
        let examination = try await console.examine(page, rows: rows, ignoring: ignoring)
        return (examination, try await session.inventory(marking: examination.nodes))
      }
    } catch let error as ConsoleError {
      guard let block = error.block else { throw error }
      try await noteBlock(block, inTheWayOf: name)
      // What is a page of its own comes instead of every other, too.
      if block.isWholePage || !isSignedIn { throw error }
      return nil
    }
    state.withLock { state in
      state.diagnosis.seen.append(SeenPage(page: name, inventory: inventory))
      for thing in inventory.things where thing.path != nil && thing.row < 0 && !thing.name.isEmpty { state.links[thing.name] = thing.path }
    }
    if inventory.status == 404 || inventory.status == 410 {
      if let learning, let open, try await askForPath(learning, of: page.name, open: open) {
        return try await look(at: wanted, title: title, rows: rows, expected: expected, ignoring: ignoring, open: nil)
      }
      add(
        PageFinding(
          page: name, state: .notThere, remark: "the console answered with status \(inventory.status)", address: inventory.address))
      return nil
    }
    let diagnosis = PageDiagnosis(
      pack: console.pack, wanted: page, examination: examination, inventory: inventory, expected: expected)
    var finding = PageFinding(
      page: name, state: .seen, address: inventory.address, title: inventory.title, entries: try diagnosis.entries())
    try await suggestBoxes(page, &finding, console)
    if let learning, mayAsk {
      let sight = Sight(page: page, title: name, rows: rows, expected: expected, ignoring: ignoring)
      if try await ask(learning, sight, finding, examination, address: examination.address) {
        return try await look(at: wanted, title: title, rows: rows, expected: expected, ignoring: ignoring, mayAsk: false, open: nil)
      }
    } else if learning == nil, adopt(finding, page) {
      console = self.console
      examination = try await console.examine(wanted(console.pack), rows: rows, ignoring: ignoring)
      verify(&finding, page, examination)
    }
    if let picture {
      let png = try await settled { [console] in
        try await console.picture(outlining: console.examine(wanted(console.pack), rows: rows, ignoring: ignoring).nodes)
      }
      try picture(Picture(page: name, png: png))
    }
    add(finding)
    return examination
  }

  private var isSignedIn: Bool { state.withLock { $0.diagnosis.signedInAs != nil } }

  /// Takes down what stands in the way of a page, and what there is to be seen instead.
  func noteBlock(_ block: ConsoleError.Block, inTheWayOf page: String) async throws {
    let inventory = try await settled { try await session.inventory() }
    state.withLock { $0.diagnosis.seen.append(SeenPage(page: page, inventory: inventory)) }
    var finding = PageFinding(
      page: page, state: .blocked, remark: block.says, address: inventory.address, title: inventory.title)
    finding.block = block.name
    if let next = block.next { finding.remark = "\(block.says). \(next)" }
    add(finding)
    guard let picture else { return }
    let png = try await settled { [console] in try await console.picture(outlining: [:]) }
    try picture(Picture(page: page, png: png))
  }

  /// Tries the usual ways in which boxes stand under headings.
  private func suggestBoxes(_ page: WantedPage, _ finding: inout PageFinding, _ console: Console) async throws {
    for index in finding.entries.indices where finding.entries[index].isBad && page.boxes.contains(finding.entries[index].name) {
      let name = String(finding.entries[index].name.drop { $0 != "." }.dropFirst())
      let read = try await console.read(BoxesSuggester.layouts)
      finding.entries[index].suggestions = BoxesSuggester(name: name).suggestions(read)
    }
  }

  /// Lays what was suggested surely over the pack. Answers whether there was anything.
  private func adopt(_ finding: PageFinding, _ page: WantedPage) -> Bool {
    let sure = finding.entries.filter { $0.isBad && $0.suggestions.first?.isSure == true }
    guard !sure.isEmpty else { return false }
    state.withLock { state in
      for entry in sure { state.draft.add(entry.suggestions[0], page: page.name, entry: Self.own(entry.name)) }
    }
    return true
  }

  /// Marks what is found now, and takes back what was not.
  private func verify(_ finding: inout PageFinding, _ page: WantedPage, _ examination: Examination) {
    for index in finding.entries.indices where finding.entries[index].isBad {
      let entry = finding.entries[index]
      let name = entry.name.split(separator: ",").first.map(String.init) ?? entry.name
      let isFound: Bool =
        if page.boxes.contains(name) {
          examination.boxes[name]?.isEmpty == false
        } else if let column = entry.name.firstMatch(of: /, column (.+)$/)?.1 {
          examination.tables[name].map { !$0.missing.contains(String(column)) } ?? false
        } else {
          examination.reports[name]?.node != nil && examination.hindered[name] == nil
        }
      if isFound { finding.entries[index].isMended = true }
    }
    let failed = finding.entries.filter { $0.isBad && $0.suggestions.first?.isSure == true }
    state.withLock { state in for entry in failed { state.draft.remove(page: page.name, entry: Self.own(entry.name)) } }
  }

  /// The name on its page: `people` of `technicians.people, column email`.
  private static func own(_ name: String) -> String {
    String((name.split(separator: ",").first ?? "").drop { $0 != "." }.dropFirst())
  }

  func add(_ finding: PageFinding) { state.withLock { $0.diagnosis.pages.append(finding) } }

  /// What `look` answers, once the page has come to rest: one that draws parts of itself anew makes references stale in between.
  private func settled<Value>(_ look: () async throws -> Value) async throws -> Value {
    var tries = 5
    while true {
      do {
        return try await look()
      } catch let error as WebDriverError where error.code == .staleElementReference && tries > 1 {
        tries -= 1
      }
    }
  }
}

extension Console {
  /// What each way of boxes standing under headings finds on the page that is open. One command.
  func read(_ layouts: [PageStep.BoxLayout], ignoring: Set<String> = []) async throws -> [[PageBox]] {
    let answer = try await look(
      "the page", [PageCase("any", all: [], steps: layouts.map { .boxes($0, within: nil) })], ignoring: ignoring)
    return answer.results.map { $0.boxes ?? [] }
  }
}
