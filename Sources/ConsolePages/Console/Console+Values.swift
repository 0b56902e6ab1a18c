import Foundation
import SelectorPacks
import Technicians
import WebDriver

extension Console {
  /// The value meant in an element's text: the first group of the pack's pattern, or the whole text where there is none.
  func capture(_ element: String, in text: String) -> String? {
    guard let pattern = try? pack.element(element).pattern else { return text.isEmpty ? nil : text }
    guard let regex = try? Regex(pattern), let match = text.firstMatch(of: regex), match.output.count > 1 else { return nil }
    return match.output[1].substring.map(String.init)
  }

  /// Which value the pack means by a word on the page: `kind("Admin Technician")`. Case does not count.
  ///
  /// - Throws: ``ConsoleError`` naming the word, since guessing what an unknown one means could lock somebody out.
  func value<Value>(_ word: String, of page: String, among choices: [(words: String, value: Value)]) throws -> Value {
    for choice in choices where try pack.words("\(page).\(choice.words)").contains(where: { $0.lowercased() == word.lowercased() }) {
      return choice.value
    }
    let known = try choices.flatMap { try pack.words("\(page).\($0.words)") }
    guard !word.isEmpty else {
      throw ConsoleError(
        .pageNotRecognised, "the console shows nothing where it is to say \(choices.map(\.words).joined(separator: " or "))",
        details: ["known words: \(known.joined(separator: ", "))"],
        advice: """
          Say where on the page "\(page)" it stands, in the column of its table, in an override: --selectors FILE (see docs/packs.md).
          """)
    }
    throw ConsoleError(
      .pageNotRecognised, "the console says \"\(word)\", which the selector pack does not know",
      details: ["known words: \(known.joined(separator: ", "))"],
      advice: "Add it under words of the page \"\(page)\" in an override: --selectors FILE.")
  }

  func kind(_ word: String, on page: String) throws -> TechnicianKind {
    try value(word, of: page, among: [("admin", TechnicianKind.admin), ("technician", .technician)])
  }

  /// A last sign-in as the page writes it: one of the pack's words for "never", or a date as the pack says that dates are written.
  func lastSignIn(_ text: String?, on page: String) throws -> LastSignIn {
    guard let text, !text.isEmpty else { return .notShown }
    if try pack.words("\(page).never").contains(where: { $0.lowercased() == text.lowercased() }) { return .never }
    let written = pack.capabilities.dates
    let dates = Set(written.map { $0.dates(of: text) } ?? [Self.utcDate(text)].compactMap(\.self))
    guard let date = dates.first, dates.count == 1 else {
      throw ConsoleError(
        .pageNotRecognised,
        "the console writes a last sign-in as \"\(text)\", which "
          + (dates.isEmpty ? "is not a date that is understood" : "may be \(dates.count) dates by the formats of the selector pack"),
        advice: "Say how the console writes dates under capabilities.dates in an override: --selectors FILE (see docs/packs.md).")
    }
    return .at(date)
  }

  /// `2026-11-20 08:14:03 UTC`, `2026-11-20T08:14:03Z`, with or without seconds. Anything else is not guessed at.
  static func utcDate(_ text: String) -> Date? {
    guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?\s?(?:UTC|Z)?/) else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    guard let utc = TimeZone(secondsFromGMT: 0) else { return nil }
    calendar.timeZone = utc
    let parts = DateComponents(
      year: Int(match.1), month: Int(match.2), day: Int(match.3), hour: match.4.flatMap { Int($0) } ?? 0,
      minute: match.5.flatMap { Int($0) } ?? 0, second: match.6.flatMap { Int($0) } ?? 0)
    guard parts.isValidDate(in: calendar) else { return nil }
    return calendar.date(from: parts)
  }

  func email(_ text: String, on page: String) throws -> EmailAddress {
    do {
      return try EmailAddress(text)
    } catch {
      throw ConsoleError(
        .pageNotRecognised, "\(page) shows \"\(text)\" where an email is expected: it \(error)",
        advice: """
          Say in an override where the email stands, in the column of its table or the element email: --selectors FILE (see docs/packs.md).
          """)
    }
  }

  /// What the console says when it refuses: its alert, and the messages beside the fields.
  var refusalSteps: [PageStep] {
    var steps: [PageStep] = [.read("frame.error", .text)]
    if let css = pack.list("frame.field_errors") { steps.append(.texts(css: css, within: nil)) }
    return steps
  }

  /// The case of what was asked for being done: the elements `all` are there on a new page, none of `none`, no message of a refusal, and the
  /// message that it was done where the pack has one.
  func doneCase(_ name: String, all: [String], none: [String] = []) -> PageCase {
    let message = pack.has("frame.saved") ? ["frame.saved"] : []
    return PageCase(name, all: (all + message).map { ($0, .present) }, none: ["frame.error"] + none, newDocument: true)
  }

  /// The case of a refusal after a click.
  var refusedCase: PageCase { PageCase("refused", all: [("frame.error", .present)], newDocument: true, steps: refusalSteps) }

  /// The console's own words out of a ``refusedCase``.
  func refusal(_ answer: PageAnswer) -> [String] {
    let alert = answer.results.first?.text.map { [$0] } ?? []
    let fields = answer.results.count > 1 ? answer.results[1].texts ?? [] : []
    return alert + fields.filter { field in !(alert + fields).contains { $0 != field && $0.contains(field) } }
  }
}
