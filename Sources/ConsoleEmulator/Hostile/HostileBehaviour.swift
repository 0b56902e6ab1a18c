/// Something that a console's pages do and that makes them hard to drive: a page works for people, and a client has to look twice.
///
/// Each is one small file: a script `hostile-NAME.js` among the assets, or words `NAME.json` among the templates.
public enum HostileBehaviour: String, Sendable, CaseIterable, Codable {
  /// Before each mutation the console asks once more, in a native dialog.
  case nativeDialogs = "native-dialogs"
  /// Something about cookies covers the page until it is closed.
  case overlay
  /// The same, and it goes away by itself after a moment.
  case passingOverlay = "passing-overlay"
  /// A message lies over each committing button for a moment after it has appeared.
  case toasts
  /// A message slides over a committing button when the pointer comes to it.
  case lateToast = "late-toast"
  /// Fields, boxes, rows and buttons appear late, and out of order.
  case slowRender = "slow-render"
  /// Everything with an id has a hidden double with the same id in front of it.
  case duplicateIDs = "duplicate-ids"
  /// A copy of each committing button and field that is not displayed stands before it.
  case hiddenTwin = "hidden-twin"
  /// A copy of each committing button and field stands before it, far outside of the page.
  case offscreenTwin = "offscreen-twin"
  /// A copy of each committing button and field stands before it, without a size and transparent.
  case transparentTwin = "transparent-twin"
  /// A second button with the same words and the same hook does something to somebody else.
  case visibleTwin = "visible-twin"
  /// Each committing button opens another window: a form by its target, what a script sends by opening one before it.
  case newWindow = "new-window"
  /// Only the rows of a long table that can be seen are in the page.
  case virtualList = "virtual-list"
  /// The rows of tables change places all the time.
  case resort
  /// When the pointer comes to a committing button, somebody else stands where the person stood.
  case movedRow = "moved-row"
  /// Other words, all of which the shipped selector packs know.
  case knownWords = "known-words"
  /// Other words on buttons and links, which nobody knows.
  case strangeButtons = "strange-buttons"
  /// Other headings of columns, which nobody knows.
  case strangeHeadings = "strange-headings"

  /// Whether it is other words.
  var isWording: Bool { self == .knownWords || self == .strangeButtons || self == .strangeHeadings }

  /// The script that does it, where one does.
  var script: String? { self == .nativeDialogs || isWording ? nil : "hostile-\(rawValue).js" }

  /// Reads a name.
  public init(named name: String) throws(Unknown) {
    guard let known = HostileBehaviour(rawValue: name) else { throw Unknown(name: name) }
    self = known
  }

  /// A name that is none of a behaviour.
  public struct Unknown: Error, CustomStringConvertible {
    let name: String

    /// One sentence for a person.
    public var description: String {
      "\"\(name)\" is nothing that the console does; there are \(HostileBehaviour.allCases.map(\.rawValue).joined(separator: ", "))"
    }
  }
}
