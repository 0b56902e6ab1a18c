/// How a page is, held against the pack.
public struct PageFinding: Sendable, Encodable {
  /// What became of opening it.
  public enum State: String, Sendable, Hashable, Encodable {
    /// It was looked at.
    case seen
    /// The console has no such page at the address.
    case notThere = "not there"
    /// Something stands in its way, which somebody has to clear away by hand.
    case blocked
    /// There was no way to it: somebody, or something, to open it for was not found.
    case notReached = "not reached"
  }

  /// The page's name in the pack, with a word on whose page it is where there are several: `technician (deactivated)`.
  public let page: String
  /// What became of opening it.
  public let state: State
  /// Why it was not looked at, or what else there is to say.
  public var remark: String?
  /// What stands in its way, by the pack's name for it.
  public var block: String?
  /// The address without query; empty where it was not reached.
  public var address = ""
  /// The page's title.
  public var title = ""
  /// What was found of each entry, in the order of the pack's use.
  public var entries: [EntryFinding] = []
  /// What the page's address may be now, where it is not there.
  public var suggestions: [Suggestion] = []

  /// Whether everything that is needed on it is there.
  public var isSound: Bool { state == .seen && !entries.contains(where: \.isBad) }
}

/// How one entry of a page is: an element, a table, a column, boxes or a word.
public struct EntryFinding: Sendable, Encodable {
  /// What was found.
  public enum State: String, Sendable, Hashable, Encodable {
    /// All is well.
    case found
    /// Nothing matches.
    case missing
    /// Several elements match, or candidates disagree.
    case ambiguous
    /// What matches cannot be seen.
    case hidden
    /// One candidate alone finds it, and not by its words: it would not be clicked.
    case unsure
    /// It is there, but cannot be used now.
    case blocked
    /// It is not there, which is all right: a message, or a link to a page that there is not.
    case absent
    /// The page has a word that the pack does not know.
    case unknown
    /// It is there, and what it says cannot be read as every flow reads it.
    case unread
  }

  /// Its whole name, such as `technician.save`, or `technicians.people, column email`.
  public let name: String
  /// What was found.
  public let state: State
  /// The candidates that found it, and those that did not, as the pack writes them: `{ label: Email } 1, { css: "#user_email" } 0`.
  public var by: [String] = []
  /// More about what is wrong.
  public var remark: String?
  /// What it may be now, best first.
  public var suggestions: [Suggestion] = []
  /// Whether the first suggestion was tried, and found it.
  public var isMended = false

  /// Whether a flow would stop here.
  public var isBad: Bool { state != .found && state != .absent && !isMended }
}
