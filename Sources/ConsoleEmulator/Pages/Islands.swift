import Foundation

/// The skin `react`: takes forms and tables out of a page, and leaves for each an empty place with its content as data. `islands.js` draws them.
enum Islands {
  static func cut(_ html: String) -> String {
    var page = ""
    var rest = html[...]
    while let start = starts(in: rest) {
      guard let (element, end) = Markup.element(in: rest, at: start), let data = data(of: element) else { break }
      page += rest[..<start]
      page += mount(of: element)
      page += "<script type=\"application/json\" data-island-data>\(data)</script>"
      rest = rest[end...]
    }
    page += rest
    return page.replacing("</head>", with: "  <script src=\"/assets/islands.js\" defer></script>\n</head>")
  }

  /// The next form, or region with a table: whatever the classic page draws a second time, but for the navigation.
  private static func starts(in html: Substring) -> Substring.Index? {
    [html.firstRange(of: "<form "), html.firstRange(of: /<div id="[a-z-]+-table" data-late/)].compactMap { $0?.lowerBound }.min()
  }

  /// A table's place keeps its id; what stands in it is the island's content.
  private static func mount(of element: Markup) -> String {
    guard case .element("div", let attributes, _) = element, let id = attributes["id"] else { return "<div data-island></div>" }
    return "<div id=\"\(id)\" data-island></div>"
  }

  private static func data(of element: Markup) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let content: [Markup] = if case .element("div", _, let children) = element { children } else { [element] }
    // What ends a script must not stand in it.
    return (try? encoder.encode(content)).map { String(decoding: $0, as: UTF8.self).replacing("<", with: "\\u003c") }
  }
}
