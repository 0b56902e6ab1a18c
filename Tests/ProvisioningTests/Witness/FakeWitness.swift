import ConsolePages
import Provisioning
import Synchronization
import Technicians
import TestSupport

/// A witness that asks the emulated console's own state, and says something else where it is told to.
final class FakeWitness: Witness {
  typealias Answer = @Sendable (_ question: Int, WitnessedPerson?) throws -> WitnessedPerson?

  let name = "the fake"
  let introduction = "a fake"
  private let state: @Sendable () async throws -> EmulatedState
  private let answer: Answer
  private let questions = Mutex<[String]>([])

  /// - Parameter answer: is told the running number of each question about one person, and the truth.
  init(_ test: EmulatedConsole, _ answer: @escaping Answer = { $1 }) {
    state = { try await test.state() }
    self.answer = answer
  }

  /// What was asked: `everybody`, or a number.
  var asked: [String] { questions.withLock { $0 } }

  func everybody() async throws -> [WitnessedName] {
    questions.withLock { $0.append("everybody") }
    return try await state().people.filter { $0.status == "active" }.map {
      WitnessedName(id: TechnicianID(rawValue: "\($0.id)"), name: PersonName(full: $0.name))
    }
  }

  func person(_ id: TechnicianID) async throws -> WitnessedPerson? {
    let number = questions.withLock { questions in
      questions.append(id.rawValue)
      return questions.count { $0 != "everybody" }
    }
    let found = try await state().people.first { "\($0.id)" == id.rawValue && $0.status == "active" }
    let truth = try found.map { person in
      WitnessedPerson(
        id: id, email: try EmailAddress(person.email), name: PersonName(full: person.name),
        kind: person.kind == "admin" ? .admin : .technician)
    }
    return try answer(number, truth)
  }

  /// What a witness says that cannot be asked.
  static let lost = ConsoleError(.unreachable, "the fake did not answer", advice: "Run it again.")
}
