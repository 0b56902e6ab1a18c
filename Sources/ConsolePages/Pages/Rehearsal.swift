import Synchronization
public import Technicians

/// Whether the page of somebody can be read, tried out on somebody who is there: a seat is bought before the page of whoever gets it can be
/// looked at.
public struct Rehearsal: Sendable {
  private let console: Console

  /// On `console`.
  public init(_ console: Console) { self.console = console }

  /// Reads somebody's page, unless one has been read on this console already. At most four commands; six where permissions or groups stand on
  /// a page of their own. Two fewer where a list has been read. Where the list shows nobody to try it on, nothing is said against it.
  ///
  /// - Throws: `ConsoleError` where the page cannot be read: what is made of `newcomer` could not be read back either.
  public func readsPeople(for newcomer: EmailAddress) async throws {
    guard !console.visit.withLock({ $0.hasReadPerson }) else { return }
    guard let person = try await TechniciansPage(console).somebody(), let id = person.id else { return }
    do {
      _ = try await TechnicianPage(console, id: id).read(expecting: person.email)
    } catch let error as ConsoleError where error.code == .pageNotRecognised || error.code == .ambiguous {
      throw error.leading(
        to: "the page of \(person.email) cannot be read, and that of \(newcomer) could not be read back: nobody was created",
        advice: error.advice)
    }
  }
}
