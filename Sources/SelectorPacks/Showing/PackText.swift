import Spelling
import WebDriver

extension SelectorPack {
  /// The pack as it is in effect, as YAML that can be read again, each entry with the place that it comes from as a remark.
  ///
  /// - Parameters:
  ///   - name: a page, or an entry as in ``entryDigests``, of which alone something is wanted; `nil`: all.
  ///   - place: how a place is shown.
  /// - Throws: ``PackError`` if the pack has nothing of that name.
  public func text(of name: String? = nil, place: @escaping (PackPlace) -> String = { "\($0)" }) throws(PackError) -> String {
    let text = PackText(pack: self, wanted: name, shown: place)
    let lines = text.lines()
    guard !text.isEmpty(lines) else {
      throw PackError(.malformed, "\(places): there is nothing of the name \"\(name ?? "")\"\(text.question)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

private struct PackText {
  let pack: SelectorPack
  let wanted: String?
  let shown: (PackPlace) -> String

  func isEmpty(_ lines: [String]) -> Bool { wanted != nil && lines.isEmpty }

  var question: String {
    let names = Set(pack.origins.keys).union(["blocks", "capabilities", "list_price"]).sorted()
    guard let wanted, let near = NearestNames.nearest(to: wanted, among: names, limit: 1).first else { return "" }
    return "; did you mean \"\(near)\"?"
  }

  private func wants(_ name: String) -> Bool { wanted == nil || name == wanted || name.hasPrefix("\(wanted ?? "").") }

  private func remark(_ name: String) -> String { pack.origins[name].map { "  # \(shown($0))" } ?? "" }

  func lines() -> [String] {
    var lines: [String] = []
    if wanted == nil {
      lines += ["format: \(SelectorPack.format)", "layout: \(YAMLText.scalar(pack.layout))", "version: \(YAMLText.scalar(pack.version))"]
      if !pack.notes.isEmpty { lines.append("notes: \(YAMLText.scalar(pack.notes))") }
    }
    let able = capabilities()
    if !able.isEmpty { lines += ["capabilities:"] + able.map { "  \($0)" } }
    if wants("list_price") {
      let price = pack.declaredListPrice
      lines.append(
        "list_price: \(YAMLText.mapping([("cents", "\(price.cents)"), ("currency", YAMLText.scalar(price.currency))]))\(remark("list_price"))"
      )
    }
    if wants("blocks") {
      lines += ["blocks:\(pack.declaredBlocks.isEmpty ? " []" : "")\(remark("blocks"))"] + pack.declaredBlocks.map { "  - \($0.yaml)" }
    }
    var pages: [String] = []
    for (name, page) in pack.pages.sorted(by: { $0.key < $1.key }) {
      let inside = self.lines(of: page, name)
      if !inside.isEmpty { pages += ["  \(name):"] + inside.map { "    \($0)" } } else if wanted == nil { pages.append("  \(name): {}") }
    }
    if !pages.isEmpty { lines += ["pages:"] + pages }
    return lines
  }

  private func capabilities() -> [String] {
    let able = pack.declaredCapabilities
    func line(_ name: String, _ value: String) -> [String] {
      guard wants("capabilities.\(name)") || wanted == "capabilities" else { return [] }
      return ["\(name.split(separator: ".").last ?? ""): \(value)\(remark("capabilities.\(name)"))"]
    }
    func group(_ name: String, _ lines: [String]) -> [String] { lines.isEmpty ? [] : ["\(name):"] + lines.map { "  \($0)" } }
    var lines = line("name", able.name.rawValue) + line("permissions", able.permissions.rawValue)
    lines += line("first_password", able.firstPassword.rawValue)
    lines += group(
      "deactivation",
      line("deactivation.from", able.deactivation.from.rawValue) + line("deactivation.confirm", able.deactivation.confirm.rawValue)
        + line("deactivation.reasons", YAMLText.list(able.deactivation.reasons)))
    lines += group(
      "reactivation",
      line("reactivation.confirm", able.reactivation.confirm.rawValue) + line("reactivation.by_box", "\(able.reactivation.byBox)"))
    let people = able.people.map {
      YAMLText.mapping([
        ("path", YAMLText.scalar($0.path)), ("search", YAMLText.scalar($0.search)), ("status", $0.status.rawValue),
      ])
    }
    let head = line("people", people.isEmpty ? "[]" : "")
    lines +=
      head.map { $0.replacing("people: ", with: people.isEmpty ? "people: " : "people:") }
      + (head.isEmpty ? [] : people.map { "  - \($0)" })
    if let dates = able.dates {
      lines += line(
        "dates",
        YAMLText.mapping([
          ("formats", YAMLText.list(dates.formats)), ("zone", YAMLText.scalar(dates.zone)), ("locale", YAMLText.scalar(dates.locale)),
        ]))
    }
    return lines + line("bulk", "\(able.bulk)")
  }

  private func lines(of page: PageSelectors, _ name: String) -> [String] {
    var lines: [String] = []
    if let path = page.path, wants("\(name).path") { lines.append("path: \(YAMLText.scalar(path))\(remark("\(name).path"))") }
    lines += section("paths", "\(name).paths", page.paths) { value, _ in (YAMLText.scalar(value), []) }
    lines += section("elements", name, page.elements) { ("", $0.yaml + examples("\(name).\($1)")) }
    lines += section("tables", name, page.tables) { table, _ in ("", table.yaml) }
    lines += section("boxes", "\(name).boxes", page.boxes) { boxes, _ in
      (boxes.yaml, [])
    }
    lines += section("lists", "\(name).lists", page.lists) { value, _ in (YAMLText.scalar(value), []) }
    lines += section("words", "\(name).words", page.words) { words, _ in (YAMLText.words(words), []) }
    return lines
  }

  private func examples(_ name: String) -> [String] {
    guard let examples = pack.examples[name] else { return [] }
    return ["examples:"]
      + [(true, "matches"), (false, "not")].flatMap { matches, key in
        let pieces = examples.filter { $0.matches == matches }.map { "    - \(YAMLText.scalar($0.html))" }
        return pieces.isEmpty ? [] : ["  \(key):"] + pieces
      }
  }

  /// A section with its entries: what stands behind each name, and the lines below it.
  private func section<Value>(
    _ section: String, _ prefix: String, _ values: [String: Value], _ yaml: (Value, String) -> (String, [String])
  ) -> [String] {
    var lines: [String] = []
    for (own, value) in values.sorted(by: { $0.key < $1.key }) where wants("\(prefix).\(own)") {
      let (text, below) = yaml(value, own)
      lines.append("  \(own):\(text.isEmpty ? "" : " \(text)")\(remark("\(prefix).\(own)"))")
      lines += below.map { "    \($0)" }
    }
    return lines.isEmpty ? [] : ["\(section):"] + lines
  }
}

extension SelectorPack.Block {
  fileprivate var yaml: String {
    var members = [("name", YAMLText.scalar(name)), ("element", YAMLText.scalar(element))]
    if !without.isEmpty { members.append(("without", YAMLText.words(without))) }
    members.append(("says", YAMLText.scalar(says)))
    if let next { members.append(("next", YAMLText.scalar(next))) }
    if isBare { members.append(("bare", "true")) }
    if isOverlay { members.append(("overlay", "true")) }
    if isQuoted { members.append(("quoted", "true")) }
    if let answer { members.append(("answer", answer.yaml)) }
    if isTransient { members.append(("transient", "true")) } else { members.append(("not_signed_in", "\(notSignedIn)")) }
    if isTransient, wait != 1 { members.append(("wait", "\(wait)")) }
    return YAMLText.mapping(members)
  }
}

extension BlockAnswer {
  fileprivate var yaml: String {
    let typed = filling.map { [("fill", YAMLText.scalar($0.element)), ("with", $0.text.rawValue)] } ?? []
    return YAMLText.mapping(typed + [("click", YAMLText.scalar(click))])
  }
}
