import WebDriver

/// Tells one thing that was done or read in the page.
struct StepNarration {
  let look: Look
  let held: Look.Case
  let step: JSONValue
  let result: JSONValue

  var told: String {
    switch step["op"]?.stringValue {
    case "read": read
    case "require": required
    case "texts": texts
    case "exists": existing
    case "fill": filled
    case "table": table
    case "grows": grows
    case "boxes": boxes
    case "setBoxes": setBoxes
    case "follow": followed
    case "pages": pages
    case let other: "does \(other ?? "nothing")"
    }
  }

  private var element: String { step["element"]?.stringValue ?? "the page" }

  private var read: String {
    let what = step["what"]?.stringValue
    guard let text = result["text"]?.stringValue else { return "reads \(element): nothing there" }
    return switch what {
    case "checked": "reads \(element): \(text == "true" ? "ticked" : "not ticked")"
    case "options": "reads the options of \(element): \(Narrator.shortened(text))"
    case "address": "reads where \(element) leads: \(Narrator.shortened(address: text))"
    case "attribute": "reads \(step["attribute"]?.stringValue ?? "an attribute") of \(element): \(Narrator.quoted(text))"
    default: "reads \(element): \(Narrator.quoted(text))"
    }
  }

  private var required: String {
    let wanted = "checks that \(element) is \(Narrator.quoted(step["equals"]?.stringValue ?? ""))"
    guard result["problem"] != nil else { return wanted }
    return "\(wanted), but it is \(result["text"]?.stringValue.map { Narrator.quoted($0) } ?? "not there")"
  }

  private var texts: String {
    let found = (result["texts"]?.arrayValue ?? []).compactMap(\.stringValue)
    let what = "\(step["css"]?.stringValue ?? "texts")\(step["element"]?.stringValue.map { " in \($0)" } ?? "")"
    return "reads \(what): \(found.isEmpty ? "nothing there" : found.map { Narrator.quoted($0) }.joined(separator: ", "))"
  }

  private var existing: String {
    let asked = (step["elements"]?.arrayValue ?? []).compactMap(\.stringValue)
    let found = Set((result["texts"]?.arrayValue ?? []).compactMap(\.stringValue))
    if asked.isEmpty { return "looks for no mark" }
    return "looks whether there is " + asked.map { "\($0): \(found.contains($0) ? "yes" : "no")" }.joined(separator: ", ")
  }

  private var filled: String {
    var typed: [String] = []
    var others: [String] = []
    for field in step["fields"]?.arrayValue ?? [] {
      let name = field["element"]?.stringValue ?? ""
      switch field["value"] {
      case .bool(let on)?: others.append("\(on ? "ticks" : "unticks") \(name)")
      case .array(let words)?:
        others.append("chooses \(words.compactMap(\.stringValue).map { Narrator.quoted($0) }.joined(separator: " or ")) in \(name)")
      case .object(let option)?: others.append("chooses the option \(Narrator.quoted(option["option"]?.stringValue ?? "")) in \(name)")
      case let value: typed.append("\(Narrator.typed(value?.stringValue ?? "")) into \(name)")
      }
    }
    let refused = (result["texts"]?.arrayValue ?? []).compactMap(\.stringValue)
    let remark = refused.isEmpty ? "" : ", but \(refused.joined(separator: ", ")) did not take it"
    return ((typed.isEmpty ? [] : ["types \(Self.listed(typed))"]) + others).joined(separator: "; ") + remark
  }

  private var table: String {
    guard let table = result["table"] else { return "reads the table \(element): not there" }
    let missing = (table["missing"]?.arrayValue ?? []).compactMap(\.stringValue)
    let remark = missing.isEmpty ? "" : ", without \(missing.joined(separator: ", "))"
    return "reads the table \(element): \(Narrator.counted(table["rows"]?.arrayValue?.count ?? 0, "row"))\(remark)"
  }

  private var grows: String {
    "scrolls \(element) to its end: \(result["text"]?.stringValue == "true" ? "other rows came" : "it was all there")"
  }

  private var boxes: String {
    let boxes = BoxAreas.boxes(in: result["boxes"])
    let ticked = boxes.count { $0["checked"]?.boolValue == true }
    return "reads \(Narrator.counted(boxes.count, "box", "boxes")) (\(BoxesName(look, held, step).text)), \(ticked) ticked"
  }

  private var setBoxes: String {
    let changes = step["changes"]?.arrayValue ?? []
    func named(_ boxes: [JSONValue]) -> String {
      boxes.map { "\($0["area"]?.stringValue ?? "")/\($0["action"]?.stringValue ?? "")" }.joined(separator: ", ")
    }
    let on = changes.filter { $0["checked"]?.boolValue == true }
    let off = changes.filter { $0["checked"]?.boolValue == false }
    var parts = on.isEmpty ? [] : ["ticks \(named(on))"]
    if !off.isEmpty { parts.append("unticks \(named(off))") }
    if step["exactly"]?.boolValue == true { parts.append("unticks all other boxes") }
    if let failed = result["failed"]?.arrayValue, !failed.isEmpty { parts.append("could not set \(named(failed))") }
    return parts.isEmpty ? "changes no box" : parts.joined(separator: "; ")
  }

  private var followed: String {
    guard let address = result["text"]?.stringValue else { return "finds that \(element) is no link to follow" }
    return "follows \(element) to \(Narrator.shortened(address: address))"
  }

  /// `reads 39 pages inside the browser, /users?page=2 to /users?page=40: 975 rows of people.table`
  private var pages: String {
    let fetched = result["fetched"]
    if let failed = fetched?["failed"], failed != .null {
      let detail = failed["detail"]?.stringValue.map { ", \(Narrator.shortened($0))" } ?? ""
      let address = Narrator.shortened(address: failed["address"]?.stringValue ?? "")
      return "cannot read \(address) inside the browser (\(failed["problem"]?.stringValue ?? "")\(detail)), and so none of the pages"
    }
    let pages = fetched?["pages"]?.arrayValue ?? []
    let addresses = [pages.first, pages.count > 1 ? pages.last : nil].compactMap { $0?["address"]?.stringValue }
    let places = addresses.map { Narrator.shortened(address: $0) }.joined(separator: " to ")
    let counts = (step["steps"]?.arrayValue ?? []).enumerated().compactMap { index, step in
      count(pages.compactMap { $0["results"]?.arrayValue?.dropFirst(index).first }, of: step)
    }
    let rest = fetched?["next"]?.stringValue.map { "; \(Narrator.shortened(address: $0)) is the next" } ?? ""
    return "reads \(Narrator.counted(pages.count, "page")) inside the browser, \(places)"
      + (counts.isEmpty ? "" : ": \(counts.joined(separator: "; "))") + rest
  }

  /// What one step read on all pages together.
  private func count(_ results: [JSONValue], of step: JSONValue) -> String? {
    switch step["op"]?.stringValue {
    case "table":
      let rows = results.reduce(0) { $0 + ($1["table"]?["rows"]?.arrayValue?.count ?? 0) }
      return "\(Narrator.counted(rows, "row")) of \(step["element"]?.stringValue ?? "a table")"
    case "boxes":
      let boxes = results.flatMap { BoxAreas.boxes(in: $0["boxes"]) }
      return "\(Narrator.counted(boxes.count, "box", "boxes")), \(boxes.count { $0["checked"]?.boolValue == true }) ticked"
    default: return nil
    }
  }

  static func listed(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : "\(words.dropLast().joined(separator: ", ")) and \(words[words.count - 1])"
  }
}

/// What a step's boxes are called. The program has no name for them, so they go by the page that they stand on.
struct BoxesName: Hashable {
  let text: String

  init(_ look: Look, _ held: Look.Case, _ step: JSONValue) {
    if let element = step["element"]?.stringValue {
      text = element
    } else {
      let page = held.demands.first.map { $0.element.prefix { $0 != "." } } ?? "the page"
      text = "\(page), \(step["area"]?.stringValue ?? "boxes")"
    }
  }
}
