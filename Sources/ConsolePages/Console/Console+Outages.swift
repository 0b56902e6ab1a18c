import SelectorPacks
import Synchronization
import WebDriver

extension Console {
  /// The blocks past which signing in once more leads.
  static let passedBySigningIn: Set<String> = ["signed_out", "one_time_code"]

  /// How long a page must have stayed as it is before something on it that could be there for a moment only counts as a block.
  private static let blockSettling = Duration.seconds(1)

  /// A block as a case. What stands for itself has nothing of the console around it: a ticket of the same words has. What lies over a page
  /// may have come over the page on which a click was prepared.
  func blockCase(_ block: SelectorPack.Block, newDocument: Bool) -> PageCase {
    PageCase(
      Self.blockPrefix + block.name, all: [(block.element, .present)], none: (block.isBare ? ["frame.account"] : []) + block.without,
      newDocument: newDocument && !block.isOverlay, settling: block.needsSettling ? Self.blockSettling : nil,
      isAside: true, steps: block.isTransient || block.isQuoted ? [.read(block.element, .text)] : [])
  }

  /// What a block that stands there means.
  func blocked(
    by block: SelectorPack.Block, on page: String, _ answer: PageAnswer, _ consequence: ConsoleError.Consequence
  ) -> any Error {
    let message = "\(block.says) (on the way to \(page))"
    let details = (answer.results.first?.text.map { ["it says: \($0.prefix(300))"] } ?? []) + [Self.place(answer)]
    if block.isTransient {
      return Hitch(message, details: details, consequence, advice: block.next, pauses: Hitch.pauses(from: .seconds(block.wait)))
    }
    let code: ConsoleError.Code = block.notSignedIn ? .notSignedIn : consequence == .nothing ? .pageNotRecognised : .outcomeUnknown
    return ConsoleError(
      code, message, details: details, consequence: consequence, advice: block.next,
      block: ConsoleError.Block(
        name: block.name, says: block.says, next: block.next, isWholePage: block.isBare,
        isPassedBySigningIn: Self.passedBySigningIn.contains(block.name), isAnswered: false))
  }

  /// What to say of a page on which nothing was found that was looked for: an error page of whatever words, an empty one, or one that is not
  /// as the pack says. One more command tells.
  func unrecognised(
    _ page: String, _ cases: [PageCase], _ program: PageProgram, _ answer: PageAnswer, _ consequence: ConsoleError.Consequence
  ) async -> any Error {
    if consequence != .nothing { await closeOtherWindows() }
    if consequence == .nothing, address.contains(answer.address), visit.withLock({ $0.wasTakenOver(by: answer.address) }) {
      return Hitch(
        "what an earlier click led to came up instead of \(page)", details: [Self.place(answer)], consequence, pauses: Hitch.once)
    }
    let bare = try? await session.execute(Self.bareLook, as: BarePage.self)
    if answer.address.hasPrefix("chrome-error:") {
      let said = bare?.code.isEmpty == false ? ["the browser says: \(bare?.code ?? "")"] : []
      let message = "the browser was given nothing that it can show for \(page)"
      let advice = "Is \(address) the console? Try it in a browser of your own."
      guard bare?.isFailing == true || consequence != .nothing else {
        return ConsoleError(.unreachable, message, details: said, consequence: consequence, advice: advice)
      }
      return Hitch(message, details: said, consequence, advice: consequence == .nothing ? nil : advice)
    }
    if let bare, address.contains(answer.address), answer.old != true, answer.trouble == nil {
      let details = (bare.status >= 400 ? ["the console answered with status \(bare.status)"] : []) + [Self.place(answer)]
      if bare.status == 429 {
        return Hitch("the console was asked too often (on the way to \(page))", details: details, consequence, pauses: Hitch.whenBusy)
      }
      if bare.status >= 500 || isOutage(bare, answer) {
        return Hitch("the console shows an error page (on the way to \(page))", details: details, consequence)
      }
      if bare.isEmpty { return Hitch("the console answered with an empty page for \(page)", details: details, consequence) }
    }
    return notRecognised(page, cases, program, answer, consequence, status: bare?.status)
  }

  /// Closes windows that something has opened in spite of all, and stays in its own.
  private func closeOtherWindows() async {
    guard let all = try? await session.windows(), all.count > 1, let own = try? await session.window() else { return }
    for other in all where other != own {
      guard (try? await session.switchTo(other)) != nil else { continue }
      _ = try? await session.closeWindow()
    }
    try? await session.switchTo(own)
    note("another window had been opened; it was closed")
  }

  /// Whether title or heading of a page without the console's frame is of the words that the pack has for errors.
  private func isOutage(_ bare: BarePage, _ answer: PageAnswer) -> Bool {
    guard let account = answer.elements["frame.account"], account.agreeing == nil, let words = try? pack.words("outage.errors") else {
      return false
    }
    let said = "\(answer.title) \(bare.heading)".lowercased()
    return words.contains { said.contains($0.lowercased()) }
  }

  /// What can be said of a page of which nothing is known.
  private struct BarePage: Decodable {
    /// The HTTP status; 0 where the browser does not say.
    let status: Int
    /// Whether it has no content at all.
    let isEmpty: Bool
    /// Its first heading.
    let heading: String
    /// What the browser's own error page says: `HTTP ERROR 500`, `ERR_EMPTY_RESPONSE`.
    let code: String

    private enum CodingKeys: String, CodingKey {
      case status, heading, code
      case isEmpty = "empty"
    }

    /// Whether the browser's own page stands for something that may pass.
    var isFailing: Bool {
      guard let status = code.firstMatch(of: /HTTP ERROR (\d+)/).flatMap({ Int($0.1) }) else { return code.contains("ERR_") }
      return status == 429 || status >= 500
    }
  }

  private static let bareLook = """
    const text = (css) => { const found = document.querySelector(css); return found ? found.textContent.replace(/\\s+/g, ' ').trim().slice(0, 200) : ''; };
    const loaded = performance.getEntriesByType('navigation')[0];
    const body = document.body;
    return {
      status: loaded && loaded.responseStatus || 0, heading: text('h1, h2, h3'),
      empty: !body || (!body.children.length && !body.textContent.trim()),
      code: location.protocol === 'chrome-error:' ? text('.error-code') : '',
    };
    """
}

extension Hitch {
  /// The pauses where the console has had enough of us.
  static let whenBusy: [Duration] = pauses(from: .seconds(5))
}
