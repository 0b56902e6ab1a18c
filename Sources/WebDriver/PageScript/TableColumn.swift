/// Where a value stands in the rows of a table or list, and how it is told.
public struct TableColumn: Sendable, Hashable {
  /// Which part of a row.
  public enum Place: Sendable, Hashable {
    /// The cell under a heading of the table; any of the words will do.
    case heading([String])
    /// The one element of the row that the CSS matches.
    case part(String)
    /// The row itself.
    case row
  }

  /// What of the part.
  public enum Value: Sendable, Hashable {
    /// Its text.
    case text
    /// An attribute.
    case attribute(String)
    /// Which one of these classes it has. With none of them, or several, there is no value.
    case classes([String])
    /// `ticked` or `unticked`, by which of two CSS selectors the part, or something in it, matches. With both or neither there is no value: an
    /// icon that was exchanged is not taken for a missing one.
    case tick(ticked: String, unticked: String)
  }

  /// Where it stands.
  public var place: Place
  /// How it is told.
  public var value: Value

  /// A column; see the properties.
  public init(_ place: Place, _ value: Value = .text) {
    self.place = place
    self.value = value
  }

  /// As the page's script reads it.
  package var json: JSONValue {
    func texts(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }
    var members: [String: JSONValue] = [:]
    switch place {
    case .heading(let words):
      if value == .text { return texts(words) }
      members["heading"] = texts(words)
    case .part(let css): members["css"] = .string(css)
    case .row: break
    }
    switch value {
    case .text: break
    case .attribute(let name): members["attribute"] = .string(name)
    case .classes(let names): members["classes"] = texts(names)
    case .tick(let ticked, let unticked): (members["ticked"], members["unticked"]) = (.string(ticked), .string(unticked))
    }
    return .object(members)
  }
}

extension TableColumn: ExpressibleByArrayLiteral {
  /// The text under one of these headings.
  public init(arrayLiteral headings: String...) { self.init(.heading(headings)) }
}
