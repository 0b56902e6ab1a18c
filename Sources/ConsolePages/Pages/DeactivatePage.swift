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
  /// - Parameters:
  ///   - person: as found on the console, with an id.
  ///   - reason: the reason to choose where the console asks for one; the pack's own if `nil`.
  ///   - witness: is called once the person has been found on the page and nothing was clicked yet: for a picture.
  /// - Throws: ``ConsoleError``. Where the page does not show the email of the person meant, nothing is clicked.
  public func deactivate(
    _ person: Technician, reason: String? = nil, witness: @Sendable () async throws -> Void = {}
  ) async throws {
    let how = console.pack.capabilities.deactivation
    let button: String
    let ready: PageAnswer
    switch how.from {
    case .technician:
      guard let id = person.id else { throw ConsoleError(.notFound, "the console shows no page for \(person.email)") }
      button = "technician.deactivate"
      try await console.open("technician", values: ["id": id.rawValue])
      ready = try await console.look(
        "the page of \(person.email)",
        [PageCase("button", all: [("technician.email", .present), (button, .click)], steps: [.read("technician.email", .value)])])
      try requireIdentity(ready.results[0].text, person.email, ready)
    case .row:
      button = "technicians.deactivate"
      let active = console.pack.capabilities.people.first { $0.status != .deactivated }
      try await console.open("technicians", active?.search, values: ["query": person.email.description])
      // The row itself is told by the email, so the button is that person's.
      ready = try await console.look(
        "the row of \(person.email)", [PageCase("button", all: [(button, .click)])], rows: ["technicians.people": person.email.description])
    }
    try await witness()
    try await console.click(button, in: ready)
    switch how.confirm {
    case .none: break
    case .dialog: try await console.confirmDialog()
    case .form: try await confirm(person, reason: reason, reasons: how.reasons)
    }
    try await awaitOutcome(person, how)
  }

  private func confirm(_ person: Technician, reason: String?, reasons: [String]) async throws {
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

  private func requireIdentity(_ shown: String?, _ email: EmailAddress, _ answer: PageAnswer) throws {
    guard let shown, shown.lowercased() == email.comparable else {
      throw ConsoleError(
        .pageNotRecognised, "the page opened for \(email) shows \"\(shown ?? "")\"; nothing was clicked", details: [Console.place(answer)])
    }
  }
}
