import Crypto
import WebDriver

extension SelectorPack {
  /// Each entry of the pack by its name, with the first twelve hexadecimal digits of its SHA-256.
  ///
  /// The names are `sign_in.email` for an element or a table with its columns, `technician.boxes.permissions`, `frame.lists.field_errors`,
  /// `technicians.words.admin`, `technicians.path`, `technicians.paths.search`, `blocks`, `capabilities` and `list_price`.
  public var entryDigests: [String: String] { entries.mapValues { String(Self.digest(of: $0).prefix(12)) } }

  /// SHA-256 of the layout and all entries, in hexadecimal. Version, notes and the places of the files do not count.
  public var digest: String { Self.digest(of: ["layout": .string(layout), "entries": .object(entries)]) }

  /// The digest of each of `names`, as in ``entryDigests``; ``absent`` for one that the pack lacks.
  ///
  /// A page's bare name, which a flow asks for where it can do without the page, has `present` for its digest.
  public func digests(of names: Set<String>) -> [String: String] {
    let known = entryDigests
    return Dictionary(
      uniqueKeysWithValues: names.map { name in (name, known[name] ?? (pages[name] == nil ? Self.absent : Self.present)) })
  }

  /// What stands for the digest of an entry that the pack lacks.
  public static let absent = "absent"
  private static let present = "present"

  private static func digest(of value: JSONValue) -> String {
    SHA256.hash(data: value.bytes(secrets: .placeholder)).map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0\(hex)" : hex
    }.joined()
  }

  /// Every entry in a form of which equal ones have equal bytes.
  private var entries: [String: JSONValue] {
    var entries: [String: JSONValue] = [
      "blocks": .array(declaredBlocks.map(\.json)), "capabilities": declaredCapabilities.json,
      "list_price": ["cents": .int(declaredListPrice.cents), "currency": .string(declaredListPrice.currency)],
    ]
    for (name, page) in pages {
      entries["\(name).path"] = page.path.map { .string($0) }
      for (own, path) in page.paths { entries["\(name).paths.\(own)"] = .string(path) }
      for (own, element) in page.elements { entries["\(name).\(own)"] = element.json }
      for (own, table) in page.tables { entries["\(name).\(own)"] = table.json }
      for (own, boxes) in page.boxes {
        entries["\(name).boxes.\(own)"] = ["area": .string(boxes.area), "heading": .string(boxes.heading), "box": .string(boxes.box)]
      }
      for (own, css) in page.lists { entries["\(name).lists.\(own)"] = .string(css) }
      for (own, words) in page.words { entries["\(name).words.\(own)"] = texts(words) }
    }
    return entries
  }
}

private func texts(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }

extension ElementSelector {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = [
      "candidates": .array(candidates.map(\.json)), "hidden": .bool(includesHidden), "first": .bool(takesFirst),
    ]
    members["within"] = within.map { .string($0) }
    members["in_row"] = inRow.map { .string($0) }
    members["pattern"] = pattern.map { .string($0) }
    return .object(members)
  }
}

extension Candidate {
  fileprivate var json: JSONValue {
    switch self {
    case .label(let words): ["label": texts(words)]
    case .role(let role, let names): ["role": .string(role), "name": texts(names)]
    case .text(let words): ["text": texts(words)]
    case .placeholder(let words): ["placeholder": texts(words)]
    case .hook(let hook): ["hook": .string(hook)]
    case .css(let selector): ["css": .string(selector)]
    case .xpath(let path): ["xpath": .string(path)]
    }
  }
}

extension TableSelector {
  fileprivate var json: JSONValue {
    let columns = columns.mapValues { column -> JSONValue in
      ["column": column.column.json, "optional": .bool(column.isOptional)]
    }
    var members: [String: JSONValue] = ["element": element.json, "key": .string(key), "columns": .object(columns)]
    members["rows"] = rows.map { .string($0) }
    return .object(members)
  }
}

extension SelectorPack.Block {
  fileprivate var json: JSONValue {
    // What a person reads is no part of what is done.
    var members: [String: JSONValue] = [
      "name": .string(name), "element": .string(element), "without": texts(without), "says": .string(says),
      "not_signed_in": .bool(notSignedIn), "bare": .bool(isBare), "overlay": .bool(isOverlay), "quoted": .bool(isQuoted),
      "transient": .bool(isTransient), "wait": .int(wait),
    ]
    if let answer {
      members["answer"] = [
        "fill": .string(answer.filling?.element ?? ""), "with": .string(answer.filling?.text.rawValue ?? ""),
        "click": .string(answer.click),
      ]
    }
    return .object(members)
  }
}

extension LayoutCapabilities {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(name.rawValue), "permissions": .string(permissions.rawValue), "first_password": .string(firstPassword.rawValue),
      "deactivation": [
        "from": .string(deactivation.from.rawValue), "confirm": .string(deactivation.confirm.rawValue),
        "reasons": texts(deactivation.reasons),
      ],
      "reactivation": ["confirm": .string(reactivation.confirm.rawValue), "by_box": .bool(reactivation.byBox)],
      "people": .array(
        people.map { ["path": .string($0.path), "search": .string($0.search), "status": .string($0.status.rawValue)] }),
      "bulk": .bool(bulk),
    ]
    members["dates"] = dates.map { ["formats": texts($0.formats), "zone": .string($0.zone), "locale": .string($0.locale)] }
    return .object(members)
  }
}
