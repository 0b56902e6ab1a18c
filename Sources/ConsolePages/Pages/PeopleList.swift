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
        details: ["list \"\(name)\""], advice: "The list changed while it was read, or was cut off: run it again.")
    }
    return people
  }
}
