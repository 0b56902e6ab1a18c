public import Foundation
import Secrets
public import SelectorPacks
import Synchronization
public import Technicians
public import WebDriver

/// One console in one browser: opens its pages and looks at them through the selector pack. The page objects are built on it.
public final class Console: Sendable {
  /// Where the console is.
  public let address: ConsoleAddress
  /// What is known of its pages.
  public let pack: SelectorPack
  package let session: Session
  /// How long a page may take to show what is expected.
  let patience: Duration
  /// The time by which it waits before something is tried again.
  let clock: SessionClock
  /// Is told what went wrong on the way and was got over.
  let note: @Sendable (String) -> Void
  /// Looks whether pages are as they were; `nil` looks at nothing.
  let watch: PageWatch?
  /// Whether it is told what each element is that was found.
  let tellsChoices: Bool
  /// Whether what stands in the way is answered where the pack says how.
  let answersBlocks: Bool
  let visit = Mutex(Visit())
  /// The password of whoever signed in here, for a console that asks for it again.
  let ownPassword = Mutex<Secret?>(nil)

  /// A console behind `session`. The session is used by this console alone.
  ///
  /// - Parameters:
  ///   - patience: how long a page may take to show what is expected.
  ///   - clock: the time by which it waits before something is tried again; the session's own if `nil`.
  ///   - watch: looks whether pages are as they were.
  ///   - tellsChoices: whether looks answer what each element is that was found, for a trace.
  ///   - answersBlocks: whether what stands in the way is answered where the pack says how. Not for one that sends nothing but the sign-in.
  ///   - note: is told, in a sentence for a person, what went wrong while reading and is tried again.
  public init(
    address: ConsoleAddress, pack: SelectorPack, session: Session, patience: Duration = .seconds(10), clock: SessionClock? = nil,
    watch: PageWatch? = nil, tellsChoices: Bool = false, answersBlocks: Bool = true,
    note: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.address = address
    self.pack = pack
    self.session = session
    self.patience = patience
    self.clock = clock ?? session.clock
    self.watch = watch
    self.tellsChoices = tellsChoices
    self.answersBlocks = answersBlocks
    self.note = note
  }

  /// The layout's name, for showing.
  public var layout: String { pack.layout }

  /// What the layout can do, in the domain's terms.
  public var capabilities: ConsoleCapabilities {
    ConsoleCapabilities(
      name: pack.capabilities.name == .split ? .split : .full,
      permissions: pack.capabilities.permissions == .technician ? .technician : .group)
  }

  /// How often something that commits was clicked so far, or may have been.
  public var clicks: Int { visit.withLock { $0.clicks } }

  /// Waits, on the session's own clock.
  public func wait(_ pause: Duration) async throws { try await clock.sleep(pause) }

  /// A picture of the page, as PNG.
  public func picture() async throws -> Data { try await session.screenshot() }

  /// Says in a recording what is done next, and by which page object.
  func mark(_ page: String, _ step: String) { session.mark(page: page, step: step) }

  /// Opens a page of the pack.
  func open(_ page: String, _ path: String? = nil, values: [String: String] = [:]) async throws {
    try await open(address: address.origin + pack.path(page, path, values: values))
  }

  /// Opens an absolute address of this console. Others are refused: a link could lead anywhere.
  func open(address url: String) async throws {
    guard address.contains(url) else {
      throw ConsoleError(.pageNotRecognised, "a link leads away from the console, to \(url); it was not followed")
    }
    visit.withLock { $0.open(url) }
    try await load(url)
  }

  /// Waits until one of `cases` holds on the page, carries out its steps, and answers.
  ///
  /// - Parameters:
  ///   - page: what the page is called in error texts.
  ///   - cases: what to wait for.
  ///   - rows: for elements in rows; see ``SelectorPack/program(_:rows:alike:)``.
  ///   - alike: how many rows that say the same throughout will do.
  ///   - before: whether something was clicked just before, whose outcome is awaited here.
  ///   - ignoring: blocks that are expected here.
  ///   - settling: how long the parts of a page must have been all there before they are read or filled in.
  func look(
    _ page: String, _ cases: [PageCase], rows: [String: [String: String]] = [:], alike: Int = 1,
    after consequence: ConsoleError.Consequence = .nothing,
    ignoring: Set<String> = [], settling: Duration = Console.settling
  ) async throws -> PageAnswer {
    while true {
      do {
        let answer = try await lookOnce(page, cases, rows: rows, alike: alike, after: consequence, ignoring: ignoring, settling: settling)
        visit.withLock { $0.arrived(at: Self.followed(answer, cases)) }
        return answer
      } catch let hitch as Hitch {
        // What was only read is read again. What was clicked is not clicked again, and what came of it is looked for elsewhere.
        guard consequence == .nothing, let url = visit.withLock({ $0.addressToOpenAgain }) else { throw hitch.error }
        try await getOver(hitch)
        try await load(url)
      } catch let error as ConsoleError {
        guard let answered = try await answer(error, on: page) else { throw error }
        guard consequence == .nothing, let url = visit.withLock({ $0.addressToOpenAgain }) else { throw answered }
        try await load(url)
      }
    }
  }

  private func lookOnce(
    _ page: String, _ cases: [PageCase], rows: [String: [String: String]], alike: Int, after consequence: ConsoleError.Consequence,
    ignoring: Set<String>, settling: Duration
  ) async throws -> PageAnswer {
    let blocks = pack.blocks.filter { !ignoring.contains($0.name) }
    func blockCases(_ fits: (SelectorPack.Block) -> Bool) -> [PageCase] {
      blocks.filter(fits).map { blockCase($0, newDocument: consequence != .nothing) }
    }
    var program = try pack.program(blockCases(\.comesFirst) + cases + blockCases { !$0.comesFirst }, rows: rows, alike: alike)
    program.origin = address.origin
    let watched = watch.flatMap { $0.wants(cases) }
    program.tellsShape = watched != nil
    program.settling = settling
    program.tellsChoices = tellsChoices
    switch try await session.run(program, deadline: patience) {
    case .dialog:
      let text = (try? await session.dialogText()) ?? ""
      throw Hitch.dialog(text, on: page, consequence)
    case .answered(let answer):
      if let block = blocks.first(where: { Self.blockPrefix + $0.name == answer.heldCase }) {
        throw blocked(by: block, on: page, answer, consequence)
      }
      guard answer.heldCase != nil else { throw await unrecognised(page, cases, program, answer, consequence) }
      if let watched, answer.heldCase == cases.first?.name { watch?.note(answer, of: watched) }
      return answer
    }
  }

  /// The address of a link that the look has followed.
  private static func followed(_ answer: PageAnswer, _ cases: [PageCase]) -> String? {
    guard let held = cases.first(where: { $0.name == answer.heldCase }) else { return nil }
    for (step, result) in zip(held.steps, answer.results) {
      if case .follow = step, let address = result.text { return address }
    }
    return nil
  }

  /// Waits until `page` is as one of `cases` says, checks it, and clicks an element of it with a native click: the way everything is
  /// committed.
  ///
  /// If the element was drawn anew in between, or something slid over it, the driver refuses without clicking; then it is looked for,
  /// checked and filled again. A click that may have happened is never repeated.
  ///
  /// - Parameters:
  ///   - element: what is clicked. Its cases demand ``PageCase/Need/click`` of it.
  ///   - seen: the answer of a look that has just been had, so that none is needed for the first try.
  ///   - check: throws if the page is not the right one; then nothing is clicked. Answers whether to click at all.
  ///   - witness: is called once, before the first click.
  /// - Returns: the answer that was acted upon.
  @discardableResult
  func lookAndClick(
    _ element: String, on page: String, _ cases: [PageCase], rows: [String: [String: String]] = [:], alike: Int = 1,
    seen: PageAnswer? = nil,
    ignoring: Set<String> = [], witness: @Sendable () async throws -> Void = {},
    check: (PageAnswer) throws -> Bool
  ) async throws -> PageAnswer {
    var attempts = 3
    var isWitnessed = false
    while true {
      let answer: PageAnswer
      if let seen, attempts == 3 {
        answer = seen
      } else {
        answer = try await look(page, cases, rows: rows, alike: alike, ignoring: ignoring)
      }
      guard try check(answer) else { return answer }
      guard let reference = answer.elements[element]?.node else {
        // It was there when it was looked for, and was drawn anew by what was filled in.
        attempts -= 1
        guard attempts > 0 else { throw ConsoleError(.pageNotRecognised, "\(element) was not found on \(answer.address)") }
        continue
      }
      if !isWitnessed { try await witness() }
      isWitnessed = true
      let wasTouched = visit.withLock { $0.touch() }
      do {
        try await session.click(reference, name: element)
        return answer
      } catch let error as WebDriverError where Self.didNotClick(error) && attempts > 1 {
        visit.withLock { $0.takeBackTouch(wasTouched: wasTouched) }
        attempts -= 1
      }
    }
  }

  /// Errors that the driver gives instead of clicking (specification, "Element Click").
  private static func didNotClick(_ error: WebDriverError) -> Bool {
    error.code == .staleElementReference || error.code == .elementClickIntercepted || error.code == .elementNotInteractable
  }

  /// Answers the dialog that a committing button opens, if the pack says that one does.
  func confirmDialog() async throws {
    do {
      try await session.acceptDialog()
    } catch let error as WebDriverError where error.code == .noSuchAlert {
      // The console asked nothing. What came of the click is seen by reading back.
    }
  }

  /// How long the parts of a page must have been all there before they are read or filled in.
  static let settling = Duration.milliseconds(100)

  static let blockPrefix = "block:"

  static func place(_ answer: PageAnswer) -> String { "page \"\(answer.title)\", \(answer.address)" }

  /// What each case was waiting for, candidate by candidate.
  func notRecognised(
    _ page: String, _ cases: [PageCase], _ program: PageProgram, _ answer: PageAnswer, _ consequence: ConsoleError.Consequence, status: Int?
  ) -> ConsoleError {
    guard address.contains(answer.address) else {
      return ConsoleError(
        consequence == .nothing ? .pageNotRecognised : .outcomeUnknown, "the console led to another site instead of \(page)",
        details: [Self.place(answer)], consequence: consequence,
        advice: "Nothing was typed there. If signing in is done elsewhere (single sign-on), this account cannot be used.")
    }
    if let trouble = answer.trouble {
      return ConsoleError(
        consequence == .nothing ? .pageNotRecognised : .outcomeUnknown, "\(page) could not be examined: \(trouble)",
        details: [Self.place(answer)], consequence: consequence)
    }
    if answer.missed == true {
      return ConsoleError(
        .pageNotRecognised, "the page changed between the look and the click (on the way to \(page)); the click was stopped",
        details: [Self.place(answer)], advice: "Look whether somebody else is at work there, and try again.", isStoppedClick: true)
    }
    var details = [Self.place(answer)]
    if let windows = answer.windows {
      details.append("it tried to open another window\(windows > 1 ? " \(windows) times" : ""), which was refused")
    }
    // The first case is what was hoped for; the others are refusals and the like, whose absence explains nothing.
    for name in cases.first.map({ $0.all.map(\.element) + $0.none }) ?? [] {
      guard let query = program.elements[name], let report = answer.elements[name], let problem = report.problem else { continue }
      details.append("\(name): \(Self.explain(problem, report))")
      for (index, candidate) in query.candidates.enumerated() where report.counts.indices.contains(index) {
        let hidden = report.hidden[index] > 0 ? ", \(report.hidden[index]) hidden" : ""
        let count = report.counts[index]
        details.append("  \(candidate)   \(count) match\(count == 1 ? "" : "es")\(hidden)")
      }
    }
    let isUnlike = details.contains { $0.hasPrefix("  ") }
    let leading = cases.first?.all.map(\.element).filter { answer.elements[$0]?.problem == .window } ?? []
    if let status, status >= 400 { details.insert("the console answered with status \(status)", at: 1) }
    if consequence != .nothing {
      let still = answer.old == true ? "; the page from before still stands" : ""
      return ConsoleError(
        .outcomeUnknown, "what came of it could not be seen on \(page)\(still)", details: details, consequence: consequence,
        advice: nil)
    }
    if let element = leading.first {
      return ConsoleError(
        .pageNotRecognised, "\(element) on \(page) leads to another window, and was not clicked", details: details,
        consequence: consequence, advice: "Another window is never followed: do this step by hand.")
    }
    let cause =
      isUnlike
      ? "\(page) is not as the selector pack says" : "\(page) did not come up"
    return ConsoleError(
      .pageNotRecognised, cause, details: details, consequence: consequence,
      advice: "If the console changed its wording, give the new one in an override: --selectors FILE (see docs/packs.md).")
  }

  private static func explain(_ problem: ElementReport.Problem, _ report: ElementReport) -> String {
    switch problem {
    case .none: "not found"
    case .many: "more than one element matches: \(report.sample?.joined(separator: " and ") ?? "")"
    case .hidden: "there, but hidden"
    case .outer: "what it stands in was not found"
    case .row: "no such row"
    case .rows: "more than one such row"
    case .disabled: "disabled"
    case .readonly: "read-only"
    case .unsure: "found by one candidate alone, and not by its words: too little for a click"
    case .window: "it leads to another window"
    case .covered: "covered by \(report.by ?? "something")"
    case .outside: "outside what can be scrolled to"
    case .apart: "what is filled in stands outside of the form that the button sends"
    case .unwanted: "there, and must not be"
    case .invalid: "a candidate cannot be understood: \(report.invalid ?? "")"
    default: problem.rawValue
    }
  }
}
