/// What an element is told by, as a value: nothing is looked up until an action, a read or an expectation needs it, and then anew.
///
/// ```swift
/// .label("Email")
/// .role(.button, name: "Delete").within(.role(.row).filter(hasText: "Ada"))
/// ```
///
/// Strict: where one element is needed, two that match are an error. Of several, those without a visible box do not count.
/// Only the current frame is searched; shadow roots only where ``shadow`` goes into one.
public struct Locator: Sendable, Hashable {
  indirect enum Kind: Sendable, Hashable {
    case label(TextMatch)
    case role(Role, TextMatch?)
    case text(TextMatch)
    case attribute(Attribute, TextMatch)
    case testID(String)
    case id(String)
    case name(String)
    case css(String)
    case xpath(String)
    case within(Locator, outer: Locator)
    case hasText(Locator, TextMatch)
    case has(Locator, Locator)
    case hasNot(Locator, Locator)
    case nth(Locator, Int)
    case or(Locator, Locator)
    case visible(Locator)
    case shadow(Locator)
    case described(Locator, String)
  }

  enum Attribute: String, Sendable, Hashable {
    case placeholder, title, alt
  }

  let kind: Kind

  init(_ kind: Kind) { self.kind = kind }
}

// MARK: - Kinds

extension Locator {
  /// A control by its label: of a `label` element, `aria-labelledby` or `aria-label`. A star for "required" and a colon do not count.
  public static func label(_ text: String) -> Locator { .label(.exactly(text)) }
  /// A control by its label.
  public static func label(_ text: TextMatch) -> Locator { Locator(.label(text)) }

  /// An element by its role and, if given, its accessible name.
  public static func role(_ role: Role, name: String? = nil) -> Locator { Locator(.role(role, name.map { .exactly($0) })) }
  /// An element by its role and its accessible name.
  public static func role(_ role: Role, name: TextMatch) -> Locator { Locator(.role(role, name)) }

  /// The innermost element whose whole text is `text`.
  public static func text(_ text: String) -> Locator { .text(.exactly(text)) }
  /// The innermost element whose text passes.
  public static func text(_ text: TextMatch) -> Locator { Locator(.text(text)) }

  /// A field by what stands in it while it is empty.
  public static func placeholder(_ text: String) -> Locator { .placeholder(.exactly(text)) }
  /// A field by what stands in it while it is empty.
  public static func placeholder(_ text: TextMatch) -> Locator { Locator(.attribute(.placeholder, text)) }

  /// An element by its `title`.
  public static func title(_ text: String) -> Locator { .title(.exactly(text)) }
  /// An element by its `title`.
  public static func title(_ text: TextMatch) -> Locator { Locator(.attribute(.title, text)) }

  /// A picture by the text that stands for it.
  public static func altText(_ text: String) -> Locator { .altText(.exactly(text)) }
  /// A picture by the text that stands for it.
  public static func altText(_ text: TextMatch) -> Locator { Locator(.attribute(.alt, text)) }

  /// An element by `data-testid`, `data-test-id`, `data-test` or `data-qa`.
  public static func testID(_ id: String) -> Locator { Locator(.testID(id)) }
  /// An element by its `id`, whatever characters are in it.
  public static func id(_ id: String) -> Locator { Locator(.id(id)) }
  /// An element by its `name`, whatever characters are in it.
  public static func name(_ name: String) -> Locator { Locator(.name(name)) }
  /// Elements that a CSS selector matches.
  public static func css(_ selector: String) -> Locator { Locator(.css(selector)) }
  /// Elements that an XPath matches. One that begins with `//` looks in the whole document even ``within(_:)`` another; `.//` does not.
  public static func xpath(_ path: String) -> Locator { Locator(.xpath(path)) }
}

// MARK: - Composition

extension Locator {
  /// Only inside what `outer` matches.
  public func within(_ outer: Locator) -> Locator { Locator(.within(self, outer: outer)) }
  /// Only those whose text, as it is shown, has `text` in it.
  public func filter(hasText text: String) -> Locator { filter(hasText: .containing(text)) }
  /// Only those whose text, as it is shown, passes.
  public func filter(hasText text: TextMatch) -> Locator { Locator(.hasText(self, text)) }
  /// Only those with a match of `other` inside.
  public func filter(has other: Locator) -> Locator { Locator(.has(self, other)) }
  /// Only those without a match of `other` inside.
  public func filter(hasNot other: Locator) -> Locator { Locator(.hasNot(self, other)) }
  /// The match at `index`, from 0, in the order of the document; -1 is the last. Hidden ones count.
  public func nth(_ index: Int) -> Locator { Locator(.nth(self, index)) }
  /// The first match.
  public var first: Locator { nth(0) }
  /// The last match.
  public var last: Locator { nth(-1) }
  /// What this or `other` matches.
  public func or(_ other: Locator) -> Locator { Locator(.or(self, other)) }
  /// Only those with a visible box.
  public var visible: Locator { Locator(.visible(self)) }
  /// The open shadow root of the one element that matches, for ``within(_:)``. XPath cannot look into one.
  public var shadow: Locator { Locator(.shadow(self)) }
  /// The same, called so in errors: `"the save button"`.
  public func describedAs(_ words: String) -> Locator { Locator(.described(self, words)) }
}
