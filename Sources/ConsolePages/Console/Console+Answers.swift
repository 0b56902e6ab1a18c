import SelectorPacks
import Synchronization
import WebDriver

extension Console {
  /// Gets past the block that `error` tells of, if the pack says what does and everything for it is there.
  ///
  /// Done once for each page that is opened: what comes back at once was not answered as it wants to be, and a password that is typed again and
  /// again locks an account. It is done on the page that shows the block: where that has come in answer to a click, what was sent may be
  /// carried out now, or may have been before, or not at all. So nothing is concluded from it, and nothing clicked again, before a fresh page
  /// was looked at.
  ///
  /// - Returns: the error for whoever cannot go on from here, saying that the block is out of the way; `nil` if it is not.
  /// - Throws: `error`, with what went wrong among its details, where answering it went wrong.
  func answer(_ error: ConsoleError, on page: String) async throws -> ConsoleError? {
    guard answersBlocks, let name = error.block?.name, let block = pack.blocks.first(where: { $0.name == name }), let answer = block.answer,
      let filled = filling(answer)
    else { return nil }
    guard visit.withLock({ $0.answer() }) else {
      throw error.adding("it was answered once for this page, and is asked again")
    }
    // Nothing of what is answered is something that a person was changed by, nor is it where the page that was asked for can be found again.
    let before = visit.withLock { $0 }
    defer { visit.withLock { $0 = before } }
    do {
      try await give(answer, filled, to: block)
    } catch let failure as ConsoleError {
      throw error.adding("it could not be answered: \(failure.message)", failure.details)
    }
    note("\(block.says) (on the way to \(page)); it was answered, as the selector pack says")
    return error.answered()
  }

  /// What is typed; empty if nothing is, and `nil` if it is not known.
  private func filling(_ answer: BlockAnswer) -> [(element: String, value: PageStep.FieldValue)]? {
    guard let filling = answer.filling else { return [] }
    switch filling.text {
    case .ownPassword: return ownPassword.withLock { $0 }.map { [(filling.element, .secret($0))] }
    }
  }

  private func give(
    _ answer: BlockAnswer, _ filled: [(element: String, value: PageStep.FieldValue)], to block: SelectorPack.Block
  ) async throws {
    let everyBlock = Set(pack.blocks.map(\.name))
    let place = "the page on which \(block.says)"
    let question = PageCase(
      "question",
      all: [(block.element, .present)] + filled.map { ($0.element, PageCase.Need.fill) } + [(answer.click, .click)], none: block.without,
      steps: filled.isEmpty ? [] : [.fill(filled)])
    try await lookAndClick(answer.click, on: place, [question], ignoring: everyBlock) { answer in
      guard let refused = answer.results.first?.texts, !refused.isEmpty else { return true }
      throw ConsoleError.notTaken(refused, by: place)
    }
    let after = try await look(
      "what comes after \(place)",
      [
        PageCase("still", all: [(block.element, .present)], none: block.without, newDocument: true),
        PageCase("gone", all: [], none: [block.element], newDocument: !block.isOverlay),
      ], after: .unknown, ignoring: everyBlock)
    guard after.heldCase == "gone" else { throw ConsoleError(.refused, "it was not accepted: it is asked again") }
  }
}

extension ConsoleError {
  fileprivate func adding(_ detail: String, _ more: [String] = []) -> ConsoleError {
    ConsoleError(
      code, message, details: details + [detail] + more.map { "  \($0)" }, consequence: consequence, advice: advice, pause: pause,
      block: block)
  }

  /// The same of a block that is out of the way: signing in is no longer what is missing.
  fileprivate func answered() -> ConsoleError {
    ConsoleError(
      consequence == .nothing ? .pageNotRecognised : .outcomeUnknown, "\(message); that was answered", details: details,
      consequence: consequence, advice: "Type the command again.", pause: pause, block: block?.answered())
  }
}

extension ConsoleError.Block {
  fileprivate func answered() -> ConsoleError.Block {
    ConsoleError.Block(
      name: name, says: says, next: nil, isWholePage: isWholePage, isPassedBySigningIn: isPassedBySigningIn, isAnswered: true)
  }
}
