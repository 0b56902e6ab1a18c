public import WebDriver

/// All that is known of one layout of the console: addresses, words, and how to find each element. Data, read from `selectors/*.yaml`.
///
/// Elements are named `page.element`, such as `sign_in.email`.
public struct SelectorPack: Sendable {
  /// The layout's name, such as `technicians`.
  public var layout: String
  /// The pack's own version, shown in reports.
  public var version: String
  /// What a person should know of the pack: where its words come from.
  public var notes: String
  /// The pages by name. A flow asks for what is on them by the lookups, which note what was asked for.
  public var pages: [String: PageSelectors]
  /// The files that the pack was read from.
  public var sources: [String]
  /// Where each entry stands, by its name as in ``entryDigests``; each of the capabilities and each page by a name of its own, too.
  public internal(set) var origins: [String: PackPlace] = [:]
  /// Pieces of HTML that say what an element is and is not, by the element's whole name. For tests of the pack alone.
  public internal(set) var examples: [String: [ElementExample]] = [:]
  /// Takes down what is looked for; `nil`: nobody asks.
  public var uses: PackUses?

  var declaredCapabilities: LayoutCapabilities
  var declaredListPrice: ListPrice
  var declaredBlocks: [Block]

  /// What the layout can do.
  public var capabilities: LayoutCapabilities {
    get { noting("capabilities", declaredCapabilities) }
    set { declaredCapabilities = newValue }
  }
  /// What a seat costs by the public price list, should the console not say.
  public var listPrice: ListPrice {
    get { noting("list_price", declaredListPrice) }
    set { declaredListPrice = newValue }
  }
  /// Pages that may come in between at any address, in the order in which they are recognised.
  public var blocks: [Block] {
    get { noting("blocks", declaredBlocks) }
    set { declaredBlocks = newValue }
  }

  init(
    layout: String, version: String, notes: String, capabilities: LayoutCapabilities, listPrice: ListPrice,
    pages: [String: PageSelectors] = [:], blocks: [Block] = [], sources: [String] = []
  ) {
    self.layout = layout
    self.version = version
    self.notes = notes
    self.pages = pages
    self.sources = sources
    declaredCapabilities = capabilities
    declaredListPrice = listPrice
    declaredBlocks = blocks
  }

  private func noting<Entry>(_ name: String, _ entry: Entry) -> Entry {
    uses?.note(name)
    return entry
  }

  /// Something that may stand in the way at any address.
  public struct Block: Sendable, Hashable {
    /// Its name, such as `signed_out`.
    public let name: String
    /// The element by which it is recognised.
    public let element: String
    /// What a person reads: "the console asks to sign in again".
    public let says: String
    /// What that person is to do about it, in whole sentences; `nil` if there is nothing to say.
    public let next: String?
    /// Elements that must not be there: what is told by a button to sign in elsewhere is none where there is a field for the password too.
    public let without: [String]
    /// Whether it means that one is not signed in (exit code 5), rather than that the page is unknown (6).
    public let notSignedIn: Bool
    /// Whether it is a page of its own, which has nothing of the console's frame. Where the frame is, the element does not count.
    public let isBare: Bool
    /// Whether it lies over a page that is still there beneath: it is looked for before what is expected of the page.
    public let isOverlay: Bool
    /// Whether the element's own words are told: the console's reasons.
    public let isQuoted: Bool
    /// Whether it may pass by itself: an error page. What was only read is then read again.
    public let isTransient: Bool
    /// With ``isTransient``: how many seconds to wait before the first further try; each wait is twice the one before.
    public let wait: Int
    /// What gets past it without a person; `nil` if a person must.
    public let answer: BlockAnswer?

    /// Whether it is looked for before what is expected. The page that asks to sign in has a field for the email, as a person's page has: it
    /// must not pass for one.
    public var comesFirst: Bool { isOverlay || (isBare && notSignedIn) }

    /// All elements that it asks for by name.
    var elements: [String] { [element] + without + (answer?.elements ?? []) }

    /// Whether it could be seen for a moment on a page of which a part is still to come.
    public var needsSettling: Bool { !isTransient && (!without.isEmpty || !(isBare || isOverlay)) }
  }

  /// The price of a seat by the public list.
  public struct ListPrice: Sendable, Hashable {
    /// In hundredths of the currency's unit, a month.
    public let cents: Int
    /// Three letters.
    public let currency: String
  }
}

/// One page of the console.
public struct PageSelectors: Sendable, Hashable {
  /// Path and query below the console's address, with `{id}`, `{query}` and the like for what differs.
  public var path: String?
  /// Further addresses of the page, by name.
  public var paths: [String: String]
  /// The elements by name.
  public var elements: [String: ElementSelector]
  /// The tables by name.
  public var tables: [String: TableSelector]
  /// Boxes under headings, by name.
  public var boxes: [String: PageStep.BoxLayout]
  /// CSS of elements of which any number may stand on the page, by name: messages beside fields.
  public var lists: [String: String]
  /// Words that the page uses for a value, by value: `deactivated: [Deactivated, Disabled]`.
  public var words: [String: [String]]

  init() { (paths, elements, tables, boxes, lists, words) = ([:], [:], [:], [:], [:], [:]) }
}

/// How to find one element.
public struct ElementSelector: Sendable, Hashable {
  /// All ways to tell it. Those that match must agree on one element.
  public var candidates: [Candidate]
  /// The element of the same page that it stands in.
  public var within: String?
  /// The table of the same page in whose row it stands.
  public var inRow: String?
  /// Whether it is meant although it has no visible box.
  public var includesHidden: Bool
  /// Whether the first of several will do, as with messages.
  public var takesFirst: Bool
  /// A regular expression whose first group is the value meant in the element's text.
  public var pattern: String?
}

/// How to read one table.
public struct TableSelector: Sendable, Hashable {
  /// One column.
  public struct Column: Sendable, Hashable {
    /// Where its values stand, and how they are told.
    public var column: TableColumn
    /// Whether the console may lack it.
    public var isOptional: Bool

    /// The headings that it may have; empty where its values stand under none.
    public var headings: [String] { if case .heading(let words) = column.place { words } else { [] } }

    package init(_ column: TableColumn, isOptional: Bool) {
      self.column = column
      self.isOptional = isOptional
    }
  }

  /// How to find the table itself.
  public var element: ElementSelector
  /// The columns by name.
  public var columns: [String: Column]
  /// The column that tells rows apart.
  public var key: String
  /// CSS of a row inside the table; `nil`: the rows of its body.
  public var rows: String?
}
