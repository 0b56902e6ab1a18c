public import Foundation

/// How the pages of one console looked when they were seen, so that a change is noticed although everything still works.
public struct PageShapes: Sendable, Codable, Hashable {
  /// One way in which a page was seen.
  public struct Shape: Sendable, Codable, Hashable {
    /// What there is to use on it, a line each, sorted: `button "Save"`.
    public let lines: [String]
    /// When it was seen so for the first time.
    public let first: Date
    /// When it was seen so last.
    public var last: Date
  }

  /// By the page's name, with what of the pack was found on it: the page of somebody deactivated is another than that of somebody active.
  var pages: [String: Shape]

  /// Nothing was seen yet.
  public init() { pages = [:] }

  /// Takes a page down as it is now.
  ///
  /// - Returns: what has changed since it was seen last; `nil` if nothing has, or it was never seen.
  mutating func see(_ lines: [String], of page: String, at now: Date) -> PageChange? {
    let sorted = Set(lines).sorted()
    guard let known = pages[page] else {
      pages[page] = Shape(lines: sorted, first: now, last: now)
      return nil
    }
    guard known.lines != sorted else {
      pages[page]?.last = now
      return nil
    }
    pages[page] = Shape(lines: sorted, first: now, last: now)
    return PageChange(
      page: String(page.prefix { $0 != " " }), since: known.last, new: sorted.filter { !known.lines.contains($0) },
      gone: known.lines.filter { !sorted.contains($0) })
  }
}

/// How a page has changed.
public struct PageChange: Sendable, Codable, Hashable {
  /// The page's name in the pack.
  public let page: String
  /// When it was seen last as it was before.
  public let since: Date
  /// What is there now and was not before, a line each: `checkbox "Merge" in "Tickets"`.
  public let new: [String]
  /// What was there and is not any more.
  public let gone: [String]

  /// In one sentence, with the first of what is new and gone.
  public var sentence: String {
    func some(_ lines: [String]) -> String {
      lines.prefix(5).joined(separator: ", ") + (lines.count > 5 ? " and \(lines.count - 5) more" : "")
    }
    let parts = [new.isEmpty ? nil : "new: \(some(new))", gone.isEmpty ? nil : "gone: \(some(gone))"].compactMap(\.self)
    return "The page \(page) is not as it was on \(since.formatted(.iso8601.year().month().day())): \(parts.joined(separator: "; "))"
  }
}
