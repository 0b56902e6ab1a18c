import SelectorPacks
import Synchronization
import WebDriver

extension ConsoleDoctor {
  /// What of which page is looked at.
  struct Sight: Sendable {
    let page: WantedPage
    /// The page's name in the findings.
    let title: String
    let rows: [String: [String: String]]
    let expected: [String: String]
    let ignoring: Set<String>
  }

  /// Has a person point at what was not found on the page that is open. Answers whether they have, so that the page is to be held against
  /// the pack once more.
  func ask(_ learning: Learning, _ sight: Sight, _ finding: PageFinding, _ examination: Examination, address: String) async throws -> Bool {
    let before = learning.count
    let hidden = takeHidden(finding, sight)
    guard learning.covers(sight.page.name) else { return learning.count > before }
    let (skipped, learnt) = learning.state.withLock { ($0.skipped, Set($0.learnt.map { $0.name })) }
    let entries = finding.entries.filter {
      !skipped.contains($0.name) && !hidden.contains($0.name) && ($0.isBad || !learnt.contains($0.name))
    }
    var round = Round(
      asks: Ask.asks(of: sight.page, entries, pack: console.pack, everything: learning.scope.everything), known: examination.nodes)
    var earlier: [(round: Round, draft: OverrideDraft, learning: Learning.State)] = []
    var problem: String?
    while round.index < round.asks.count {
      let ask = round.asks[round.index]
      let answer = try await answer(to: ask, problem, round, sight, learning, address)
      problem = nil
      if [.skip, .absent, .pointed].contains(answer.act) {
        earlier.append((round, state.withLock { $0.draft }, learning.state.withLock { $0 }))
      }
      switch answer.act {
      case .stop:
        throw Learning.Stopped()
      case .skip:
        learning.state.withLock { _ = $0.skipped.insert(ask.name) }
        note("\(ask.name): skipped")
        round.index += 1
      case .absent:
        note("\(ask.name): not on this page")
        round.index += 1
      case .back:
        if let last = earlier.popLast() {
          round = last.round
          state.withLock { $0.draft = last.draft }
          learning.state.withLock { $0 = last.learning }
          note("\(round.asks[round.index].name): once more")
        }
      case .elsewhere:
        problem = "Another page was open; this is the one that is asked about."
        try await console.open(address: address)
      default:
        switch try await take(answer, for: ask, &round, sight, learning) {
        case .learnt(let line):
          learning.state.withLock { $0.learnt.append((ask.name, line)) }
          note("\(ask.name): \(line)")
          round.index += 1
        case .refused(let why):
          earlier.removeLast()
          problem = why
          note("\(ask.name): not taken. \(why)")
        }
      }
    }
    return learning.count > before
  }

  /// What is asked of a page, and how far one is.
  struct Round: Sendable {
    var asks: [Ask]
    var index = 0
    /// The elements that are found by the pack, by name.
    var known: [String: ElementReference]

    /// The elements whose place is settled: what is still to be asked for may be another.
    var settled: [String: ElementReference] {
      let open = Set(asks[index...].map(\.name))
      return known.filter { !open.contains($0.key) }
    }
  }

  /// What stands in a closed menu cannot be pointed at. Where its text is known, it is told by that. Answers what was.
  private func takeHidden(_ finding: PageFinding, _ sight: Sight) -> Set<String> {
    var taken: Set<String> = []
    for entry in finding.entries where entry.isBad && sight.expected[entry.name] != nil {
      guard let suggestion = entry.suggestions.first, suggestion.isSure, (try? console.pack.element(entry.name).includesHidden) == true
      else {
        continue
      }
      let own = String(entry.name.drop { $0 != "." }.dropFirst())
      state.withLock { $0.draft.add(suggestion, page: sight.page.name, entry: own) }
      learning?.state.withLock { $0.learnt.append((entry.name, suggestion.what)) }
      note("\(entry.name): \(suggestion.what), by its text")
      taken.insert(entry.name)
    }
    return taken
  }

  private func answer(
    to ask: Ask, _ problem: String?, _ round: Round, _ sight: Sight, _ learning: Learning, _ address: String
  ) async throws -> PointingAnswer {
    var request = ask.request(
      title: "\(sight.title), \(round.index + 1) of \(round.asks.count) on this page", problem: problem, canGoBack: round.index > 0)
    request.address = address
    if let text = sight.expected[ask.name] { request.remarks.append("It reads: \(text)") }
    var tries = 5
    while true {
      switch ask.subject {
      case .column(_, let table): request.place = try await node(of: table, sight)
      case .element(let element):
        guard let table = try console.pack.element(element.name).inRow.map({ "\(sight.page.name).\($0)" }) else { break }
        let texts = sight.rows[table].map { Array($0.values) } ?? []
        request.row = try await node(of: table, sight).map { ($0, texts) }
        request.remarks = texts.isEmpty ? [] : ["In the framed row: \(texts.sorted().joined(separator: ", "))"]
      default: break
      }
      do {
        let answer = try await session.pointing(request) {
          try await learning.asked(ConsoleLearner.Question(name: request.name, text: request.question, problem: request.problem))
        }
        // Nothing of the panel is there when the page is read.
        try await session.endPointing()
        return answer
      } catch let error as WebDriverError where error.code == .staleElementReference && tries > 1 {
        // The page drew the table anew.
        tries -= 1
      }
    }
  }

  private func node(of name: String, _ sight: Sight) async throws -> ElementReference? {
    let answer = try await console.look(
      "the page", [PageCase("any", all: [], steps: [.existing([name])])], rows: sight.rows, ignoring: sight.ignoring)
    return answer.elements[name]?.node
  }
}
