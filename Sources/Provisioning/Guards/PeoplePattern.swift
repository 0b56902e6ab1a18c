public import Technicians

/// Whom a policy means: an address, or several by `*`, which stands for any text. Case plays no part.
public struct PeoplePattern: Sendable, Hashable, CustomStringConvertible {
  private static let star: Character = "*"

  /// The pattern as it was written.
  public let description: String
  /// Compared as a person sees them, so that an accent is the same however it is encoded.
  private let letters: [Character]

  /// A pattern; `nil` if no address can be like it.
  public init?(_ text: String) {
    // An address that the pattern would match: a star stands for either side, or for both.
    let probe = text.replacing("*", with: "x.x")
    guard let address = try? EmailAddress(text.contains("*") && !probe.contains("@") ? probe + "@x.x" : probe) else { return nil }
    // The address drops white space around it, and so must the pattern.
    guard address.description.hasPrefix(probe) else { return nil }
    description = text
    letters = Array(text.lowercased())
  }

  /// Whether `email` is meant.
  public func matches(_ email: EmailAddress) -> Bool {
    let address = Array(email.comparable)
    // Two places to return to: the last star, and how far what it stands for has grown.
    var (p, a) = (0, 0)
    var (star, grown): (Int?, Int) = (nil, 0)
    while a < address.count {
      if p < letters.count, letters[p] == Self.star {
        (star, grown) = (p, a)
        p += 1
      } else if p < letters.count, letters[p] == address[a] {
        p += 1
        a += 1
      } else if let star {
        p = star + 1
        grown += 1
        a = grown
      } else {
        return false
      }
    }
    return letters[p...].allSatisfy { $0 == Self.star }
  }
}
