import SelectorPacks
import WebDriver

/// Ways to tell one thing of a page from all others on it.
struct ThingCandidates {
  let inventory: PageInventory
  /// Whether nothing else on the page counts, since the thing is told from the others by where it stands.
  var isAlone = false

  /// At most three, those that a person would understand first. A thing in a table's row is told from those in the same row.
  func candidates(for thing: PageInventory.Thing, use: ElementUse) -> [Candidate] {
    let others = isAlone ? [] : inventory.things.filter { $0.shown && $0.row == thing.row }
    func isOnly(_ fits: (PageInventory.Thing) -> Bool) -> Bool { others.count(where: fits) <= 1 }
    var candidates: [Candidate] = []
    let isControl = thing.kind == .control
    if isControl, [.fill, .tick, .choose].contains(use),
      let label = thing.labels.first(where: { label in isOnly { $0.labels.contains(label) } }),
      isWhole(label)
    {
      candidates.append(.label([label]))
    }
    if isControl, [.click, .sign].contains(use), !thing.role.isEmpty, !thing.name.isEmpty, isWhole(thing.name),
      isOnly({ $0.role == thing.role && $0.name == thing.name })
    {
      candidates.append(.role(thing.role, names: [thing.name]))
    }
    // A value changes from page to page; a mark is always the same.
    if !isControl, use == .sign, isWhole(thing.name), isOnly({ $0.name == thing.name }) { candidates.append(.text([thing.name])) }
    if let hook = thing.hooks.first(where: { hook in isOnly { $0.hooks.contains(hook) } }) { candidates.append(.hook(hook)) }
    if Self.isLasting(thing.id), isOnly({ $0.id == thing.id }) { candidates.append(.css("#\(Self.escaped(thing.id))")) }
    // Frameworks give all buttons the same name.
    if [.fill, .tick, .choose].contains(use), Self.isLasting(thing.field), thing.type != "radio",
      isOnly({ $0.field == thing.field && $0.tag == thing.tag })
    {
      candidates.append(.css("\(thing.tag)[name=\"\(thing.field)\"]"))
    }
    if !thing.placeholder.isEmpty, isWhole(thing.placeholder), use == .fill, isOnly({ $0.placeholder == thing.placeholder }) {
      candidates.append(.placeholder([thing.placeholder]))
    }
    return Array(candidates.prefix(3))
  }

  /// A class of its own, for a text that has nothing better: it may be there for its looks alone.
  func lastResort(for thing: PageInventory.Thing) -> [Candidate] {
    let others = inventory.things.filter(\.shown)
    let own = thing.classes.first { name in Self.isLasting(name) && others.count { $0.classes.contains(name) } <= 1 }
    return own.map { [.css("\(thing.tag).\($0)")] } ?? []
  }

  /// The same for a table.
  func candidates(for table: PageInventory.Table) -> [Candidate] {
    let others = inventory.tables.filter(\.shown)
    var candidates: [Candidate] = []
    if let hook = table.hooks.first(where: { hook in others.count { $0.hooks.contains(hook) } <= 1 }) {
      candidates.append(.css("table.\(hook)"))
    }
    if Self.isLasting(table.id) { candidates.append(.css("#\(Self.escaped(table.id))")) }
    if Self.isLasting(table.around), others.count(where: { $0.around == table.around }) <= 1 {
      candidates.append(.css("#\(Self.escaped(table.around)) table"))
    }
    if candidates.isEmpty, others.count <= 1 { candidates.append(.css("table")) }
    return candidates
  }

  /// Longer texts are cut off in the inventory.
  private func isWhole(_ text: String) -> Bool { !text.isEmpty && text.count < 120 }

  /// Whether an id or name looks as if a person had given it, and the same on every page: no numbers, nothing made up by a machine.
  static func isLasting(_ id: String) -> Bool {
    !id.isEmpty && id.count <= 60 && id.wholeMatch(of: /[A-Za-z][A-Za-z_\[\]-]*/) != nil
      && id.wholeMatch(of: /(?:ember|react|radix|mui|css|sc)-.*/) == nil
  }

  /// Brackets mean something in a selector.
  static func escaped(_ id: String) -> String { id.replacing("[", with: "\\[").replacing("]", with: "\\]") }
}
