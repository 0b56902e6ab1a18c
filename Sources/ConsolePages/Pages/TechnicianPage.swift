import SelectorPacks
import Synchronization
public import Technicians
import WebDriver

/// A technician's own page: details, permissions or groups, status.
public struct TechnicianPage: Sendable {
  private let console: Console
  /// Whose page it is.
  public let id: TechnicianID

  /// The page of technician `id`.
  public init(_ console: Console, id: TechnicianID) {
    self.console = console
    self.id = id
  }

  /// A technician with all that the page shows.
  public struct Reading: Sendable, Hashable {
    /// Who it is, with permissions or groups.
    public let technician: Technician
    /// All permissions that the page offers, in the page's order. Empty on a layout with groups.
    public let offered: [OfferedPermission]
    /// All groups that the page offers. Empty on a layout without.
    public let offeredGroups: [String]
  }

  /// Loads the page anew and reads it. Two commands; two more where permissions or groups stand on a page of their own.
  ///
  /// - Parameter expected: whose page it must be. Another email on it is an error.
  public func read(expecting expected: EmailAddress? = nil) async throws -> Reading { try await readAnew(expecting: expected).reading }

  /// The same, with what the page answered: to be held against the same page read another way.
  func readAnew(expecting expected: EmailAddress?) async throws -> (reading: Reading, results: [StepResult]) {
    console.mark("technician", expected.map { "reads the page of \($0)" } ?? "reads the page of number \(id.rawValue)")
    // First, since what is changed next is changed on the person's own page.
    let rights = rights.isApart ? try await rights.read(id) : nil
    try await console.open("technician", values: ["id": id.rawValue])
    let answer = try await console.look(Self.title, [try Self.readingCase(console, "page")])
    let reading = try adding(rights, to: try reading(answer, expecting: expected))
    console.visit.withLock { $0.readPerson() }
    return (reading, answer.results)
  }

  /// Adds what the page of its own says, which must be the same person's.
  private func adding(_ rights: (email: EmailAddress, boxes: [PageBox])?, to reading: Reading) throws -> Reading {
    guard let rights else { return reading }
    guard rights.email == reading.technician.email else {
      throw ConsoleError(
        .pageNotRecognised, "the pages of number \(id.rawValue) show \(reading.technician.email) and \(rights.email): two people")
    }
    return try self.reading(reading.technician, rights.boxes)
  }

  static let title = "the technician's page"

  private var form: PersonForm { PersonForm(console: console, page: "technician") }
  private var rights: RightsForm { RightsForm(console: console) }

  /// The case of a technician's page being there, with the steps that read it whole.
  static func readingCase(_ console: Console, _ name: String, newDocument: Bool = false) throws -> PageCase {
    let form = PersonForm(console: console, page: "technician")
    let rights = RightsForm(console: console)
    var steps: [PageStep] = (rights.isApart ? [] : [.boxes(try rights.layout, within: nil)]) + [.existing(signs(console))]
    if console.pack.has("technician.deactivated_box") { steps.append(.read("technician.deactivated_box", .checked)) }
    // Whoever has no ticked box is active: the box itself must be there.
    let box = console.pack.capabilities.reactivation.byBox ? [("technician.deactivated_box", PageCase.Need.present)] : []
    return PageCase(name, all: rights.wholePage + form.shown + box, newDocument: newDocument, steps: steps + form.readSteps)
  }

  /// What tells whether somebody is deactivated: the mark, and the buttons of which there is one or the other.
  private static func signs(_ console: Console) -> [String] {
    let able = console.pack.capabilities
    let hasButtons = able.deactivation.from == .technician && !able.reactivation.byBox
    return [mark].filter(console.pack.has) + (hasButtons ? [deactivate, reactivate] : [])
  }

  private static let mark = "technician.deactivated_mark"
  private static let deactivate = "technician.deactivate"
  private static let reactivate = "technician.reactivate"

  /// Whether the signs say that somebody is deactivated.
  ///
  /// - Throws: ``ConsoleError`` where the mark says one thing and the buttons another: to take somebody for active who is not, or the other way
  ///   round, may change the wrong thing.
  private static func isDeactivated(_ seen: [String], knowsMark: Bool, at place: String) throws -> Bool {
    let isMarked = seen.contains(mark)
    let buttons = [deactivate, reactivate].filter(seen.contains)
    // Neither button, or both, says nothing.
    guard buttons.count == 1, let button = buttons.first else { return isMarked }
    let isLetIn = button == reactivate
    guard knowsMark else { return isLetIn }
    guard isMarked == isLetIn else {
      throw ConsoleError(
        .pageNotRecognised,
        "\(title) contradicts itself: it \(isMarked ? "shows" : "does not show") \(mark), and of the buttons \(button) alone",
        details: [place], advice: "Look at the page. If the console changed, say in an override how the two are told: --selectors FILE.")
    }
    return isMarked
  }

  /// Understands the answer to ``readingCase(_:_:newDocument:)``, of which the first `steps` steps are that case's.
  func reading(_ answer: PageAnswer, steps: Int? = nil, expecting expected: EmailAddress?) throws -> Reading {
    try reading(answer.results.prefix(steps ?? answer.results.count), at: Console.place(answer), expecting: expected)
  }

  /// The same for a page at `place` that was read in whichever way. Permissions and groups that stand on a page of their own are not in it.
  func reading(_ results: ArraySlice<StepResult>, at place: String, expecting expected: EmailAddress?) throws -> Reading {
    var results = results
    guard results.count > (rights.isApart ? 1 : 2) else {
      throw ConsoleError(.pageNotRecognised, "the technician's page was not read", details: [place])
    }
    let boxes = rights.isApart ? nil : results.removeFirst().boxes ?? []
    var isDeactivated = try Self.isDeactivated(
      results.removeFirst().texts ?? [], knowsMark: console.pack.has(Self.mark), at: place)
    if console.pack.has("technician.deactivated_box") { isDeactivated = results.removeFirst().text == "true" || isDeactivated }
    var person = try form.person(results, id: id)
    person.status = isDeactivated ? .deactivated : .active
    if let expected, person.email != expected {
      throw ConsoleError(
        .pageNotRecognised, "the page that was opened for \(expected) shows \(person.email)", details: [place])
    }
    return try boxes.map { try reading(person, $0) } ?? Reading(technician: person, offered: [], offeredGroups: [])
  }

  /// The person with what the boxes say.
  private func reading(_ person: Technician, _ boxes: [PageBox]) throws -> Reading {
    var person = person
    if console.pack.capabilities.permissions == .technician {
      let offered = try BoxesForm.offered(boxes, title: "the page of \(person.email)")
      person.permissions = Set(offered.filter(\.isGranted).map(\.permission))
      return Reading(technician: person, offered: offered, offeredGroups: [])
    }
    let groups = try BoxesForm.groups(boxes, title: "the page of \(person.email)")
    person.groups = Set(boxes.filter(\.checked).map(\.action))
    return Reading(technician: person, offered: [], offeredGroups: groups)
  }

  /// Ticks and unticks permissions on the open page and saves. Four commands, and one that opens a page of its own; see
  /// ``BoxesForm/change(to:)``.
  public func setPermissions(_ wanted: [Permission: Bool], of email: EmailAddress) async throws {
    console.mark("technician", "sets permissions of \(email)")
    if rights.isApart { try await rights.open(id) }
    try await rights.form(of: email).change(to: wanted)
  }

  /// Changes address, name, kind and groups on the open page and saves. Three commands; five more for groups on a page of their own.
  ///
  /// - Parameter newEmail: the address that takes the place of `email`, by which the page is told until then.
  public func update(
    _ email: EmailAddress, newEmail: EmailAddress? = nil, name: PersonName? = nil, kind: TechnicianKind? = nil, groups: [String: Bool] = [:]
  ) async throws {
    console.mark("technician", "changes the details of \(email)")
    let address = newEmail.map { [(element: "technician.email", value: PageStep.FieldValue.text($0.description))] } ?? []
    let fields = try address + (name.map { try form.fields(name: $0) } ?? []) + (kind.map { try form.fields(kind: $0) } ?? [])
    var steps: [PageStep] = [Self.identity(email), .fill(fields)]
    guard rights.isApart else {
      if !groups.isEmpty { steps.append(try groupStep(groups)) }
      return try await save(email, steps)
    }
    if !fields.isEmpty { try await save(email, steps) }
    if !groups.isEmpty { try await setGroups(groups, of: newEmail ?? email) }
  }

  /// Puts the person into groups, and takes them out, on the page of its own. Five commands.
  func setGroups(_ groups: [String: Bool], of email: EmailAddress) async throws {
    try await rights.open(id)
    try await rights.form(of: email).change(to: try rights.boxes(groups))
  }

  private func groupStep(_ groups: [String: Bool]) throws -> PageStep {
    // The heading over the groups is the page's own; the boxes are told by the group's name.
    .setBoxes(
      try rights.layout, within: nil,
      changes: try groups.sorted { $0.key < $1.key }.map { name, member in
        PageBox(area: try console.pack.words("technician.groups_heading")[0], action: name, checked: member)
      }, exactly: false)
  }

  /// Fills the details form and saves it.
  private func save(_ email: EmailAddress, _ steps: [PageStep]) async throws {
    try await console.lookAndClick(
      "technician.save", on: "the page of \(email)",
      [PageCase("form", all: [("technician.email", .present), ("technician.save", .click)], steps: steps)]
    ) { prepared in
      try requireIdentity(prepared.results[0], email)
      if let refused = prepared.results[1].texts, !refused.isEmpty {
        throw ConsoleError.notTaken(refused, by: "the page of \(email)")
      }
      if prepared.results.count > 2, let failed = prepared.results[2].failed?.first {
        throw ConsoleError.notSet(group: failed, on: "the page of \(email)", advice: "Make it first, or let a roster's role do so.")
      }
      return true
    }
    try await requireSaved(email, consequence: "save the details of \(email)")
  }

  /// The page must show whose it is before anything on it is touched.
  private static func identity(_ email: EmailAddress) -> PageStep { .require("technician.email", .value, equals: email.description) }

  private func requireIdentity(_ result: StepResult, _ email: EmailAddress) throws {
    guard result.problem == nil else {
      throw ConsoleError(.pageNotRecognised, "the page opened for \(email) shows \"\(result.text ?? "")\"; nothing was touched")
    }
  }

  private func requireSaved(_ email: EmailAddress, consequence: String) async throws {
    let outcome = try await console.look(
      "the page of \(email)",
      [console.doneCase("saved", all: ["technician.email"]), console.refusedCase],
      after: .unknown)
    guard outcome.heldCase == "saved" else {
      throw ConsoleError(.refused, "the console did not \(consequence)", details: console.refusal(outcome).map { "it says: \($0)" })
    }
  }

  /// Lets a deactivated technician in again, from the open page. Three to four commands.
  public func reactivate(_ email: EmailAddress) async throws {
    console.mark("technician", "reactivates \(email)")
    let how = console.pack.capabilities.reactivation
    if how.byBox {
      return try await save(email, [Self.identity(email), .fill([("technician.deactivated_box", .checked(false))])])
    }
    try await console.lookAndClick(
      "technician.reactivate", on: "the page of \(email)",
      [
        PageCase(
          "button", all: [("technician.email", .present), ("technician.reactivate", .click)], steps: [Self.identity(email)])
      ]
    ) { prepared in
      try requireIdentity(prepared.results[0], email)
      return true
    }
    if how.confirm == .dialog { try await console.confirmDialog() }
    try await requireSaved(email, consequence: "reactivate \(email)")
  }
}
