/// The API could not be asked, or did not do what it was asked. Never holds the token.
public struct APIError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of error. More may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Known: String {
      case badAddress, unauthorized, forbidden, notFound, refused, tooMany, redirected, failed, unreachable, tooLarge, malformed,
        outcomeUnknown
    }
    private let known: Known
    private init(_ known: Known) { self.known = known }

    /// The address is none that a token is sent to. Nothing was sent.
    public static let badAddress = Code(.badAddress)
    /// The token is not accepted.
    public static let unauthorized = Code(.unauthorized)
    /// The token's maker may not do this.
    public static let forbidden = Code(.forbidden)
    /// There is no such person or ticket.
    public static let notFound = Code(.notFound)
    /// The console understood and said no.
    public static let refused = Code(.refused)
    /// Too many requests, and waiting did not help. Nothing was done.
    public static let tooMany = Code(.tooMany)
    /// The console sent the request elsewhere. The token was not sent there.
    public static let redirected = Code(.redirected)
    /// The console failed, and failed again where that could be tried.
    public static let failed = Code(.failed)
    /// There was no answer, or no connection.
    public static let unreachable = Code(.unreachable)
    /// The answer is larger than any that is known of.
    public static let tooLarge = Code(.tooLarge)
    /// The answer is not what the API is known to answer.
    public static let malformed = Code(.malformed)
    /// Something was sent that changes the console, and what came of it is not known. It was sent once, and is not sent again.
    public static let outcomeUnknown = Code(.outcomeUnknown)

    /// The code's name.
    public var description: String { known.rawValue }
  }

  /// The kind of error.
  public let code: Code
  /// What happened, on one line, without a full stop.
  public let message: String
  /// What else is known, one line each.
  public let details: [String]
  /// What to do next, as a sentence.
  public let advice: String?

  /// An error; see the properties.
  public init(_ code: Code, _ message: String, details: [String] = [], advice: String? = nil) {
    (self.code, self.message, self.details, self.advice) = (code, message, details, advice)
  }

  /// The whole error for a person.
  public var description: String {
    ([message] + details.map { "  \($0)" } + [advice].compactMap(\.self)).joined(separator: "\n")
  }
}
