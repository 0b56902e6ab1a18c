import ConsolePages
import Technicians

/// How one change is carried out: a way to look, a way to tell whether it is done, and a way to do it. What is looked at and when is decided
/// by ``ChangeStep`` alone.
protocol ChangeWork: Sendable {
  /// Loads what the change is about anew, and reads it. Changes nothing.
  func look() async throws -> Looked
  /// What a fresh page is to show once the change is done, if `looked` is what it shows before. What may be otherwise is left out.
  func wanted(from looked: Looked) -> Looked
  /// Does it, once. `witness` is called right before what commits it.
  ///
  /// - Returns: the console's number for what was made, where something was.
  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String?
  /// The same as ``look()`` after the act, with the number of what was made.
  func readBack(_ made: String?) async throws -> Looked
  /// What was done, for a person: `created, read back (id 5127)`.
  func done(from before: Looked, to now: Looked) -> String
  /// What is said where nothing had to be done.
  var already: String { get }
  /// Whether what was begun by a run that was cut short can be taken up where it is now.
  func canContinue(from now: Looked) -> Bool
  /// What a person does to bring the console from `seen` to `wanted`. Where `seen` does not say what there is, all that the change asks for.
  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep]
}

extension ChangeWork {
  func readBack(_ made: String?) async throws -> Looked { try await look() }
  func canContinue(from now: Looked) -> Bool { false }
}

/// The parts of a console that a change is carried out with.
struct ChangeContext: Sendable {
  let console: Console
  /// The reason to choose where the console asks for one on deactivating.
  let deactivationReason: String?
  /// The first password of whoever is created, where it is to be handed on; else the console sends its mail.
  let firstPassword: FirstPassword?
  /// The address that the person has on the console now, where an earlier change of the run has given them another one than the plan knows.
  let currentEmail: EmailAddress?
  /// Who knows of tickets besides the pages, and can give them away.
  let desk: (any TicketDesk)?
}

extension Change {
  /// How to carry this out; `nil` for what no planner makes.
  func work(in context: ChangeContext) throws -> (any ChangeWork)? {
    switch (subject, action) {
    case (.group(let id, let name), .createGroup(let permissions)):
      return GroupWork(console: context.console, id: id, name: name, add: Set(permissions), remove: [], creates: true)
    case (.group(let id, let name), .updateGroup(let add, let remove)):
      return GroupWork(console: context.console, id: id, name: name, add: Set(add), remove: Set(remove), creates: false)
    case (.person(_, let email, let name), .create(let kind, _, let permissions, let groups)):
      return CreatePersonWork(
        console: context.console, email: email, name: name, kind: kind, permissions: Set(permissions), groups: Set(groups),
        firstPassword: context.firstPassword)
    case (.person(let id, let email, let name), _):
      guard let id else { throw ConsoleError(.notFound, "the list of people shows no link to the page of \(email)") }
      let person = PersonOnPage(console: context.console, id: id, email: context.currentEmail ?? email, name: name)
      return action.work(on: person, in: context)
    default: return nil
    }
  }
}

extension Change.Action {
  fileprivate func work(on person: PersonOnPage, in context: ChangeContext) -> (any ChangeWork)? {
    switch self {
    case .permissions(let add, let remove): PermissionsWork(person: person, add: Set(add), remove: Set(remove))
    case .groups(let add, let remove): GroupsWork(person: person, add: Set(add), remove: Set(remove))
    case .update(let email, let name, let kind): UpdateWork(person: person, email: email?.new, name: name?.new, kind: kind?.new)
    case .reactivate: ReactivateWork(person: person)
    case .deactivate: DeactivateWork(person: person, reason: context.deactivationReason)
    case .deleteTokens(let shared): DeleteTokensWork(person: person, shared: shared)
    case .reassignTickets(let email, let id, let name):
      ReassignTicketsWork(person: person, heir: Technician(id: id, email: email, name: name), desk: context.desk)
    case .resetMFA: ResetMFAWork(person: person)
    case .confirmOffboarded: ConfirmOffboardedWork(person: person, desk: context.desk)
    case .create, .createGroup, .updateGroup: nil
    }
  }
}
