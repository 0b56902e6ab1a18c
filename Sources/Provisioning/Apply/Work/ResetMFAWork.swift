import ConsolePages
import Technicians

/// Has the console forget somebody's second factor.
struct ResetMFAWork: ChangeWork {
  let person: PersonOnPage
  var already: String { "no second factor is set up" }

  func look() async throws -> Looked {
    var shown = try await person.page.read(expecting: person.email).technician
    shown.secondFactor = try await SecurityPage(person.console, id: person.id).read(expecting: person.email)
    return Looked(person: shown)
  }

  func wanted(from looked: Looked) -> Looked {
    looked.person.map { person in
      var wanted = person
      wanted.secondFactor = .notSetUp
      return Looked(person: wanted)
    } ?? looked
  }

  func act(on looked: Looked, witness: @escaping @Sendable () async -> Void) async throws -> String? {
    try await SecurityPage(person.console, id: person.id).resetMFA(of: person.email, witness: witness)
    return nil
  }

  func done(from before: Looked, to now: Looked) -> String { "second factor reset, read back" }

  func byHand(from seen: Looked, to wanted: Looked) -> [HandStep] { HandGuide(person.console).resetMFA(person.email, person.id) }
}
