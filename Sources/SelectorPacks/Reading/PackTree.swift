import Foundation
import Spelling
import Yams

/// A value of a pack's file: what stands there, where, and by which name.
///
/// Whatever is asked of it and is not so is taken down as a problem, and the answer is `nil`: reading goes on, so that all that is wrong is
/// found at once.
struct PackTree {
  /// A key with its value.
  struct Entry {
    let key: String
    let place: PackPlace
    let value: PackTree
  }

  private let node: Node
  /// The path to it in the file: `pages.form.elements.a[0]`.
  let path: String
  private let file: String
  private let log: ProblemLog

  init(_ node: Node, path: String = "", file: String, log: ProblemLog) {
    self.node = node
    self.path = path
    self.file = file
    self.log = log
  }

  var place: PackPlace { place(of: node) }

  private func place(of node: Node) -> PackPlace {
    PackPlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  func problem(_ reason: String, at other: PackPlace? = nil) { log.add(PackProblem(at: other ?? place, path, reason)) }

  // MARK: - What it is

  /// Nothing, written as nothing, `~` or `null`.
  var isNull: Bool { node.null != nil }
  var isList: Bool { node.sequence != nil }
  var isText: Bool { node.scalar != nil && !isNull }

  /// What a person would call it.
  private var shape: String {
    switch node {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar where isNull: "empty"
    case .scalar(let scalar): "\"\(scalar.string.prefix(60))\""
    default: "an alias"
    }
  }

  func wants(_ what: String) { problem("is \(shape), where \(what) belongs") }

  // MARK: - Mappings and lists

  /// The entries of a mapping.
  func entries() -> [Entry]? {
    guard let mapping = node.mapping else {
      wants("a mapping")
      return nil
    }
    return mapping.merged.map { key, value in
      let name = key.string ?? "?"
      return Entry(
        key: name, place: place(of: key),
        value: PackTree(value, path: path.isEmpty ? name : "\(path).\(name)", file: file, log: log))
    }
  }

  /// The values of a mapping that may have these keys and no other. What is null counts as left out.
  func fields(_ known: [String]) -> [String: PackTree]? {
    guard let entries = entries() else { return nil }
    var fields: [String: PackTree] = [:]
    for entry in entries {
      if known.contains(entry.key) {
        if !entry.value.isNull { fields[entry.key] = entry.value }
      } else {
        entry.value.problem("unknown key\(Self.question(entry.key, among: known))", at: entry.place)
      }
    }
    return fields
  }

  /// `; did you mean "hidden"?`, or all that there are.
  private static func question(_ word: String, among known: [String]) -> String {
    if let near = NearestNames.nearest(to: word, among: known, limit: 1).first { return "; did you mean \"\(near)\"?" }
    return "; known are \(known.sorted().joined(separator: ", "))"
  }

  /// Whether it is a mapping with a key that is none of `known`.
  func hasUnknownKey(_ known: [String]) -> Bool {
    node.mapping?.merged.contains { !known.contains($0.key.string ?? "?") } ?? false
  }

  /// Says that a key is not there; not where one that looks like it has been told of.
  func lacks(_ key: String) {
    let others = node.mapping?.merged.compactMap(\.key.string) ?? []
    if NearestNames.nearest(to: key, among: others, limit: 1).isEmpty { problem("lacks \"\(key)\"") }
  }

  /// The items of a list.
  func items() -> [PackTree]? {
    guard let sequence = node.sequence else {
      wants("a list")
      return nil
    }
    return sequence.enumerated().map { PackTree($1, path: "\(path)[\($0)]", file: file, log: log) }
  }

  // MARK: - Values

  func text() -> String? {
    guard let scalar = node.scalar, !isNull else {
      wants("a text")
      return nil
    }
    return scalar.string
  }

  /// A text with something in it.
  func word() -> String? {
    guard let text = text() else { return nil }
    if text.isEmpty { problem("is empty") }
    return text.isEmpty ? nil : text
  }

  /// One word, or a list of words of which any will do. YAML's own words, `no` and `null` among them, are words like others here.
  func words() -> [String]? {
    if let scalar = node.scalar, !isNull { return [scalar.string] }
    guard let sequence = node.sequence else {
      wants("a word or a list of words")
      return nil
    }
    var words: [String] = []
    for (index, item) in sequence.enumerated() {
      guard let scalar = item.scalar else {
        PackTree(item, path: "\(path)[\(index)]", file: file, log: log).wants("a word")
        return nil
      }
      words.append(scalar.string)
    }
    return words
  }

  /// The same, and every word has something in it.
  func fullWords() -> [String]? {
    guard let words = words() else { return nil }
    guard !words.isEmpty, !words.contains("") else {
      problem("is empty")
      return nil
    }
    return words
  }

  func flag() -> Bool? {
    guard let flag = node.bool else {
      wants("true or false")
      return nil
    }
    return flag
  }

  func number() -> Int? {
    guard let number = node.int else {
      wants("a number")
      return nil
    }
    return number
  }

  /// One of the words of `type`.
  func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice? where Choice.RawValue == String {
    if let choice = node.scalar.flatMap({ Choice(rawValue: $0.string) }) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    let others = words.dropLast().joined(separator: ", ")
    wants(others.isEmpty ? words.joined() : "\(others) or \(words.last ?? "")")
    return nil
  }
}
