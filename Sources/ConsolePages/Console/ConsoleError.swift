import WebDriver

/// The console could not be worked with. Says what happened, where, whether anything was changed, and what to do next.
public struct ConsoleError: Error, Sendable, CustomStringConvertible {
  /// The kinds of error. Each has one exit code.
  public struct Code: Sendable, Hashable {
    private enum Known {
      case notSignedIn, pageNotRecognised, refused, emailTaken, outcomeUnknown, notFound, ambiguous, unreachable, transient, usage
    }
    private let known: Known
    private init(_ known: Known) { self.known = known }

    /// Not signed in: wrong credentials, a code that was not accepted, a block in the way.
    public static let notSignedIn = Code(.notSignedIn)
    /// The page is not as the selector pack says, so nothing was done on it.
    public static let pageNotRecognised = Code(.pageNotRecognised)
    /// The console understood and said no.
    public static let refused = Code(.refused)
    /// The console says that the email belongs to an account already.
    public static let emailTaken = Code(.emailTaken)
    /// Something was clicked, and what came of it could not be seen.
    public static let outcomeUnknown = Code(.outcomeUnknown)
    /// Nobody of that email, or no such group, token or ticket.
    public static let notFound = Code(.notFound)
    /// The console shows more than one where there must be one.
    public static let ambiguous = Code(.ambiguous)
    /// Nothing answers at the address.
    public static let unreachable = Code(.unreachable)
    /// The console failed in a way that may pass by itself: an error page, maintenance, too many requests, an answer that did not come. It
    /// was only read, and read again, and still failed.
    public static let transient = Code(.transient)
    /// What was asked for is not possible on this layout.
    public static let usage = Code(.usage)
  }

  /// Whether the console was changed before the error.
  public enum Consequence: Sendable, Hashable {
    /// It was not.
    case nothing
    /// It may have been: look.
    case unknown
    /// It was, as far as said in the message.
    case changed

    var sentence: String {
      switch self {
      case .nothing: "Nothing was changed."
      case .unknown: "Whether anything was changed is not known: look at the console before trying again."
      case .changed: "What had been done before stays done."
      }
    }
  }

  /// What stood in the way of a page: one of the pack's blocks.
  public struct Block: Sendable, Hashable {
    /// Its name in the pack, such as `lock_screen`.
    public let name: String
    /// What a person reads: "the console has locked its screen".
    public let says: String
    /// What that person is to do.
    public let next: String?
    /// Whether it is a page of its own, so that no other page can be expected to come up either.
    public let isWholePage: Bool
    /// Whether signing in once more gets past it. Anything else only a person can clear away.
    public let isPassedBySigningIn: Bool
    /// Whether it was got past, as the pack says, and only what was on the way is still to be seen.
    public let isAnswered: Bool
  }

  /// The kind of error.
  public let code: Code
  /// What happened, to whom, on one line.
  public let message: String
  /// Where: page, address, elements with their counts. One line each.
  public let details: [String]
  /// Whether anything was changed.
  public let consequence: Consequence
  /// What to do next.
  public let advice: String?
  /// How long to leave the console alone before it is looked at again, where what happened may pass by itself; `nil` where it will not.
  ///
  /// It is there for ``Code/transient``, and for ``Code/outcomeUnknown`` where a failure of that kind stood in place of the outcome.
  public let pause: Duration?
  /// What stood in the way, where it was one of the pack's blocks that does not pass by itself.
  public let block: Block?
  /// Whether a dialog that nobody expected stood in place of the outcome. Whoever opens another page dismisses it: what it asked is
  /// answered with no then.
  public let isDialog: Bool
  /// Whether a click was stopped before the page learned of it, since the page was no longer as it had been when it was decided on.
  public let isStoppedClick: Bool

  /// An error; see the properties.
  public init(
    _ code: Code, _ message: String, details: [String] = [], consequence: Consequence = .nothing, advice: String? = nil,
    pause: Duration? = nil, block: Block? = nil, isDialog: Bool = false, isStoppedClick: Bool = false
  ) {
    self.isDialog = isDialog
    self.isStoppedClick = isStoppedClick
    self.pause = pause
    self.block = block
    self.code = code
    self.message = message
    self.details = details
    self.consequence = consequence
    self.advice = advice
  }

  /// A form in which something stands otherwise after it was filled in. Nothing was sent.
  static func notTaken(_ fields: [String], by place: String) -> ConsoleError {
    ConsoleError(
      .pageNotRecognised, "\(place) did not take what was typed into \(fields.joined(separator: ", "))",
      advice: "Of a list to choose from, the selector pack may have other words than its options (see Words in docs/packs.md).")
  }

  /// The box of a group that could not be set. Nothing was sent.
  static func notSet(group: PageBox, on place: String, advice: String) -> ConsoleError {
    switch group.found ?? 0 {
    case 0: ConsoleError(.pageNotRecognised, "\(place) offers no group \"\(group.action)\"", advice: advice)
    case -1: ConsoleError(.pageNotRecognised, "\(place) has a box for the group \"\(group.action)\" that cannot be changed")
    case let count: ConsoleError(.ambiguous, "\(place) has \(count) boxes for the group \"\(group.action)\"")
    }
  }

  /// The same error under a message of its own, with this one among the details.
  func leading(to message: String, advice: String?) -> ConsoleError {
    ConsoleError(
      code, message, details: [self.message] + details, consequence: consequence, advice: advice, pause: pause, block: block,
      isDialog: isDialog, isStoppedClick: isStoppedClick)
  }

  /// The same error of something that changes nothing, however far it came.
  func changingNothing() -> ConsoleError {
    ConsoleError(
      code, message, details: details, consequence: .nothing, advice: advice, pause: pause, block: block, isDialog: isDialog,
      isStoppedClick: isStoppedClick)
  }

  /// The same of signing in, which changes nothing: a page came that is not known.
  func ofSigningIn() -> ConsoleError {
    ConsoleError(
      .pageNotRecognised, "whether somebody is signed in could not be seen", details: [message] + details,
      advice: advice
        ?? "If a page comes after the password that the selector pack does not know, give it in an override (see docs/packs.md).",
      pause: pause, block: block)
  }

  /// The whole error as shown to a person, without a leading "error:".
  public var description: String {
    ([message] + details.map { "  \($0)" } + [[consequence.sentence, advice].compactMap(\.self).joined(separator: " ")]).joined(
      separator: "\n")
  }
}
