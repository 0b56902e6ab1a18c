public import Technicians
import SelectorPacks
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
  ///   - reason: the reason to choose where the console asks for one; the pack's own if `nil`.
  ///   - witness: is called once the page shows the person and nothing has been committed yet: for a picture.
  /// - Throws: ``ConsoleError``. Where the page does not show the email of the person meant, nothing is clicked.
  public func deactivate(
    _ person: Technician, reason: String? = nil, witness: @Sendable () async throws -> Void = {}
  ) async throws {
    let how = console.pack.capabilities.deactivation
    let button = how.from == .technician ? "technician.deactivate" : "technicians.deactivate"
    let ready = how.from == .technician ? try await openPage(person, button) : try await openRow(person, button, how)
    if how.confirm != .form { try await witness() }
    // A link that only leads to the form has been followed already.
    if ready.results.last?.text == nil || how.from == .technician { try await console.click(button, in: ready) }
    switch how.confirm {
    case .none: break
    case .dialog: try await console.confirmDialog()
    case .form: try await confirm(person, reason: reason, reasons: how.reasons, witness: witness)
    }
    try await awaitOutcome(person, how)
  }

  /// The person's own page, with its button ready.
  private func openPage(_ person: Technician, _ button: String) async throws -> PageAnswer {
    guard let id = person.id else { throw ConsoleError(.notFound, "the console shows no page for \(person.email)") }
    try await console.open("technician", values: ["id": id.rawValue])
    let answer = try await console.look(
      "the page of \(person.email)",
      [
        PageCase(
          "button", all: [("technician.email", .present), (button, .click)],
          steps: [.require("technician.email", .value, equals: person.email.description)])
      ])
    guard answer.results[0].problem == nil else {
      throw ConsoleError(
        .pageNotRecognised, "the page opened for \(person.email) shows \"\(answer.results[0].text ?? "")\"; nothing was clicked",
        details: [Console.place(answer)])
    }
    return answer
  }

  /// The person's row, told by the email, with its button ready; where the button is a link to a form, it is followed at once.
  private func openRow(_ person: Technician, _ button: String, _ how: Capabilities.Deactivation) async throws -> PageAnswer {
    let active = console.pack.capabilities.people.first { $0.status != .deactivated }
    try await console.open("technicians", active?.search, values: ["query": person.email.description])
    let column = try console.pack.table("technicians.people").key
    return try await console.look(
      "the row of \(person.email)", [PageCase("button", all: [(button, .click)], steps: how.confirm == .form ? [.follow(button)] : [])],
      rows: ["technicians.people": [column: person.email.description]])
  }

  private func confirm(
    _ person: Technician, reason: String?, reasons: [String], witness: @Sendable () async throws -> Void
  ) async throws {
    let wanted = reason.map { [$0] } ?? reasons
    var needed: [(element: String, need: PageCase.Need)] = [("deactivate.person", .present), ("deactivate.submit", .click)]
    var steps: [PageStep] = [.read("deactivate.person", .text)]
    if !wanted.isEmpty {
      needed.append(("deactivate.reason", .fill))
      steps += [.read("deactivate.reason", .options), .fill([("deactivate.reason", .option(wanted))])]
    }
    let form = try await console.look("the page that asks for the reason", [PageCase("form", all: needed, steps: steps)])
    let shown = form.results[0].text ?? ""
    guard shown.lowercased().contains(person.email.comparable) else {
      throw ConsoleError(
        .pageNotRecognised, "the page that confirms the deactivation of \(person.email) shows \"\(shown)\"; nothing was confirmed")
    }
    if !wanted.isEmpty, let refused = form.results[2].texts, !refused.isEmpty {
      throw ConsoleError(
        .usage, "the console offers no reason \(wanted.map { "\"\($0)\"" }.joined(separator: " or "))",
        details: ["it offers: \(form.results[1].text ?? "")"], advice: "Choose one with --reason.")
    }
    try await witness()
    try await console.click("deactivate.submit", in: form)
  }

  private func awaitOutcome(_ person: Technician, _ how: Capabilities.Deactivation) async throws {
    let landing = how.from == .technician ? "technician.email" : "technicians.people"
    var none = ["frame.error"]
    if how.confirm == .form { none.append("deactivate.submit") }
    let outcome: PageAnswer
    do {
      outcome = try await console.look(
        "the page after deactivating \(person.email)",
        [PageCase("done", all: [(landing, .present)], none: none, newDocument: true), console.refusedCase], after: .unknown)
    } catch let error as ConsoleError where error.code == .outcomeUnknown {
      throw ConsoleError(
        .outcomeUnknown, "whether \(person.email) was deactivated could not be seen", details: [error.message] + error.details,
        consequence: .unknown, advice: "Next: syncroctl technicians show \(person.email)")
    }
    guard outcome.heldCase == "done" else {
      throw ConsoleError(
        .refused, "the console did not deactivate \(person.email)", details: console.refusal(outcome).map { "it says: \($0)" })
    }
  }
}
