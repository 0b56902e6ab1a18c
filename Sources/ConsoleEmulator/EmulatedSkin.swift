/// What the emulated console's pages are made of. `classic` and `react` say the same, in the same words and with the same hooks.
public enum EmulatedSkin: String, Sendable, CaseIterable, Codable {
  /// Forms and tables come with the page, as the server has written them.
  case classic
  /// Forms and tables are islands: the page has an empty place for each and its content as data, and a script draws it there a little later.
  /// The inputs are controlled, as React's are: what the island remembers is sent, and what it was not told of by an event is overwritten.
  case react
  /// Another console of the same kind: other words, addresses, names of fields and markup, lists that are no tables, permissions and groups
  /// on a page of their own. No shipped selector pack knows it.
  case foreign
}
