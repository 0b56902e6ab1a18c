import ConsolePages
import Provisioning
import SelectorPacks

/// What the doctor found, for people and for programs.
struct DoctorReport: Encodable {
  let diagnosis: ConsoleDoctor.Diagnosis

  /// Something does not fit, which the report has said already.
  struct Unsound: Error, CustomStringConvertible {
    let description: String
    /// Whether all that does not fit is that something stands in the way of pages.
    let isOnlyBlocked: Bool
  }

  var isSound: Bool {
    diagnosis.pages.allSatisfy { $0.isSound || $0.state == .notReached }
      && !diagnosis.pages.contains { $0.entries.contains(where: \.isMended) }
  }

  /// What to end with where something does not fit.
  var unsound: Unsound { Unsound(description: summary, isOnlyBlocked: isOnlyBlocked) }

  private var isOnlyBlocked: Bool { !blocked.isEmpty && bad.isEmpty && mended.isEmpty && lost.isEmpty }
  private var blocked: [PageFinding] { diagnosis.pages.filter { $0.state == .blocked } }
  private var lost: [String] { diagnosis.pages.filter { $0.state == .notThere }.map(\.page) }
  private var bad: [EntryFinding] { diagnosis.pages.flatMap(\.entries).filter(\.isBad) }
  private var mended: [EntryFinding] { diagnosis.pages.flatMap(\.entries).filter(\.isMended) }

  /// In one line, as an error.
  var summary: String {
    let places = lost
    var parts: [String] = []
    func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count) entries" }
    if !mended.isEmpty { parts.append("\(entries(mended.count)) of the pack did not fit, and a suggestion did") }
    if !bad.isEmpty { parts.append("\(entries(bad.count)) of the pack did not fit") }
    if !places.isEmpty { parts.append("the console has no page where the pack says for \(places.joined(separator: ", "))") }
    for (block, pages) in Dictionary(grouping: blocked, by: { $0.block ?? "" }).sorted(by: { $0.key < $1.key }) {
      parts.append("\(block) stands in the way of \(pages.map(\.page).joined(separator: ", ")): \(pages[0].remark ?? "")")
    }
    if isOnlyBlocked { return parts.joined(separator: "\n") + "\nNothing was changed." }
    return parts.joined(separator: "; ")
      + "\nNothing was changed. Put the lines that are right into an override: --selectors FILE, or let it be written: --write FILE."
  }

  // MARK: For people

  var text: String {
    let rows = diagnosis.pages.flatMap { page -> [[String]] in
      if page.state != .seen { return [[page.page, page.block ?? "", page.state.rawValue, ShownText.plain(page.remark ?? "")]] }
      return page.entries.map { entry in
        [
          page.page, Self.own(entry.name), entry.isMended ? "\(entry.state.rawValue), mended" : entry.state.rawValue,
          ShownText.plain(entry.isBad || entry.isMended ? entry.remark ?? entry.by.joined(separator: ", ") : Self.short(entry)),
        ]
      }
    }
    var parts = [Table(headings: ["Page", "Entry", "State", "By"], rows: rows).text]
    let advised = diagnosis.pages.flatMap { page in
      page.entries.filter { !$0.suggestions.isEmpty && $0.state != .found }.map { (page: page.page, entry: $0) }
    }
    for (_, entry) in advised { parts.append(Self.advice("\(entry.name) is \(entry.state.rawValue)", entry.suggestions)) }
    for page in diagnosis.pages where !page.suggestions.isEmpty {
      parts.append(Self.advice("there is no page for \(page.page)", page.suggestions))
    }
    parts.append(
      Table(
        headings: ["Can it", "", "Because of"],
        rows: diagnosis.abilities.map { [$0.name, $0.state.rawValue, $0.because.joined(separator: ", ")] }
      ).text)
    return parts.joined(separator: "\n\n")
  }

  /// Of what is well, how many of the candidates found it.
  private static func short(_ entry: EntryFinding) -> String {
    guard entry.state == .found, entry.by.count > 1 else { return entry.by.first.map(withoutCount) ?? "" }
    let found = entry.by.filter { !$0.hasSuffix(" 0") }
    return found.count == entry.by.count
      ? "all \(entry.by.count) candidates" : "\(found.count) of \(entry.by.count): \(found.map(withoutCount).joined(separator: ", "))"
  }

  private static func withoutCount(_ text: String) -> String {
    text.hasSuffix(" 1") || text.hasSuffix(" 0") ? String(text.dropLast(2)) : text
  }

  private static func own(_ name: String) -> String { String(name.drop { $0 != "." }.dropFirst()) }

  private static func advice(_ what: String, _ suggestions: [Suggestion]) -> String {
    let lines = suggestions.flatMap { suggestion in
      ["  \(suggestion.isSure ? "most likely" : "it may be") \(ShownText.plain(suggestion.what))"]
        + suggestion.yaml.map { "      \(ShownText.plain($0))" }
    }
    return ([what] + lines).joined(separator: "\n")
  }

  // MARK: For programs

  var csv: String {
    CSVText.text(
      [["page", "entry", "state", "mended", "found by", "remark", "suggestion"]]
        + diagnosis.pages.flatMap { page -> [[String]] in
          if page.state != .seen {
            return [
              [
                page.page, page.block ?? "", page.state.rawValue, "", "", page.remark ?? "",
                page.suggestions.first?.yaml.joined(separator: "\n") ?? "",
              ]
            ]
          }
          return page.entries.map {
            [
              page.page, $0.name, $0.state.rawValue, $0.isMended ? "yes" : "no", $0.by.joined(separator: "; "), $0.remark ?? "",
              $0.suggestions.first?.yaml.joined(separator: "\n") ?? "",
            ]
          }
        })
  }

  private enum CodingKeys: String, CodingKey {
    case pages, abilities, sound, override, obstacle, blocks
    case signedInAs = "signed_in_as"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(isSound && diagnosis.obstacle == nil, forKey: .sound)
    try container.encodeIfPresent(diagnosis.signedInAs, forKey: .signedInAs)
    try container.encodeIfPresent(diagnosis.obstacle?.message, forKey: .obstacle)
    try container.encode(Set(blocked.compactMap(\.block)).sorted(), forKey: .blocks)
    try container.encode(diagnosis.pages, forKey: .pages)
    try container.encode(diagnosis.abilities, forKey: .abilities)
    try container.encodeIfPresent(diagnosis.override, forKey: .override)
  }

  // MARK: The override

  /// Remarks over the lines of an override.
  func heading(of pack: SelectorPack) -> String {
    """
    # What the doctor found to be otherwise than the pack \(pack.layout) \(pack.version) says. Every entry was tried on the console, and found one
    # thing. Whether it is the right thing only a person can tell: read each line before you use it.

    """
  }
}
