import SelectorPacks
public import Technicians
import WebDriver

/// The page that makes a technician. Each one costs a seat from the moment it is saved (console facts, section 1).
public struct NewTechnicianPage: Sendable {
  private let console: Console

  /// The page of `console`.
  public init(_ console: Console) { self.console = console }

  /// An account that has been made. Its permissions may still have to be saved.
  public struct Created: Sendable {
    /// The page that the console showed for the new account.
    public let reading: TechnicianPage.Reading
    /// Where the page had boxes, what setting them answered.
    let boxes: ArraySlice<StepResult>
    let permissions: Set<Permission>?
    /// The groups that the account is not in yet, since they stand on a page of their own.
    public let groupsToSave: Set<String>
  }

  /// Fills the form and saves it once. Four commands: open, fill, click, wait.
  ///
  /// It does not look whether the email is taken: the caller has, and the console does.
  ///
  /// - Parameters:
  ///   - groups: the groups that the account is to be in. Where they stand on a page of their own they are not saved yet: see
  ///     ``saveGroups(of:)``.
  ///   - permissions: on a layout with permissions on technicians, all that the account is to have. They are ticked on the page that the
  ///     console shows after saving, and not saved yet: see ``savePermissions(of:)``. `nil` leaves what the console gives.
  ///   - firstPassword: is typed, or takes what the console made up, and no mail is asked for; `nil` has the console send its mail, and
  ///     nobody here learns a password.
  /// - Returns: what the console showed for the new account.
  /// - Throws: ``ConsoleError``: ``ConsoleError/Code/emailTaken`` or ``ConsoleError/Code/refused`` with the console's words;
  ///   ``ConsoleError/Code/outcomeUnknown`` if neither a technician's page nor a refusal came.
  public func create(
    email: EmailAddress, name: PersonName, kind: TechnicianKind, groups: Set<String> = [], permissions: Set<Permission>? = nil,
    firstPassword: FirstPassword? = nil
  ) async throws -> Created {
    console.mark("new_technician", "creates \(email)")
    let rights = RightsForm(console: console)
    let form = PersonForm(console: console, page: "new_technician")
    var fields = try form.fields(name: name) + [("new_technician.email", .text(email.description))] + form.fields(kind: kind)
    fields.append(("new_technician.invite", .checked(firstPassword == nil)))
    let isMadeUp = console.pack.capabilities.firstPassword == .temporary
    if let firstPassword, !isMadeUp { fields.append(("new_technician.password", .secret(firstPassword.made))) }
    var steps: [PageStep] = [.fill(fields)]
    if groups.isEmpty, console.pack.capabilities.permissions == .group, !rights.isApart {
      // The console's own ticks are sent too: their boxes must stand in the form.
      steps.append(.boxes(try console.pack.boxes("new_technician.groups"), within: nil))
    }
    if !groups.isEmpty, !rights.isApart {
      let heading = try console.pack.words("technician.groups_heading")[0]
      steps.append(
        .setBoxes(
          try console.pack.boxes("new_technician.groups"), within: nil,
          changes: groups.sorted().map { PageBox(area: heading, action: $0, checked: true) }, exactly: false))
    }
    var needed = form.required + [("new_technician.invite", .fill), ("new_technician.submit", .click)]
    if firstPassword != nil {
      needed.append(isMadeUp ? ("new_technician.temporary_password", .present) : ("new_technician.password", .fill))
      // Read, and not shown: no picture can have it.
      if isMadeUp { steps.append(.read("new_technician.temporary_password", .value)) }
    }
    try await console.open("new_technician")
    try await console.lookAndClick(
      "new_technician.submit", on: "the new technician's form", [PageCase("form", all: needed, steps: steps)]
    ) { filled in
      if let refused = filled.results[0].texts, !refused.isEmpty {
        throw ConsoleError.notTaken(refused, by: "the new technician's form")
      }
      if filled.results.count > 1, let failed = filled.results[1].failed?.first {
        throw ConsoleError.notSet(group: failed, on: "the new technician's form", advice: "\(email) was not created.")
      }
      if let firstPassword { try firstPassword.send(isMadeUp ? Self.madeUp(filled) : nil) }
      return true
    }

    var created = try TechnicianPage.readingCase(console, "created", newDocument: true)
    let readSteps = created.steps.count
    if let permissions, !rights.isApart { created.steps += try rights.form(of: email).exactSteps(permissions) }
    let outcome: PageAnswer
    do {
      outcome = try await console.look(
        "the page after creating \(email)", [created.withoutForm(of: "new_technician.submit"), console.refusedCase], after: .unknown)
    } catch let error as ConsoleError where error.code == .outcomeUnknown {
      throw error.leading(
        to: "whether \(email) was created could not be seen", advice: "Next: syncroctl technicians show \(email)")
    }
    guard outcome.heldCase == "created" else { throw try refused(email, outcome) }
    guard let id = console.pack.value("id", of: "technician", in: outcome.address) else {
      throw ConsoleError(
        .outcomeUnknown, "the console shows a technician's page for \(email), but not at an address that the selector pack knows",
        details: [Console.place(outcome)], consequence: .unknown, advice: "Next: syncroctl technicians show \(email)")
    }
    do {
      let page = TechnicianPage(console, id: TechnicianID(rawValue: id))
      let shown = try page.reading(outcome, steps: readSteps, expecting: email)
      let reading = rights.isApart ? try await page.read(expecting: email) : shown
      return Created(
        reading: reading, boxes: outcome.results.dropFirst(readSteps), permissions: permissions,
        groupsToSave: rights.isApart ? groups.subtracting(reading.technician.groups ?? []) : [])
    } catch let error as ConsoleError {
      // By itself it would say that nothing was changed.
      throw ConsoleError(
        .outcomeUnknown, "what was made of \(email) could not be seen", details: [error.message] + error.details, consequence: .unknown,
        advice: "Next: syncroctl technicians show \(email)")
    }
  }

  /// Saves the permissions that ``create(email:name:kind:groups:permissions:)`` has ticked. Three commands: verify, click, wait; five where
  /// they stand on a page of their own.
  public func savePermissions(of created: Created) async throws {
    guard let permissions = created.permissions else { return }
    let person = created.reading.technician
    console.mark("technician", "saves the permissions of \(person.email)")
    let rights = RightsForm(console: console)
    if rights.isApart, let id = person.id {
      let has = person.permissions ?? []
      let changes = permissions.symmetricDifference(has).map { ($0, permissions.contains($0)) }
      return try await TechnicianPage(console, id: id).setPermissions(Dictionary(uniqueKeysWithValues: changes), of: person.email)
    }
    try await rights.form(of: person.email).saveExactly(permissions, after: created.boxes)
  }

  /// Puts the new account into the groups that it is not in yet. Five commands, or none.
  public func saveGroups(of created: Created) async throws {
    guard !created.groupsToSave.isEmpty, let id = created.reading.technician.id else { return }
    let email = created.reading.technician.email
    console.mark("technician", "puts \(email) into groups")
    let groups = Dictionary(uniqueKeysWithValues: created.groupsToSave.map { ($0, true) })
    try await TechnicianPage(console, id: id).setGroups(groups, of: email)
  }

  /// Whether the form can be made to say the first password, or to take one.
  ///
  /// - Throws: ``ConsoleError`` where the pack does not know the field: then only the console's own mail tells it.
  public func requirePasswordField() throws {
    let isMadeUp = console.pack.capabilities.firstPassword == .temporary
    guard !console.pack.has(isMadeUp ? "new_technician.temporary_password" : "new_technician.password") else { return }
    throw ConsoleError(
      .usage, "the selector pack knows no field of the new technician's form for a first password",
      advice: "Leave --password-to and --show-password out: then the console tells the person itself, by mail.")
  }

  /// What the console made up. Whoever asks makes a secret of it at once.
  private static func madeUp(_ filled: PageAnswer) throws -> String {
    guard let text = filled.results.last?.text, !text.isEmpty else {
      throw ConsoleError(
        .pageNotRecognised, "the new technician's form shows no first password that the console has made up",
        details: [Console.place(filled)],
        advice: "Leave --password-to and --show-password out: then the console tells the person itself, by mail.")
    }
    return text
  }

  private func refused(_ email: EmailAddress, _ outcome: PageAnswer) throws -> ConsoleError {
    let words = console.refusal(outcome)
    let taken = try console.pack.words("new_technician.email_taken")
    let isTaken = words.contains { said in taken.contains { said.lowercased().contains($0.lowercased()) } }
    return ConsoleError(
      isTaken ? .emailTaken : .refused,
      isTaken ? "the console says that \(email) has an account already" : "the console did not create \(email)",
      // The browser itself may have sent the form twice: then the second answer says so of the account that the first has made.
      details: words.map { "it says: \($0)" }, consequence: isTaken ? .unknown : .nothing,
      advice: isTaken ? "Look: syncroctl technicians show \(email)" : nil)
  }
}

extension PageCase {
  /// The same case, only where the form itself is gone: a form that is shown again with mistakes has an email field too.
  fileprivate func withoutForm(of submit: String) -> PageCase {
    var copy = self
    copy.none.append(submit)
    return copy
  }
}
