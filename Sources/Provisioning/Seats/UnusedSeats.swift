public import Foundation
public import Technicians

/// Active people who have not signed in for a time, and what their seats cost.
///
/// Those who never signed in stand apart: the console does not say since when somebody has an account, and one that was made yesterday is
/// not an unused one. Nobody is named of whom the console does not say when they signed in last.
public struct UnusedSeats: Encodable, Sendable {
  /// For how long.
  public let unusedFor: IdleTime
  /// The moment since which nobody named in ``unused`` has signed in.
  public let since: Date
  /// Whether the console shows last sign-ins at all.
  public let isShown: Bool
  /// How many active people the console says nothing of.
  public let notShown: Int
  /// Those who signed in before ``since``, the longest away first.
  public let unused: [Person]
  /// Those who never signed in, by address.
  public let neverSignedIn: [Person]
  /// Those who would be in one of the two lists, and must not go.
  public let leftOut: [LeftOut]
  /// What deactivating everybody in ``unused`` would save.
  public let savedByUnused: Saving
  /// What deactivating everybody in ``neverSignedIn`` would save.
  public let savedByNeverSignedIn: Saving
  /// From when on: a seat is relieved when the billing cycle ends (console facts, section 1), and no console says when that is.
  public let savedFrom: String

  /// Somebody who does not use their seat.
  public struct Person: Encodable, Sendable, Hashable {
    /// Who it is.
    public let email: EmailAddress
    /// What they are called.
    public let name: String
    /// An admin who goes may be the last one.
    public let kind: TechnicianKind
    /// The last sign-in.
    public let lastSignIn: LastSignIn
  }

  /// Somebody who is not counted.
  public struct LeftOut: Encodable, Sendable, Hashable {
    /// Who it is.
    public let email: EmailAddress
    /// Why.
    public let why: Reason

    /// Why somebody must not go.
    public enum Reason: String, Encodable, Sendable {
      /// It is the account that is signed in here.
      case signedInHere = "signed in here"
      /// A policy or roster protects it.
      case protected
    }
  }

  /// Money that would not be paid any more.
  public struct Saving: Encodable, Sendable, Hashable {
    /// How many seats.
    public let seats: Int
    /// A month.
    public let perMonth: Money
    /// Twelve months.
    public let perYear: Money

    init(_ seats: Int, at price: Money) { (self.seats, perMonth, perYear) = (seats, price * seats, price * (seats * 12)) }
  }

  /// Looks through `people`.
  ///
  /// - Parameters:
  ///   - price: of a seat for a month.
  ///   - now: the time from which `unusedFor` is counted back.
  ///   - isProtected: whether somebody must not be deactivated.
  public init(
    _ people: [Technician], price: Money, unusedFor: IdleTime, now: Date, signedInAs: EmailAddress,
    isProtected: (EmailAddress) -> Bool = { _ in false }
  ) {
    self.unusedFor = unusedFor
    let since = unusedFor.before(now)
    self.since = since
    let active = people.filter { $0.status == .active }
    isShown = active.contains { $0.lastSignIn != .notShown }
    notShown = active.count { $0.lastSignIn == .notShown }
    var (unused, never, leftOut): ([Person], [Person], [LeftOut]) = ([], [], [])
    for person in active.sorted(by: { $0.email < $1.email }) {
      let isUnused =
        switch person.lastSignIn {
        case .at(let date): date <= since
        case .never: true
        case .notShown: false
        }
      guard isUnused else { continue }
      if person.email == signedInAs {
        leftOut.append(LeftOut(email: person.email, why: .signedInHere))
      } else if isProtected(person.email) {
        leftOut.append(LeftOut(email: person.email, why: .protected))
      } else {
        let named = Person(email: person.email, name: person.name.full, kind: person.kind, lastSignIn: person.lastSignIn)
        if person.lastSignIn == .never { never.append(named) } else { unused.append(named) }
      }
    }
    self.unused = unused.sorted { ($0.lastSignIn.date, $0.email) < ($1.lastSignIn.date, $1.email) }
    (neverSignedIn, self.leftOut) = (never, leftOut)
    savedByUnused = Saving(unused.count, at: price)
    savedByNeverSignedIn = Saving(never.count, at: price)
    savedFrom = "the end of the billing cycle; the console does not say when that is"
  }
}

extension LastSignIn {
  fileprivate var date: Date { if case .at(let date) = self { date } else { .distantPast } }

  /// `2026-07-02 08:14:03Z`, `never`, or a dash where the console does not say.
  public var text: String {
    switch self {
    case .at(let date): ShownTime.text(date)
    case .never: "never"
    case .notShown: "-"
    }
  }
}
