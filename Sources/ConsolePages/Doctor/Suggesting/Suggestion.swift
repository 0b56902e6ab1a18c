import SelectorPacks

/// What an entry of the pack that does not fit may have to be, with the lines to put into an override.
public struct Suggestion: Sendable, Hashable, Encodable {
  /// What stands on the page: `the button "Turn off"`.
  public let what: String
  /// How much it is like what is looked for, from 0 to 1.
  public let likeness: Double
  /// Whether nothing else on the page comes near it. Only then is it written into an override.
  public let isSure: Bool
  /// The entry as lines of YAML.
  public let yaml: [String]
  /// The entry.
  let entry: Entry

  /// An entry of a page.
  enum Entry: Sendable, Hashable {
    case element(ElementSelector)
    case table(TableSelector)
    case boxes(area: String, heading: String, box: String)
    case path(String)
  }

  private enum CodingKeys: CodingKey { case what, likeness, isSure, yaml }

  /// As JSON, with the likeness to two places.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(what, forKey: .what)
    try container.encode((likeness * 100).rounded() / 100, forKey: .likeness)
    try container.encode(isSure, forKey: .isSure)
    try container.encode(yaml, forKey: .yaml)
  }

  /// The best of `scored`, best first, with the mark on the first if it is sure.
  static func best(_ scored: [(what: String, likeness: Double, entry: Entry, yaml: [String])], most: Int = 3) -> [Suggestion] {
    var known: Set<[String]> = []
    // What stands in several rows is suggested once.
    let sorted = scored.filter { $0.likeness >= least }.sorted { ($1.likeness, $0.what) < ($0.likeness, $1.what) }
      .filter { known.insert($0.yaml).inserted }
    return sorted.prefix(most).enumerated().map { index, each in
      let margin = each.likeness - (sorted.dropFirst().first?.likeness ?? 0)
      return Suggestion(
        what: each.what, likeness: each.likeness, isSure: index == 0 && each.likeness >= sure && margin >= 0.1, yaml: each.yaml,
        entry: each.entry)
    }
  }

  /// What is less alike is not worth a look.
  private static let least = 0.3
  private static let sure = 0.5
}
