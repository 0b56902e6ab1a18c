import SelectorPacks
public import Technicians
import WebDriver

/// Taking somebody's access away: the button, wherever it stands, and what the console asks after it.
public struct DeactivatePage: Sendable {
  private let console: Console

  /// The deactivation of `console`.
  public init(_ console: Console) { self.console = console }

  /// Deactivates the person, and looks that the console did not refuse. Does not read back: see ``TechnicianPage/read(expecting:)``.
  ///
  /// Five commands and the picture: open, look, click, confirm, wait; or open, look and follow the link, fill, click, wait.
  ///
  /// - Parameters:
  ///   - person: as found on the console, with an id.
  ///   - isOpen: whether the person's own page was opened just before, so that it need not be opened where the button stands on it.
  ///   - reason: the reason to choose where the console asks for one; the pack's own if `nil`.
  ///   - witness: is called once the page shows the person and nothing has been committed yet: for a picture.
  /// - Throws: ``ConsoleError``. Where the page does not show the email of the person meant, nothing is clicked.
  public func deactivate(
    _ person: Technician, reason: String? = nil, isOpen: Bool = false, witness: @escaping @Sendable () async throws -> Void = {}
  ) async throws {
    console.mark("deactivate", "deactivates \(person.email)")
    let how = console.pack.capabilities.deactivation
    let form = try how.confirm == .form ? formCase(reason: reason, reasons: how.reasons) : nil
    // Where a form follows, the picture is of the form.
    let early: @Sendable () async throws -> Void = { if how.confirm != .form { try await witness() } }
    var seen: PageAnswer?
    switch how.from {
    case .technician: try await pressOnPage(person, isOpen: isOpen, witness: early)
    case .row: seen = try await pressInRow(person, form, witness: early)
    }
    if how.confirm == .dialog { try await console.confirmDialog() }
    if let form { try await confirm(person, form, seen: seen, witness: witness) }
    try await awaitOutcome(person, how)
  }

  /// Presses the button on the person's own page, which must show their email.
  private func pressOnPage(_ person: Technician, isOpen: Bool, witness: @Sendable () async throws -> Void) async throws {
    guard let id = person.id else { throw ConsoleError(.notFound, "the console shows no page for \(person.email)") }
    if !isOpen { try await console.open("technician", values: ["id": id.rawValue]) }
    let button = "technician.deactivate"
    try await console.lookAndClick(
      button, on: "the page of \(person.email)",
      [
        PageCase(
          "button", all: [("technician.email", .present), (button, .click)],
          steps: [.require("technician.email", .value, equals: person.email.description)])
      ], witness: witness
    ) { answer in
      guard answer.results[0].problem == nil else {
        throw ConsoleError(
          .pageNotRecognised, "the page opened for \(person.email) shows \"\(answer.results[0].text ?? "")\"; nothing was clicked",
          details: [Console.place(answer)])
      }
      return true
    }
  }

  /// Presses the button in the person's row, which is told by the email. A link that only leads to the form is followed in the look itself.
  ///
  /// - Returns: the form, filled in, if the look has come to it: the script that followed the link may have been started anew on its page.
  private func pressInRow(_ person: Technician, _ form: PageCase?, witness: @Sendable () async throws -> Void) async throws -> PageAnswer? {
    let active = console.pack.capabilities.people.first { $0.status != .deactivated }
    try await console.open("technicians", active?.search, values: ["query": person.email.description])
    let column = try console.pack.table("technicians.people").key
    let button = "technicians.deactivate"
    let row = PageCase("row", all: [(button, .click)], steps: form == nil ? [] : [.follow(button)])
    let answer = try await console.lookAndClick(
      button, on: "the row of \(person.email)", [row] + [form].compactMap(\.self),
      rows: ["technicians.people": [column: person.email.description]], witness: witness
    ) { $0.heldCase == "row" && $0.results.last?.text == nil }
    return answer.heldCase == "form" ? answer : nil
  }

  /// The form that asks for the reason, and how it is filled in.
  private func formCase(reason: String?, reasons: [String]) throws -> PageCase {
    let wanted = reason.map { [$0] } ?? reasons
    var needed: [(element: String, need: PageCase.Need)] = [("deactivate.person", .present), ("deactivate.submit", .click)]
    var steps: [PageStep] = [.read("deactivate.person", .text)]
    if !wanted.isEmpty {
      needed.append(("deactivate.reason", .fill))
      steps += [.read("deactivate.reason", .options), .fill([("deactivate.reason", .option(wanted))])]
    }
    return PageCase("form", all: needed, steps: steps)
  }

  private func confirm(
    _ person: Technician, _ form: PageCase, seen: PageAnswer?, witness: @Sendable () async throws -> Void
  ) async throws {
    try await console.lookAndClick(
      "deactivate.submit", on: "the page that asks for the reason", [form], seen: seen, witness: witness
    ) { answer in
      let shown = answer.results[0].text ?? ""
      guard shown.lowercased().contains(person.email.comparable) else {
        throw ConsoleError(
          .pageNotRecognised, "the page that confirms the deactivation of \(person.email) shows \"\(shown)\"; nothing was confirmed")
      }
      if answer.results.count > 2, let refused = answer.results[2].texts, !refused.isEmpty {
        throw ConsoleError(
          .usage, "the console does not offer the reason for deactivating \(person.email) that was asked for",
          details: ["it offers: \(answer.results[1].text ?? "")"], advice: "Choose one with --reason.")
      }
      return true
    }
  }

  private func awaitOutcome(_ person: Technician, _ how: LayoutCapabilities.Deactivation) async throws {
    // Some consoles go back to the list, others stay with the person.
    let landings = how.from == .technician ? ["technician.email", "technicians.people"] : ["technicians.people", "technician.email"]
    let none = how.confirm == .form ? ["deactivate.submit"] : []
    let outcome: PageAnswer
    do {
      outcome = try await console.look(
        "the page after deactivating \(person.email)",
        landings.map { console.doneCase("done", all: [$0], none: none) } + [console.refusedCase], after: .unknown)
    } catch let error as ConsoleError where error.code == .outcomeUnknown {
      throw error.leading(
        to: "whether \(person.email) was deactivated could not be seen", advice: "Next: syncroctl technicians show \(person.email)")
    }
    guard outcome.heldCase == "done" else {
      throw ConsoleError(
        .refused, "the console did not deactivate \(person.email)", details: console.refusal(outcome).map { "it says: \($0)" })
    }
  }
}
