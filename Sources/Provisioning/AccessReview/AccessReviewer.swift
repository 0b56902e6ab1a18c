public import ConsolePages
public import Foundation
internal import SelectorPacks
internal import Synchronization
public import Technicians

/// Reads a console for an access review. Changes nothing.
public struct AccessReviewer: Sendable {
  private let console: Console
  private let signedInAs: EmailAddress
  private let `operator`: String
  private let witness: (any Witness)?
  private let now: @Sendable () -> Date
  private let progress: @Sendable (String) -> Void

  /// A reviewer of `console`.
  ///
  /// - Parameters:
  ///   - signedInAs: who is signed in, as the page said.
  ///   - operator: who started the program.
  ///   - witness: is asked about each of the two lists; `nil` leaves it at the pages.
  ///   - now: the time.
  ///   - progress: is told what is being read, a line at a time.
  public init(
    _ console: Console, signedInAs: EmailAddress, operator: String, witness: (any Witness)? = nil,
    now: @escaping @Sendable () -> Date = { Date() },
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.console = console
    self.signedInAs = signedInAs
    self.operator = `operator`
    self.witness = witness
    self.now = now
    self.progress = progress
  }

  /// Reads everybody, and then the lists once more: whoever came, went or changed in between would be missing or wrong in the review.
  ///
  /// - Throws: ``ConsolePages/ConsoleError`` where a page is not understood, states another count than it shows, or the lists have changed
  ///   in the meantime.
  public func review() async throws -> AccessReview {
    let began = now()
    let reader = SnapshotReader(console, signedInAs: signedInAs, witness: witness, progress: progress)
    let snapshot = try await reader.readEverybody()
    try Self.requireKnownGroups(snapshot)
    progress("Reading the lists once more, to see that nobody came or went")
    let stated = StatedCounts()
    let listed = try await TechniciansPage(console).readAll { _, count in stated.note(count) }
    try await reader.confirm(listed)
    try Self.requireAlike(snapshot.technicians, listed)
    let proof = AccessReview.Proof(
      console: console.address.origin, layout: console.layout, signedInAs: signedInAs, operator: `operator`, began: began, ended: now(),
      lists: console.pack.capabilities.people.count, statedPeople: stated.areWhole ? listed.count : nil, listedPeople: listed.count,
      peoplePagesRead: snapshot.technicians.count, groupPagesRead: snapshot.groups.count, listsReadAgainAndAlike: true,
      packDigest: console.pack.digest, witness: witness?.introduction)
    return AccessReview(snapshot, proof: proof)
  }

  /// - Throws: `ConsoleError` naming whoever differs.
  static func requireAlike(_ read: [Technician], _ listed: [Technician]) throws {
    let (first, second) = (Self.index(read), Self.index(listed))
    let differing = Set(first.keys).union(second.keys).filter { first[$0] != second[$0] }.sorted()
    guard !differing.isEmpty else { return }
    throw ConsoleError(
      .pageNotRecognised, "the console changed while everybody was read, so the review would not be of one moment",
      details: differing.prefix(10).map { email in
        switch (first[email], second[email]) {
        case (nil, _): "\(email) has come"
        case (_, nil): "\(email) has gone"
        default: "\(email) has another kind, status or number"
        }
      } + (differing.count > 10 ? ["and \(differing.count - 10) more"] : []), advice: "Run it again.")
  }

  /// A group that is on somebody's page and not among the groups would leave out what it permits.
  static func requireKnownGroups(_ snapshot: ConsoleSnapshot) throws {
    let known = Set(snapshot.groups.map(\.name))
    for person in snapshot.technicians {
      guard let unknown = (person.groups ?? []).subtracting(known).min() else { continue }
      throw ConsoleError(
        .pageNotRecognised, "\(person.email) is in the group \(ShownText.quoted(unknown)), which the list of groups does not have",
        advice: "The console changed while it was read, or the list is cut off: run it again.")
    }
  }

  private struct Standing: Hashable {
    let id: TechnicianID?
    let kind: TechnicianKind
    let status: TechnicianStatus
  }

  private static func index(_ people: [Technician]) -> [EmailAddress: Standing] {
    Dictionary(people.map { ($0.email, Standing(id: $0.id, kind: $0.kind, status: $0.status)) }) { first, _ in first }
  }
}

/// Whether every page of every list stated how many people there are. That it then shows as many is the list's own business to require.
private final class StatedCounts: Sendable {
  private let counts = Mutex<(pages: Int, stated: Int)>((0, 0))

  func note(_ count: Int?) { counts.withLock { $0 = ($0.pages + 1, $0.stated + (count == nil ? 0 : 1)) } }

  var areWhole: Bool { counts.withLock { $0.pages > 0 && $0.pages == $0.stated } }
}
