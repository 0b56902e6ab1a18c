import SelectorPacks
import WebDriver

/// What is said of a thing that was pointed at.
enum LearntThing {
  /// Why it cannot be what is asked for; `nil` if it can.
  ///
  /// - Parameters:
  ///   - expected: a text that it must hold.
  ///   - other: the name of another entry that is known to be this very thing.
  static func whyUnfit(
    _ thing: PageInventory.Thing, for wanted: WantedElement, _ selector: ElementSelector, expected: String?, other: String?
  ) -> String? {
    if let other { return "That is \(AskedWords.shipped[other] ?? other) already (\(other))." }
    if wanted.use == .fill {
      let isPassword = thing.type == "password"
      if isPassword != wanted.own.contains("password") {
        return isPassword ? "That is a field for a password." : "That is no field for a password."
      }
    }
    if let expected, !thing.name.lowercased().contains(expected.lowercased()) { return "That does not say \(expected)." }
    if let pattern = selector.pattern, let regex = try? Regex(pattern), !thing.name.contains(regex) {
      return "In \"\(thing.name)\" there is nothing like what is asked for (\(pattern))."
    }
    return nil
  }

  /// Why no candidate finds it alone.
  static func whyAlike(_ thing: PageInventory.Thing, _ inventory: PageInventory) -> String {
    let kind = thing.role.isEmpty ? thing.tag : thing.role
    let same = inventory.things.count { $0.shown && $0.row == thing.row && $0.role == thing.role && $0.name == thing.name }
    if same > 1, !thing.name.isEmpty {
      return "It cannot be told apart: there are \(same) of the \(kind) \"\(thing.name)\", and this one has no hook, id or name of its own."
    }
    return "There is nothing to tell it by: no label, hook, id or name that it has alone."
  }

  /// Why what finds it is too little for a click.
  static func tooLittle(_ candidates: [Candidate]) -> String {
    "It is told by \(candidates.map(\.description).joined(separator: ", ")) alone, and not by its words: too little for a click."
  }

  /// What it is and what it is told by, in a line.
  static func line(_ what: String, _ candidates: [Candidate], within: [Candidate]? = nil) -> String {
    func ways(_ candidates: [Candidate]) -> String { candidates.map(\.description).joined(separator: "; ") }
    return "\(what), by \(ways(candidates))" + (within.map { ", within \(ways($0))" } ?? "")
      + (candidates.count == 1 ? " (the only way to tell it)" : "")
  }

  /// Whether a candidate is one of `others`, or one of them with more words.
  static func isAmong(_ others: [Candidate], _ candidate: Candidate) -> Bool {
    func isPart(_ words: [String], _ all: [String]) -> Bool { Set(words).isSubset(of: all) }
    return others.contains { other in
      switch (candidate, other) {
      case (.label(let words), .label(let all)), (.text(let words), .text(let all)), (.placeholder(let words), .placeholder(let all)):
        isPart(words, all)
      case (.role(let role, let names), .role(let known, let all)): role == known && !names.isEmpty && isPart(names, all)
      default: candidate == other
      }
    }
  }
}
