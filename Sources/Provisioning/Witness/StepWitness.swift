import ConsolePages
import Technicians

/// Asks a witness around one change: before it, whether the page shows the right person; after it, whether what was read back is so.
struct StepWitness: Sendable {
  let witness: any Witness

  /// What was asked, and what follows.
  struct Hearing: Sendable {
    /// What the witness said, on one line: `the API says: 5003 is nina.park@acme.com, "Nina Park", technician`.
    let words: String
    /// What it says otherwise than the page, both with their values; `nil` where they agree.
    var contradiction: String?
  }

  /// Before something is done to `person`: whether the number belongs to the same address.
  ///
  /// - Throws: `ConsoleError` where the witness could not be asked.
  func before(_ person: Technician) async throws -> Hearing? {
    guard let id = person.id else { return nil }
    guard let told = try await witness.person(id) else { return unknown(person, id) }
    guard told.email != person.email else { return Hearing(words: words(told)) }
    return Hearing(
      words: words(told), contradiction: "\(witness.name) says that number \(id) is \(told.email), and the page shows \(person.email)")
  }

  /// After somebody was made or their details were changed: whether address, name and kind are as read back.
  ///
  /// - Throws: `ConsoleError` where the witness could not be asked.
  func after(_ person: Technician) async throws -> Hearing {
    guard let id = person.id else {
      return Hearing(
        words: "\(witness.name) was not asked", contradiction: "the page shows no number by which \(witness.name) could be asked")
    }
    guard let told = try await witness.person(id) else { return unknown(person, id) }
    var lines: [String] = []
    func compare(_ what: String, _ page: String, _ said: String) {
      lines.append("\(what) \(page) on the page, \(said) for \(witness.name)")
    }
    if told.email != person.email { compare("email", "\(person.email)", "\(told.email)") }
    if !told.name.readsLike(person.name) { compare("name", ShownText.quoted(person.name.full), ShownText.quoted(told.name.full)) }
    if told.kind != person.kind { compare("kind", person.kind.rawValue, told.kind.rawValue) }
    return Hearing(words: words(told), contradiction: lines.isEmpty ? nil : lines.joined(separator: "; "))
  }

  /// Of somebody deactivated a witness may know nothing.
  private func unknown(_ person: Technician, _ id: TechnicianID) -> Hearing {
    let words = "\(witness.name) says: nothing of number \(id)"
    guard person.status == .active else { return Hearing(words: "\(words), who is deactivated") }
    return Hearing(words: words, contradiction: "\(witness.name) knows nobody of number \(id), and the page shows \(person.email)")
  }

  private func words(_ told: WitnessedPerson) -> String {
    "\(witness.name) says: \(told.id) is \(told.email), \(ShownText.quoted(told.name.full)), \(told.kind.rawValue)"
  }
}

extension Change {
  /// Whether it makes somebody, or changes what a witness can tell of.
  var isWitnessed: Bool {
    switch action {
    case .create, .update: true
    default: false
    }
  }
}
