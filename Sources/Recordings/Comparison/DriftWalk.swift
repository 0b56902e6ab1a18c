import WebDriver

/// Goes through a recording and a fresh one of the same flow side by side, until the fresh one leaves the recording or ends.
struct DriftWalk {
  private let expected: [FlowStep]
  private let live: [FlowStep]
  /// What was pressed last.
  private var pressed: String?
  private(set) var evidence = DriftEvidence()
  /// How many steps of the recording were not come to.
  private(set) var uncompared = 0

  init(expected: Flow, live: Flow) {
    self.expected = Self.withoutRefusedClicks(expected.steps)
    self.live = Self.withoutRefusedClicks(live.steps)
  }

  /// A click that the driver refused without clicking is tried again after another look: a matter of chance, on both sides.
  private static func withoutRefusedClicks(_ steps: [FlowStep]) -> [FlowStep] {
    let refusals = [ErrorCode.staleElementReference, .elementClickIntercepted, .elementNotInteractable].map(\.rawValue)
    var kept: [FlowStep] = []
    for step in steps {
      if step.look != nil, kept.count > 1, let click = kept.last, click.request.command == "elementClick",
        let error = click.error, refusals.contains(error), kept[kept.count - 2].identity == step.identity
      {
        kept.removeLast(2)
      }
      kept.append(step)
    }
    return kept
  }

  mutating func run() {
    for index in expected.indices {
      guard live.indices.contains(index) else {
        if evidence.isEmpty { add(.flow, now: "nothing", line: expected[index].line, "the flow ended where the recording goes on") }
        uncompared = expected.count - index
        return
      }
      guard goesOn(index) else {
        uncompared = expected.count - index - 1
        return
      }
    }
    let closing: Set<String> = ["deleteSession", "takeScreenshot", "getPageSource"]
    if evidence.isEmpty, let more = live.dropFirst(expected.count).first(where: { !closing.contains($0.request.command) }) {
      let told = Narrator.command(more, dialog: nil)
      add(
        .flow, now: told, line: expected.last?.line ?? 1,
        "the flow goes on where the recording ends: \(more.look == nil ? told : "it looks")")
    }
  }

  /// Compares one step, and says whether the next ones can be.
  private mutating func goesOn(_ index: Int) -> Bool {
    let (old, new) = (expected[index], live[index])
    let isOpening = old.request.command == "navigateTo" && new.request.command == "navigateTo"
    guard isOpening || old.identity == new.identity else {
      if evidence.isEmpty {
        add(
          .flow, was: Self.told(old), now: Self.told(new), line: old.line,
          "the flow went another way: \(Self.told(new)), where the recording has: \(Self.told(old))")
      }
      return false
    }
    switch old.request.command {
    case "elementClick": pressed = new.target?.name ?? old.target?.name
    case "acceptAlert", "dismissAlert": return answersDialog(old, new, index)
    case "navigateTo": opens(old, new)
    default: break
    }
    if let look = old.look, let newLook = new.look { return looks(index, look, newLook) }
    return hasNoNewError(old, new, index)
  }

  private static func told(_ step: FlowStep) -> String {
    step.look.map { LookNarration.waiting($0) } ?? Narrator.command(step, dialog: nil)
  }

  // MARK: - Commands

  private mutating func opens(_ old: FlowStep, _ new: FlowStep) {
    let (was, now) = (
      AddressPattern(old.request.body?["url"]?.stringValue ?? ""), AddressPattern(new.request.body?["url"]?.stringValue ?? "")
    )
    if was != now { addAddress(page: nil, was, now, line: old.line) }
  }

  mutating func addAddress(page: String?, _ was: AddressPattern, _ now: AddressPattern, line: Int) {
    let what = page.map { "\($0): the page" } ?? "a page"
    add(
      .address, page: page, was: was.description, now: now.description, line: line, "\(what) that stood at \(was) stands at \(now) now",
      key: "address|\(was)|\(now)")
  }

  /// The driver's refusals are compared, its answers are data.
  private mutating func hasNoNewError(_ old: FlowStep, _ new: FlowStep, _ index: Int) -> Bool {
    guard let error = Self.refusal(new), error != Self.refusal(old) else { return true }
    if new.error == ErrorCode.unexpectedAlertOpen.rawValue {
      addDialog(new.value?["data"]?["text"]?.stringValue ?? dialogText(live, after: index), line: old.line)
      return false
    }
    if old.request.command == "elementClick", let pressed {
      add(
        .hindered, element: pressed, was: "pressed", now: error, line: old.line,
        "\(pressed): could be pressed, and the driver says now: \(error)",
        key: "hindered|\(pressed)")
    } else {
      let told = Narrator.command(old, dialog: nil)
      let kind: DriftFinding.Kind = old.request.command == "navigateTo" ? .page : .flow
      add(kind, was: told, now: error, line: old.line, "the flow \(told), and the driver says now: \(error)")
    }
    return false
  }

  private static func refusal(_ step: FlowStep) -> String? {
    if case .failure(let code, _) = step.response { return "no answer (\(code))" }
    return step.error
  }

  // MARK: - Dialogs

  private mutating func answersDialog(_ old: FlowStep, _ new: FlowStep, _ index: Int) -> Bool {
    let none = ErrorCode.noSuchAlert.rawValue
    if old.error == nil, new.error == none {
      addNoDialog(dialogText(expected, before: index), line: old.line)
      return true
    }
    if old.error == none, new.error == nil {
      addDialog(dialogText(live, before: index), line: old.line)
      return true
    }
    return hasNoNewError(old, new, index)
  }

  private func dialogText(_ steps: [FlowStep], after index: Int) -> String? { dialogText(steps, at: index + 1) }
  private func dialogText(_ steps: [FlowStep], before index: Int) -> String? { dialogText(steps, at: index - 1) }

  private func dialogText(_ steps: [FlowStep], at index: Int) -> String? {
    guard steps.indices.contains(index), steps[index].request.command == "getAlertText" else { return nil }
    return steps[index].value?.stringValue
  }

  private mutating func addDialog(_ text: String?, line: Int) {
    let what = text.map { "a dialog \(Narrator.quoted($0))" } ?? "a dialog"
    let sentence = pressed.map { "\($0): \(what) comes after it is pressed; none came before" } ?? "\(what) comes; none came before"
    add(.dialog, element: pressed, was: "none", now: text ?? "a dialog", line: line, sentence, key: "dialog|\(pressed ?? "")")
  }

  private mutating func addNoDialog(_ text: String?, line: Int) {
    let what = text.map { "the dialog \(Narrator.quoted($0))" } ?? "the dialog"
    let sentence = pressed.map { "\($0): \(what) no longer comes after it is pressed" } ?? "\(what) no longer comes"
    add(.dialog, element: pressed, was: text ?? "a dialog", now: "none", line: line, sentence, key: "no dialog|\(pressed ?? "")")
  }

  // MARK: - Looks

  private mutating func looks(_ index: Int, _ look: Look, _ newLook: Look) -> Bool {
    let (old, new) = (expected[index], live[index])
    switch (LookOutcome(old.response), LookOutcome(new.response)) {
    case (.answered(let was), .answered(let now)):
      var comparison = LookComparison(look: look, newLook: newLook, was: was, now: now, line: old.line, pressed: pressed)
      let goesOn = comparison.run()
      comparison.changes.forEach { evidence.add($0) }
      if comparison.isOfOnePage { evidence.places.compare(was, now, fields: comparison.fields, line: old.line) }
      pressed = goesOn ? Self.followed(look, now) ?? pressed : pressed
      return goesOn
    case (.answered, .dialog(let text)):
      let text = text ?? dialogText(live, after: index)
      if text == nil, live.indices.contains(index + 1), live[index + 1].error == ErrorCode.noSuchAlert.rawValue {
        add(.flow, now: "nothing", line: old.line, "the page did not answer, and no dialog stands on it")
      } else {
        addDialog(text, line: old.line)
      }
      return false
    case (.dialog(let text), .answered):
      addNoDialog(text ?? dialogText(expected, after: index), line: old.line)
      return false
    case (.dialog, .dialog), (.failed, .failed): return true
    default: return hasNoNewError(old, new, index)
    }
  }

  /// The link that the look itself has followed.
  private static func followed(_ look: Look, _ answer: LookAnswer) -> String? {
    guard let held = look.named(answer.heldCase) else { return nil }
    let followed = zip(held.steps, answer.results).filter { $0["op"]?.stringValue == "follow" && $1["text"]?.stringValue != nil }
    return followed.last?.0["element"]?.stringValue
  }

  private mutating func add(
    _ kind: DriftFinding.Kind, element: String? = nil, page: String? = nil, was: String? = nil, now: String? = nil, line: Int,
    _ sentence: String, key: String? = nil
  ) {
    let finding = DriftFinding(kind: kind, element: element, page: page, was: was, now: now, line: line, sentence: sentence)
    evidence.add(DriftEvidence.Change(finding: finding, key: key ?? "\(kind.rawValue)|\(sentence)"))
  }
}
