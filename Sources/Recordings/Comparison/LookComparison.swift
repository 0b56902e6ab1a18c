import WebDriver

/// Compares two answers to one look.
struct LookComparison {
  let look: Look
  let newLook: Look
  let was: LookAnswer
  let now: LookAnswer
  let line: Int
  /// What was pressed before the look.
  let pressed: String?
  private(set) var changes: [DriftEvidence.Change] = []

  init(look: Look, newLook: Look, was: LookAnswer, now: LookAnswer, line: Int, pressed: String?) {
    self.look = look
    self.newLook = newLook
    self.was = was
    self.now = now
    self.line = line
    self.pressed = pressed
  }

  /// The case that the recording went on with.
  private var held: Look.Case? { look.named(was.heldCase) }

  /// Whether both answers are of the same page, as far as can be seen.
  var isOfOnePage: Bool { AddressPattern(was.address) == AddressPattern(now.address) }

  /// Elements that are typed into or chosen in.
  var fields: Set<String> {
    let demanded = look.cases.flatMap(\.demands).filter { $0.need == "fill" }.map(\.element)
    let filled = look.cases.flatMap(\.steps).flatMap { step -> [String] in
      switch step["op"]?.stringValue {
      case "fill": (step["fields"]?.arrayValue ?? []).compactMap { $0["element"]?.stringValue }
      case "read" where ["value", "checked", "options"].contains(step["what"]?.stringValue):
        [step["element"]?.stringValue].compactMap(\.self)
      default: []
      }
    }
    return Set(demanded + filled)
  }

  /// Compares, and says whether the flow can have gone on as the recording did.
  mutating func run() -> Bool {
    guard was.heldCase == now.heldCase else {
      leftTheRecording()
      return false
    }
    guard let held else { return true }
    compareAddresses(held)
    for name in look.elements.keys.sorted() { compareElement(name, isWanted: wanted(by: held).contains(name)) }
    for (step, (old, new)) in zip(held.steps, zip(was.results, now.results)) {
      ResultComparison(look: look, held: held, step: step, was: old, now: new, line: line).changes.forEach { changes.append($0) }
    }
    return true
  }

  private mutating func compareAddresses(_ held: Look.Case) {
    let (old, new) = (AddressPattern(was.address), AddressPattern(now.address))
    guard old != new else { return }
    let page = held.demands.first.map { String($0.element.prefix { $0 != "." }) }
    add(
      .address, page: page, was: old.description, now: new.description,
      "\(page.map { "\($0): the page" } ?? "a page") that stood at \(old) stands at \(new) now", key: "address|\(old)|\(new)")
  }

  /// The elements without which the flow cannot do what it does. Others may be there or not as the data would have it: a link to the next
  /// page, a mark of somebody's state.
  private func wanted(by held: Look.Case) -> Set<String> {
    var names = Set(held.demands.map(\.element)).union(fields.intersection(held.steps.flatMap(Self.elements)))
    for step in held.steps where ["require", "table", "boxes", "setBoxes", "follow"].contains(step["op"]?.stringValue) {
      names.formUnion(Self.elements(step))
    }
    return names
  }

  private static func elements(_ step: JSONValue) -> [String] {
    [step["element"]?.stringValue].compactMap(\.self) + (step["fields"]?.arrayValue ?? []).compactMap { $0["element"]?.stringValue }
  }

  // MARK: - One element

  private mutating func compareElement(_ name: String, isWanted: Bool) {
    guard let query = look.elements[name], query == newLook.elements[name], let old = was.elements[name], let new = now.elements[name],
      old.isFound
    else { return }
    if let change = ElementComparison(name: name, query: query, was: old, now: new, line: line).change(isWanted: isWanted) {
      changes.append(change)
    }
  }

  // MARK: - Another outcome

  private mutating func leftTheRecording() {
    guard let held else {
      // The recording is of a failure, and the flow has gone further.
      let now = now.heldCase.map { "\"\($0)\"" } ?? "nothing"
      return addOutcome(now, "")
    }
    if now.heldCase == nil, now.isOld, held.wantsNewDocument {
      return addOutcome("nothing", "; the page from before still stands")
    }
    let reports = held.demands.map { (name: $0.element, report: now.elements[$0.element]) }
    let isAllLost = !reports.isEmpty && reports.allSatisfy { $0.report?.isFound != true }
    let isSamePage = isOfOnePage && was.title == now.title
    if isAllLost && !isSamePage { return now.heldCase == nil ? addPage() : addOutcome() }
    // Of another outcome on the same page an element that is not there is the cause only where others of the same case are.
    if now.heldCase == nil || (!isAllLost && isOfOnePage && !held.wantsNewDocument) {
      for name in Set(held.demands.map(\.element)).sorted() { compareElement(name, isWanted: true) }
      for name in held.demands.map(\.element) { compareFitness(name) }
    }
    if !changes.isEmpty { return }
    now.heldCase == nil ? addUnwanted(held) : addOutcome()
  }

  /// An element that is there, and is not fit for what it is needed for.
  private mutating func compareFitness(_ name: String) {
    guard let report = now.elements[name], let hindrance = report.hindrance, hindrance != was.elements[name]?.hindrance,
      !changes.contains(where: { $0.finding.element == name })
    else { return }
    let told = ProblemWords.told(hindrance, report)
    add(.hindered, element: name, was: "usable", now: told, "\(name): could be used, and is \(told) now", key: "hindered|\(name)")
  }

  private mutating func addUnwanted(_ held: Look.Case) {
    for name in held.none {
      guard let problem = now.elements[name]?.problem, problem == "unwanted" || problem == "many" else { continue }
      return add(.outcome, element: name, was: "not there", now: "there", "\(name): is there now, and was not", key: "unwanted|\(name)")
    }
    addPage()
  }

  private mutating func addPage() {
    let wanted = held?.plainName ?? ""
    let (old, new) = (AddressPattern(was.address), AddressPattern(now.address))
    let after = pressed.map { "after \($0) was pressed " } ?? ""
    let trouble = now.trouble.map { "; the script says: \(Narrator.shortened($0))" } ?? ""
    let sentence =
      old == new
      ? "\(after)the page at \(new) is not the one that was there: \"\(wanted)\" does not come; it is called \(Narrator.quoted(now.title))"
      : "\(after)the page \(Narrator.quoted(now.title)) at \(new) came, where the one at \(old) came before"
    add(
      .page, element: pressed, page: now.title, was: old.description, now: new.description, sentence + trouble,
      key: "page|\(old)|\(new)|\(pressed ?? "")")
  }

  private mutating func addOutcome() {
    guard let came = look.named(now.heldCase) else { return addOutcome("nothing", "") }
    let words = now.results.flatMap { result in
      [result["text"]?.stringValue].compactMap(\.self) + (result["texts"]?.arrayValue ?? []).compactMap(\.stringValue)
    }
    let said = words.isEmpty ? "" : "; the page says: \(words.map { Narrator.quoted($0) }.joined(separator: ", "))"
    let page = came.isBlock || words.isEmpty ? ", on the page \(Narrator.quoted(now.title))" : ""
    addOutcome("\"\(came.plainName)\"", page + said)
  }

  private mutating func addOutcome(_ came: String, _ remark: String) {
    let old = held.map { "\"\($0.plainName)\"" } ?? "nothing"
    let after = pressed.map { "after \($0) was pressed " } ?? ""
    let verb = old == "nothing" ? "where nothing came before" : "where \(old) came before"
    add(
      .outcome, element: pressed, page: now.title, was: old, now: came + remark, "\(after)\(came) came, \(verb)\(remark)",
      key: "outcome|\(pressed ?? "")|\(old)|\(came)")
  }

  private mutating func add(
    _ kind: DriftFinding.Kind, element: String? = nil, page: String? = nil, was: String?, now: String?, _ sentence: String, key: String
  ) {
    let page = page ?? element.map { String($0.prefix { $0 != "." }) }
    let finding = DriftFinding(kind: kind, element: element, page: page, was: was, now: now, line: line, sentence: sentence)
    changes.append(DriftEvidence.Change(finding: finding, key: key))
  }
}
