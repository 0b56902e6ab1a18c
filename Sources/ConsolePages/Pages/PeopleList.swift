import SelectorPacks
import Technicians
import WebDriver

/// One page of a list of people, as it was read.
struct PeopleListPage {
  let address: String
  let people: [Technician]
  /// The address of the next page.
  let next: String?
  /// How many people the console says the whole list has.
  let stated: Int?
  /// What the page answered, to be held against the same page read another way.
  let results: [StepResult]
}

/// A list of people over all its pages: whole, or an error.
struct PeopleList {
  /// The list's name in the pack.
  let name: String
  private(set) var people: [Technician] = []
  private(set) var stated: Int?

  init(_ name: String) { self.name = name }

  /// Takes in the next page.
  ///
  /// - Throws: ``ConsoleError`` if it states another number of people than the pages before it: then people have moved from page to page,
  ///   and somebody may stand on none that was read.
  mutating func add(_ page: PeopleListPage) throws {
    if let stated, let now = page.stated, now != stated {
      throw ConsoleError(
        .pageNotRecognised, "the list of people changed while it was read: of \(stated) people there are \(now) now",
        details: ["list \"\(name)\", \(page.address)"], advice: "Run it again.")
    }
    stated = stated ?? page.stated
    people += page.people
  }

  /// Everybody in the list.
  ///
  /// - Throws: ``ConsoleError`` if the console states another count than was read, each account counted once.
  func whole() throws -> [Technician] {
    // Somebody who moved to the next page while the list was read is seen twice, and somebody else then not at all.
    let shown = Set(people.map { $0.id?.rawValue ?? $0.email.comparable }).count
    if let stated, stated != shown {
      throw ConsoleError(
        .pageNotRecognised, "the console states \(stated) people and its list shows \(shown)",
        details: ["list \"\(name)\""],
        advice: """
          The list changed while it was read, or was cut off: run it again. If it says the same again, the link to the next page is not \
          found: see technicians.next in docs/packs.md.
          """)
    }
    return people
  }
}

/// The pages of a list whose addresses differ in a number only.
enum PageNumbers {
  /// The addresses of all pages of the list that `first` is the first page of: its own, that of its link to the next, and those with higher
  /// numbers in the same place. A guess, until the pages' own links say the same.
  ///
  /// - Returns: `nil` where the console states no total, or the link has no number two, or several.
  static func addresses(of first: PeopleListPage) -> [String]? {
    guard let stated = first.stated, let next = first.next, !first.people.isEmpty, stated > first.people.count else { return nil }
    let last = (stated - 1) / first.people.count + 1
    guard last <= mostPages, let query = next.firstIndex(of: "?") else { return nil }
    let parts = next[next.index(after: query)...].split(separator: "&", omittingEmptySubsequences: false)
    let numbered = parts.indices.filter { parts[$0].hasSuffix("=2") }
    guard numbered.count == 1, let place = numbered.first else { return nil }
    return [first.address]
      + (2...max(2, last)).map { number in
        var parts = parts.map(String.init)
        parts[place] = parts[place].dropLast() + "\(number)"
        return next[...query] + parts.joined(separator: "&")
      }
  }

  /// A total that asks for more pages than this is not believed.
  private static let mostPages = 10_000
}
