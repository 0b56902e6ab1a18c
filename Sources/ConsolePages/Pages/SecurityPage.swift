import SelectorPacks
public import Technicians
import WebDriver

/// The page of somebody's password and second factor. The console may ask for one's own password before it shows it (console facts,
/// section 3).
public struct SecurityPage: Sendable {
  private let console: Console
  /// Whose page it is.
  public let id: TechnicianID

  /// The page of technician `id`.
  public init(_ console: Console, id: TechnicianID) {
    self.console = console
    self.id = id
  }

  /// Loads the page anew and reads whether a second factor is set up. Two commands; six more where one's own password is asked for.
  ///
  /// - Parameter email: whose page it must be.
  /// - Throws: ``ConsoleError``; ``ConsoleError/Code/pageNotRecognised`` where the pack knows no such page, where the page shows somebody
  ///   else, or says of the second factor what the pack does not know.
  public func read(expecting email: EmailAddress) async throws -> SecondFactor {
    guard console.pack.hasPage("security") else {
      throw ConsoleError(
        .pageNotRecognised, "the selector pack knows no page on which the second factor of \(email) is reset",
        advice: "If the console has one, give it in an override, as the page security: --selectors FILE (see docs/packs.md).")
    }
    console.mark("security", "reads whether \(email) has a second factor")
    try await console.open("security", values: ["id": id.rawValue])
    let answer = try await console.look(
      title(email),
      [
        PageCase(
          "page", all: [("security.person", .present), ("security.mfa", .present)],
          steps: [.read("security.person", .text), .read("security.mfa", .text)])
      ])
    let shown = try console.email(answer.results[0].text ?? "", on: title(email))
    guard shown == email else { throw Self.anothersPage(email, "\(shown)", Console.place(answer)) }
    return try secondFactor(answer.results[1].text ?? "", of: email)
  }

  /// Has the console forget the second factor, on the page that is open. Four commands and the picture: look, click, confirm, wait.
  ///
  /// - Parameters:
  ///   - email: whom the page must show, or nothing is clicked.
  ///   - witness: is called once the page shows the person and nothing has been committed yet: for a picture.
  /// - Throws: ``ConsoleError``.
  public func resetMFA(of email: EmailAddress, witness: @Sendable () async throws -> Void = {}) async throws {
    console.mark("security", "resets the second factor of \(email)")
    try await console.lookAndClick(
      "security.reset_mfa", on: title(email),
      [
        PageCase(
          "button", all: [("security.person", .present), ("security.reset_mfa", .click)],
          steps: [.require("security.person", .text, equals: email.description)])
      ], witness: witness
    ) { answer in
      guard answer.results[0].problem == nil else {
        throw Self.anothersPage(email, answer.results[0].text ?? "", Console.place(answer))
      }
      return true
    }
    try await console.confirmDialog()
    let outcome: PageAnswer
    do {
      outcome = try await console.look(
        "the page after resetting the second factor of \(email)",
        [console.doneCase("done", all: ["security.person"]), console.refusedCase], after: .unknown)
    } catch let error as ConsoleError where error.code == .outcomeUnknown {
      throw error.leading(to: "whether the second factor of \(email) was reset could not be seen", advice: error.advice)
    }
    guard outcome.heldCase == "done" else {
      throw ConsoleError(
        .refused, "the console did not reset the second factor of \(email)", details: console.refusal(outcome).map { "it says: \($0)" })
    }
  }

  private func title(_ email: EmailAddress) -> String { "the page of the second factor of \(email)" }

  private static func anothersPage(_ email: EmailAddress, _ shown: String, _ place: String) -> ConsoleError {
    ConsoleError(
      .pageNotRecognised, "the page of the second factor that was opened for \(email) shows \"\(shown)\"; nothing was touched",
      details: [place])
  }

  private func secondFactor(_ text: String, of email: EmailAddress) throws -> SecondFactor {
    let known: [(words: [String], state: SecondFactor)] = [
      (try console.pack.words("security.mfa_on"), .setUp), (try console.pack.words("security.mfa_off"), .notSetUp),
    ]
    let word = console.capture("security.mfa", in: text) ?? ""
    let meant = known.filter { $0.words.contains { $0.lowercased() == word.lowercased() } }
    guard let state = meant.first?.state, meant.count == 1 else {
      throw ConsoleError(
        .pageNotRecognised, "the console says \"\(text)\" of the second factor of \(email), which the selector pack does not know",
        details: ["known words: \(known.flatMap(\.words).joined(separator: ", "))"],
        advice: "Add it under words of the page \"security\" in an override: --selectors FILE.")
    }
    return state
  }
}
