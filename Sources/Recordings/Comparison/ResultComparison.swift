import WebDriver

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Compares what one step read in two looks, as far as it is not data: headings, boxes, options, and what could not be filled in.
struct ResultComparison {
  let look: Look
  let held: Look.Case
  let step: JSONValue
  let was: JSONValue
  let now: JSONValue
  let line: Int

  var changes: [DriftEvidence.Change] {
    switch step["op"]?.stringValue {
    case "table": headings
    case "boxes": boxes
    case "setBoxes": unsetBoxes
    case "fill": unfilled
    case "pages": pages
    case "read" where step["what"]?.stringValue == "options": options
    default: []
    }
  }

  private var element: String? { step["element"]?.stringValue }

  // MARK: - Pages that were not opened

  /// They are of one kind, so that the first says what has changed on all.
  private var pages: [DriftEvidence.Change] {
    func first(_ answer: JSONValue) -> [JSONValue] { answer["fetched"]?["pages"]?.arrayValue?.first?["results"]?.arrayValue ?? [] }
    return zip(step["steps"]?.arrayValue ?? [], zip(first(was), first(now))).flatMap { step, results in
      ResultComparison(look: look, held: held, step: step, was: results.0, now: results.1, line: line).changes
    }
  }

  // MARK: - Tables

  private var headings: [DriftEvidence.Change] {
    let (old, new) = (Self.texts(was["table"]?["headings"]), Self.texts(now["table"]?["headings"]))
    guard old != new, !old.isEmpty, now["table"] != nil else { return [] }
    let differences = ListDifference(old, new)
    let missing = Set(Self.texts(now["table"]?["missing"])).subtracting(Self.texts(was["table"]?["missing"])).sorted()
    let remark = missing.isEmpty ? "" : "; \(missing.joined(separator: ", ")) cannot be read any more"
    return [
      change(
        .headings, was: old.joined(separator: ", "), now: new.joined(separator: ", "),
        "\(element ?? "a table"): \(differences.told("the heading", moved: "the headings stand in another order"))\(remark)",
        key: "headings|\(element ?? "")")
    ]
  }

  // MARK: - Boxes

  private struct Box: Hashable {
    let area: String
    let action: String
    init(_ json: JSONValue) {
      area = json["area"]?.stringValue ?? ""
      action = json["action"]?.stringValue ?? ""
    }
    var text: String { "\(area)/\(action)" }
  }

  private var name: String { BoxesName(look, held, step).text }

  private var boxes: [DriftEvidence.Change] {
    let (old, new) = (BoxAreas.boxes(in: was["boxes"]).map(Box.init), BoxAreas.boxes(in: now["boxes"]).map(Box.init))
    guard !old.isEmpty else {
      return []
    }
    if new.isEmpty { return [boxesChange("all", was: "there", now: "none", "none of the boxes is there now")] }
    let areas = ListDifference(Self.distinct(old.map(\.area)), Self.distinct(new.map(\.area)))
    var changes = areas.renamed.map { pair in
      boxesChange(pair.0, was: pair.0, now: pair.1, "the boxes under \"\(pair.0)\" stand under \"\(pair.1)\" now")
    }
    changes += areas.lost.map { boxesChange($0, was: $0, now: nil, "there are no boxes under \"\($0)\" any more") }
    changes += areas.added.map { boxesChange($0, was: nil, now: $0, "there are boxes under \"\($0)\" now") }
    // Boxes under a single heading are a list of things that people made, such as groups.
    guard Set(old.map(\.area)).count > 1 else { return changes }
    let newNames = Dictionary(areas.renamed, uniquingKeysWith: { first, _ in first })
    for area in Self.distinct(old.map(\.area)) where !areas.lost.contains(area) {
      let (oldActions, newActions) = (old.filter { $0.area == area }, new.filter { $0.area == newNames[area] ?? area })
      let actions = ListDifference(oldActions.map(\.action), newActions.map(\.action))
      changes += actions.renamed.map { pair in
        boxesChange(
          "\(area)/\(pair.0)", was: "\(area)/\(pair.0)", now: "\(area)/\(pair.1)", "the box \(area)/\(pair.0) is called \(pair.1) now")
      }
      changes += actions.lost.map { boxesChange("\(area)/\($0)", was: "\(area)/\($0)", now: nil, "the box \(area)/\($0) is gone") }
      changes += actions.added.map { boxesChange("\(area)/\($0)", was: nil, now: "\(area)/\($0)", "the box \(area)/\($0) is new") }
    }
    return changes
  }

  private var unsetBoxes: [DriftEvidence.Change] {
    let old = Set((was["failed"]?.arrayValue ?? []).map(Box.init))
    return (now["failed"]?.arrayValue ?? []).filter { !old.contains(Box($0)) }.map { failed in
      let box = Box(failed)
      let told = failed["found"]?.intValue == -1 ? "the box \(box.text) cannot be changed now" : "the box \(box.text) is gone"
      return boxesChange(box.text, was: box.text, now: nil, told)
    }
  }

  private func boxesChange(_ what: String, was: String?, now: String?, _ sentence: String) -> DriftEvidence.Change {
    change(.boxes, was: was, now: now, "\(name): \(sentence)", key: "boxes|\(name)|\(what)")
  }

  // MARK: - Fields

  private var unfilled: [DriftEvidence.Change] {
    let old = Set(Self.texts(was["texts"]))
    return Self.texts(now["texts"]).filter { !old.contains($0) }.map { field in
      change(.field, element: field, was: "taken", now: "not taken", "\(field): did not take what was put into it", key: "field|\(field)")
    }
  }

  private var options: [DriftEvidence.Change] {
    guard let old = Self.list(was["text"]), let new = Self.list(now["text"]), old != new else { return [] }
    let differences = ListDifference(old, new)
    return [
      change(
        .options, was: old.joined(separator: ", "), now: new.joined(separator: ", "),
        "\(element ?? "a select"): \(differences.told("the option", moved: "the options stand in another order"))",
        key: "options|\(element ?? "")")
    ]
  }

  private func change(
    _ kind: DriftFinding.Kind, element: String? = nil, was: String?, now: String?, _ sentence: String, key: String
  ) -> DriftEvidence.Change {
    let element = element ?? self.element
    let page = (element ?? held.demands.first?.element).map { String($0.prefix { $0 != "." }) }
    return DriftEvidence.Change(
      finding: DriftFinding(kind: kind, element: element, page: page, was: was, now: now, line: line, sentence: sentence), key: key)
  }

  private static func texts(_ value: JSONValue?) -> [String] { (value?.arrayValue ?? []).compactMap(\.stringValue) }

  /// A list that the page's script wrote as JSON into a text.
  private static func list(_ value: JSONValue?) -> [String]? {
    value?.stringValue.flatMap { try? JSONDecoder().decode([String].self, from: Data($0.utf8)) }
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

/// What differs between two lists of words.
struct ListDifference {
  /// Words that have others in their place.
  let renamed: [(String, String)]
  let lost: [String]
  let added: [String]

  init(_ old: [String], _ new: [String]) {
    var lost = old.filter { !new.contains($0) }
    var added = new.filter { !old.contains($0) }
    var renamed: [(String, String)] = []
    // One that went and one that came at the same place, in a list as long as it was, is one that was renamed.
    if old.count == new.count {
      renamed = zip(old, new).filter { lost.contains($0) && added.contains($1) }
      lost.removeAll { word in renamed.contains { $0.0 == word } }
      added.removeAll { word in renamed.contains { $0.1 == word } }
    }
    (self.renamed, self.lost, self.added) = (renamed, lost, added)
  }

  /// In words. `moved` is said where the words are the same.
  func told(_ what: String, moved: String) -> String {
    let parts =
      renamed.map { "\(what) \"\($0.0)\" is \"\($0.1)\" now" } + lost.map { "\(what) \"\($0)\" is gone" }
      + added.map { "\(what) \"\($0)\" is new" }
    return parts.isEmpty ? moved : parts.joined(separator: "; ")
  }
}
