import SelectorPacks
import WebDriver

/// Finds what an element that the pack does not find may be now.
struct ElementSuggester {
  let likeness: Likeness
  let inventory: PageInventory
  let selector: ElementSelector
  let wanted: WantedElement
  /// A text that it must hold, where that is known: the email of whoever is signed in.
  var expected: String?

  func suggestions() -> [Suggestion] {
    let fitting = inventory.things.filter(fits)
    let ways = ThingCandidates(inventory: inventory)
    return Suggestion.best(
      fitting.compactMap { thing in
        // A mark is told by its words, unlike a value.
        let use = wanted.own.hasSuffix("_mark") ? ElementUse.sign : wanted.use
        var candidates = ways.candidates(for: thing, use: use)
        // What says the very text that is looked for is worth a class that may be there for its looks alone.
        if candidates.isEmpty, expected != nil { candidates = ways.lastResort(for: thing) }
        guard !candidates.isEmpty else { return nil }
        var entry = selector
        entry.candidates = candidates
        // What it stood in may be what is not found.
        if let within = selector.within, !inventory.things.contains(where: { $0.known?.hasSuffix(".\(within)") == true }) {
          entry.within = nil
        }
        return (
          what: Self.name(of: thing), likeness: score(thing, among: fitting), entry: .element(entry),
          yaml: entry.yaml(named: wanted.own)
        )
      })
  }

  static func name(of thing: PageInventory.Thing) -> String {
    let role = thing.role.isEmpty ? thing.tag : thing.role
    let name = thing.name.isEmpty ? (thing.hooks.first ?? thing.id) : thing.name
    return "the \(role) \"\(name)\"" + (thing.inside.isEmpty ? "" : " in \"\(thing.inside)\"")
  }

  /// Whether it can be used so, and is not something else that is known.
  private func fits(_ thing: PageInventory.Thing) -> Bool {
    guard thing.shown || selector.includesHidden, thing.known == nil || thing.known == wanted.name else { return false }
    guard (selector.inRow != nil) == (thing.row >= 0) else { return false }
    if let expected, !thing.name.lowercased().contains(expected.lowercased()) { return false }
    let isPassword = thing.type == "password"
    switch wanted.use {
    case .fill:
      let isText = ["textbox", "searchbox", "spinbutton"].contains(thing.role) || isPassword || thing.tag == "textarea"
      return isText && isPassword == wanted.own.contains("password")
    case .tick: return ["checkbox", "radio", "switch"].contains(thing.role)
    case .choose: return thing.role == "combobox" || thing.tag == "select"
    case .click: return ["button", "link", "menuitem"].contains(thing.role)
    case .read:
      guard thing.kind == .text else { return false }
      guard let pattern = selector.pattern.flatMap({ try? Regex($0) }) else { return true }
      return thing.name.contains(pattern)
    case .sign: return wanted.own == "next" ? thing.role == "link" : thing.kind == .text
    }
  }

  private func score(_ thing: PageInventory.Thing, among fitting: [PageInventory.Thing]) -> Double {
    // It is found already, only not surely enough for a click.
    if thing.known == wanted.name { return 1 }
    let texts = [thing.name, thing.placeholder] + thing.labels
    let marks = [thing.id, thing.field] + thing.hooks
    func most(_ ones: [String], _ others: [String]) -> Double {
      ones.flatMap { one in others.map { likeness(one, $0) } }.max() ?? 0
    }
    var score = 0.5 * most(words, texts) + 0.3 * most(knownMarks, marks) + 0.35 * most([wanted.own], texts + marks)
    if wanted.own.contains("email"), thing.type == "email" { score += 0.3 }
    if thing.type == "password" { score += 0.3 }
    if expected != nil || (wanted.use == .read && selector.pattern != nil) { score += 0.3 }
    let isAmongKnown = thing.form >= 0 && inventory.things.contains { $0.form == thing.form && $0.known != nil }
    if isAmongKnown { score += 0.15 }
    switch wanted.use {
    case .click:
      if thing.type == "submit" { score += 0.1 }
      // The only one of the page, whatever its words: worth a look, and not more.
      if thing.type == "submit", thing.row < 0, fitting.count(where: { $0.type == "submit" && $0.row < 0 }) == 1 { score += 0.2 }
      // The only button of a form that is known by its fields.
      if isAmongKnown, thing.row < 0, fitting.count(where: { $0.form == thing.form && $0.type == "submit" }) == 1, thing.type == "submit" {
        score += 0.25
      }
    default: if fitting.count == 1 { score += 0.2 }
    }
    return min(1, score)
  }

  /// The words by which the pack knows it.
  private var words: [String] {
    selector.candidates.flatMap { candidate -> [String] in
      switch candidate {
      case .label(let words), .text(let words), .placeholder(let words), .role(_, let words): words
      default: []
      }
    }
  }

  /// Hooks, ids and names of fields by which the pack knows it.
  private var knownMarks: [String] {
    selector.candidates.flatMap { candidate -> [String] in
      switch candidate {
      case .hook(let hook): [hook]
      case .css(let css): css.matches(of: /#([\w-]+)|name="?([\w\[\]-]+)"?\]|\.([\w-]+)/).map { String($0.1 ?? $0.2 ?? $0.3 ?? "") }
      default: []
      }
    }
  }
}
