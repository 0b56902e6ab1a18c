import SelectorPacks
import WebDriver

/// One thing of a page that a person is asked to point at.
struct Ask: Sendable {
  /// What becomes of what they point at.
  enum Subject: Sendable {
    case element(WantedElement)
    case table(String)
    case column(String, of: String)
    /// One box stands for all.
    case boxes(String)
  }

  /// The entry's name, as in findings: `technician.save`, `technicians.people, column email`.
  let name: String
  let subject: Subject
  /// What it is like in words.
  let words: String
  /// What it may be, by the doctor's guess: `the button "Apply"`.
  var guess: String?

  init?(_ name: String, _ subject: Subject, guess: String? = nil, words: AskedWords = .shipped) {
    guard let asked = words[name] else { return nil }
    (self.name, self.subject, self.guess, self.words) = (name, subject, guess, asked)
  }

  /// What is asked of a page, in the order in which it is shown.
  ///
  /// - Parameter everything: whether what was found is asked for too, and what need not be there.
  static func asks(of page: WantedPage, _ entries: [EntryFinding], pack: SelectorPack, everything: Bool) -> [Ask] {
    entries.compactMap { entry -> Ask? in
      let isAsked = everything ? entry.state != .unknown : entry.isBad && entry.state != .blocked && entry.state != .unknown
      guard isAsked else { return nil }
      let guess = entry.isBad ? entry.suggestions.first?.what : nil
      if let table = page.tables.first(where: { $0 == entry.name || entry.name.hasPrefix("\($0), column ") }) {
        if table == entry.name { return Ask(entry.name, .table(table), guess: guess) }
        return Ask(entry.name, .column(String(entry.name.dropFirst("\(table), column ".count)), of: table))
      }
      if page.boxes.contains(entry.name) { return Ask(entry.name, .boxes(entry.name), guess: guess) }
      guard let element = page.elements.first(where: { $0.name == entry.name }) else { return nil }
      // What has no box of its own, such as the option that is chosen, cannot be pointed at.
      let isNeverSeen = element.own.hasPrefix("chosen_")
      return isNeverSeen ? nil : Ask(entry.name, .element(element), guess: guess)
    }
  }

  /// What may be pointed at.
  var kind: PointingRequest.Kind {
    switch subject {
    case .table: .table
    case .column: .column
    case .boxes: .tick
    case .element(let element):
      switch element.use {
      case .fill: .fill
      case .tick: .tick
      case .choose: .choose
      case .click: .click
      case .read: .text
      case .sign: element.own == "next" ? .click : .text
      }
    }
  }

  /// The same in words.
  var fits: String {
    switch kind {
    case .fill: "a field to type into"
    case .tick: "a box to tick"
    case .choose: "a list to choose from"
    case .click: "a button or link"
    case .text: "a text"
    case .table: "a table"
    case .column: "in a column of the framed table"
    }
  }

  /// The request for the panel.
  func request(title: String, problem: String?, canGoBack: Bool) -> PointingRequest {
    var request = PointingRequest(title: title, question: "Point at: \(words)", name: name)
    if let guess { request.remarks.append("Perhaps: \(guess)") }
    request.problem = problem
    request.kind = kind
    request.fits = fits
    request.acts = [.skip, .absent] + (canGoBack ? [.back] : []) + [.use, .move, .stop]
    return request
  }
}
