/// What there is on a page to read and to use, as a person would tell it apart. Nothing that was typed is in it.
public struct PageInventory: Sendable, Decodable {
  /// A control, a link, or a text that can be told by something of its own.
  public struct Thing: Sendable, Decodable, Hashable {
    /// Whether it is for using or for reading.
    public enum Kind: String, Sendable, Decodable {
      /// A field, a box, a button or a link.
      case control
      /// A heading, a message or another short text.
      case text
    }

    /// Whether it is for using or for reading.
    public let kind: Kind
    /// In lower case.
    public let tag: String
    /// By the `role` attribute, else by the tag; empty if neither tells.
    public let role: String
    /// The name that a control is called by; of a text the text. At most 120 characters.
    public let name: String
    /// All labels of a control.
    public let labels: [String]
    /// The `id`; empty if it has none.
    public let id: String
    /// Test ids, and classes that scripts go by.
    public let hooks: [String]
    /// The other classes, at most eight.
    public let classes: [String]
    /// Of an input or a button.
    public let type: String
    /// The `name` attribute.
    public let field: String
    /// The placeholder.
    public let placeholder: String
    /// The name of the nearest group that has one.
    public let inside: String
    /// The number of the form that it belongs to; -1 for none.
    public let form: Int
    /// The number of the table's row in which it stands; -1 outside of tables. Of a table's rows only the first three are told.
    public let row: Int
    /// Whether it has a visible box.
    public let shown: Bool
    /// Whether it can be used now.
    public let enabled: Bool
    /// Left, top, width and height in CSS pixels.
    public let box: [Int]
    /// Of a link of the same site: its path without query.
    public let path: String?
    /// Of a select: the texts of its first options.
    public let options: [String]?
    /// The name under which it was known before.
    public let known: String?
  }

  /// A table.
  public struct Table: Sendable, Decodable, Hashable {
    /// The headings as written.
    public let headings: [String]
    /// The `id`; empty if it has none.
    public let id: String
    /// Test ids, and classes that scripts go by.
    public let hooks: [String]
    /// The other classes.
    public let classes: [String]
    /// Whether it has a visible box.
    public let shown: Bool
    /// The `id` of what it stands in; empty if that has none.
    public let around: String
    /// How many rows of data.
    public let rows: Int
    /// The cells of the first three rows.
    public let sample: [[String]]
    /// The name under which it was known before.
    public let known: String?
  }

  /// The page's address without query.
  public let address: String
  /// The page's title.
  public let title: String
  /// The HTTP status; 0 where the browser does not say.
  public let status: Int
  /// At most six hundred, controls first.
  public let things: [Thing]
  /// At most twenty.
  public let tables: [Table]
}

extension Session {
  /// What there is on the page that is open. One command.
  ///
  /// - Parameter known: elements that were found before; each is told by its name.
  public func inventory(marking known: [String: ElementReference] = [:]) async throws -> PageInventory {
    try await execute(PageScripts.inventory, arguments: [.object(known.mapValues(\.json))], as: PageInventory.self)
  }
}
