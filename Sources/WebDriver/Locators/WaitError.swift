import Secrets

/// What was waited for did not come about in time.
///
/// Says which locator and which action, what was wrong at the last look, where, and what was there instead. Nothing was done: an
/// action is carried out only on a target that is fit for it. (With ``Code/notKept`` the value was put in, and the page changed it.)
public struct WaitError: Error, Sendable, Hashable {
  /// What was wrong last. More may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Known: String {
      case notFound, ambiguous, hidden, moving, detached, disabled, readOnly, covered, outside, wrongKind, noOption, notKept, notExpected
      case dialog, refused, leaving, invalid, script
    }
    private let known: Known
    private init(_ known: Known) { self.known = known }

    /// Nothing matches the locator, or a part of it.
    public static let notFound = Code(.notFound)
    /// More than one element matches.
    public static let ambiguous = Code(.ambiguous)
    /// What matches has no visible box.
    public static let hidden = Code(.hidden)
    /// The target does not stand still.
    public static let moving = Code(.moving)
    /// The target goes away while it is looked at, and comes anew.
    public static let detached = Code(.detached)
    /// The target, or what is around it, is disabled.
    public static let disabled = Code(.disabled)
    /// The target cannot be typed into.
    public static let readOnly = Code(.readOnly)
    /// Something lies on top of the target.
    public static let covered = Code(.covered)
    /// The target lies outside of what can be scrolled to.
    public static let outside = Code(.outside)
    /// The target is not of the kind that the action is for.
    public static let wrongKind = Code(.wrongKind)
    /// A list lacks the option, has it twice, or does not let it be chosen.
    public static let noOption = Code(.noOption)
    /// The value was put in, and the page changed it.
    public static let notKept = Code(.notKept)
    /// An expectation does not hold.
    public static let notExpected = Code(.notExpected)
    /// A native dialog stands in the way.
    public static let dialog = Code(.dialog)
    /// The driver refused to act on a target that looked fit.
    public static let refused = Code(.refused)
    /// The page was still being left for another one.
    public static let leaving = Code(.leaving)
    /// The locator cannot be understood.
    public static let invalid = Code(.invalid)
    /// The script in the page failed.
    public static let script = Code(.script)

    /// For people.
    public var description: String { known.rawValue }
  }

  /// What was there instead, as far as it is known. Which members are set depends on the code.
  public struct Findings: Sendable, Hashable {
    /// How many elements match, or match ``part``.
    public var count: Int?
    /// Some of them.
    public var samples: [String] = []
    /// What covers the target; with ``WaitError/Code/wrongKind`` and ``WaitError/Code/notKept`` the target.
    public var element: String?
    /// What it should have been; what the driver, the dialog or the script says; what the field reads. Never a secret.
    public var text: String?
    /// The part of the locator at which it came to nothing.
    public var part: String?
    /// Names that come near to the one that was looked for; the options that a list has.
    public var near: [String] = []
    /// Elements that say what was looked for, and are something else.
    public var twins: [String] = []
    /// How many frames the page has, which are not searched.
    public var frames = 0
    /// The distinct values that an expectation saw, in turn.
    public var history: [String] = []

    /// Nothing yet.
    public init() {}
  }

  /// What was wrong last.
  public let code: Code
  /// What was to be done, as a verb: `click`; of an expectation what was to hold: `to be visible`.
  public let action: String
  /// The locator, as it describes itself; of an expectation of the page what of it.
  public let locator: String
  /// What was there instead.
  public internal(set) var findings: Findings
  /// How long it was waited.
  public let waited: Duration
  /// How often the page was looked at.
  public let looks: Int
  /// The page's address at the last look, values of the query left out; empty where it is not known.
  public internal(set) var address: String
  /// The page's title at the last look.
  public internal(set) var title: String
  /// The file of the caller, as `#fileID` gives it.
  public let fileID: String
  /// The line of the caller.
  public let line: Int

  /// Takes a secret out of everything that came from the page.
  mutating func hide(_ secret: Secret) {
    guard !secret.isEmpty else { return }
    func clean(_ text: String) -> String { secret.reveal { text.replacing($0, with: secret.placeholder) } }
    findings.samples = findings.samples.map(clean)
    findings.element = findings.element.map(clean)
    findings.text = findings.text.map(clean)
    findings.near = findings.near.map(clean)
    findings.twins = findings.twins.map(clean)
    findings.history = findings.history.map(clean)
    address = clean(address)
    title = clean(title)
  }
}
