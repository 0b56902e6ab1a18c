import SelectorPacks
import Synchronization
public import Technicians
import WebDriver

/// The lists of people, with their search.
public struct TechniciansPage: Sendable {
  private let console: Console

  /// The lists of `console`.
  public init(_ console: Console) { self.console = console }

  /// Everybody on the console, deactivated people too. One or two commands a page of the list, one if the browser is quick to go on to the
  /// next; of a list of more than three pages, where the pack allows bulk reads, two and one for each thousand people.
  ///
  /// - Parameters:
  ///   - progress: is told how many have been read, and of how many if the console says.
  ///   - note: is told where pages are opened one by one although the pack allows otherwise, and why.
  /// - Throws: ``ConsoleError``; also when the console states another count than was read, so that a list that was cut off never passes for
  ///   the whole.
  public func readAll(
    progress: (@Sendable (Int, Int?) -> Void)? = nil, note: (@Sendable (String) -> Void)? = nil
  ) async throws -> [Technician] {
    console.mark("technicians", "reads the whole list")
    var people: [Technician] = []
    for list in console.pack.capabilities.people {
      let before = people.count
      people += try await whole(list, progress: { progress?($0 + before, $1.map { $0 + before }) }, note: note)
    }
    return try withoutRepeats(people)
  }

  private func whole(
    _ list: LayoutCapabilities.PeopleList, progress: (Int, Int?) -> Void, note: (@Sendable (String) -> Void)?
  ) async throws -> [Technician] {
    var mayFetch = console.pack.capabilities.bulk
    var follows = !mayFetch
    var whole = PeopleList(list.path)
    var visited: Set<String> = []
    var followed: String?
    try await console.open("technicians", list.path)
    while true {
      let page: PeopleListPage
      do {
        page = try await read(list, follows: follows, afterFollowing: followed != nil)
      } catch let error as ConsoleError where error.code == .pageNotRecognised && followed != nil {
        // A script of the page may have taken the link's place. Its address can be opened all the same.
        follows = false
        try await console.open(address: followed ?? "")
        followed = nil
        continue
      }
      try whole.add(page)
      progress(whole.people.count, whole.stated)
      guard let next = page.next else { return try whole.whole() }
      guard visited.insert(next).inserted else {
        throw ConsoleError(.pageNotRecognised, "the list of people leads round in a circle at \(next)")
      }
      if mayFetch, Self.isLong(page, seen: visited.count) {
        mayFetch = false
        do {
          return try await fetched(list, whole, from: page, progress: progress)
        } catch let failure as NotFetched {
          note?("The list cannot be read inside the browser, so its pages are opened one by one: \(failure.reason)")
          // From the start, since what stood on the pages so far may have moved meanwhile.
          whole = PeopleList(list.path)
          visited = []
          try await console.open("technicians", list.path)
          continue
        }
      }
      followed = follows ? next : nil
      if !follows { try await console.open(address: next) }
    }
  }

  /// A list of this many pages is read by opening them, wherever.
  private static let fewPages = 3
  /// How many people one command reads: some 250 characters of the answer each.
  private static let peoplePerCommand = 1000

  /// Whether the list is known to have more than a few pages, by what it states or by having got so far.
  private static func isLong(_ page: PeopleListPage, seen pages: Int) -> Bool {
    guard let stated = page.stated else { return pages >= fewPages }
    return stated > fewPages * page.people.count
  }

  /// The whole list: the pages after the open one are read inside the browser, once the open one was found to say the same that way.
  ///
  /// - Throws: ``NotFetched`` if a page could not be read, or the pages do not make up one list.
  private func fetched(
    _ list: LayoutCapabilities.PeopleList, _ start: PeopleList, from open: PeopleListPage, progress: (Int, Int?) -> Void
  ) async throws -> [Technician] {
    console.mark("technicians", "reads the rest of the list inside the browser")
    let perCommand = max(1, Self.peoplePerCommand / max(1, open.people.count))
    // Pages whose numbers are known come four at a time; else each must be there before the next is known.
    let numbered = start.people.count == open.people.count ? PageNumbers.addresses(of: open) : nil
    var whole = start
    var read: [PeopleListPage] = []
    var left = numbered ?? [open.address]
    while !left.isEmpty {
      let fetched = try await fetching(list, follows: numbered == nil).read(left, pages: perCommand)
      for page in fetched.pages {
        let here = console.shown(page.address)
        guard !read.contains(where: { $0.address == page.address }) else {
          throw NotFetched(reason: "\(here): the links to the next page lead round in a circle")
        }
        if read.isEmpty {
          guard page.results == open.results else { throw NotFetched(reason: "\(here): it says something else when it is opened") }
          read.append(open)
          continue
        }
        do {
          read.append(try understood(page.results, address: page.address, list))
          try whole.add(read[read.count - 1])
        } catch let error as ConsoleError {
          throw NotFetched(reason: "\(here): \(error.message)")
        }
      }
      progress(whole.people.count, whole.stated)
      left = numbered == nil ? [fetched.next].compactMap(\.self) : Array(left.dropFirst(fetched.pages.count))
    }
    // Numbers were a guess as long as the pages' own links have not said the same.
    for (page, next) in zip(read, read.dropFirst().map { Optional($0.address) } + [nil]) where page.next != next {
      throw NotFetched(
        reason: "\(console.shown(page.address)): its link to the next page leads to \(page.next.map(console.shown) ?? "none")")
    }
    do { return try whole.whole() } catch let error as ConsoleError { throw NotFetched(reason: error.message) }
  }

  private func fetching(_ list: LayoutCapabilities.PeopleList, follows: Bool) throws -> PageFetching {
    PageFetching(
      console: console, title: Self.title, all: ["technicians.people"], steps: try steps,
      path: try console.pack.pathPattern("technicians", list.path), next: follows ? "technicians.next" : nil)
  }

  /// The one person with this email, active or not; `nil` if the console's search finds nobody. Two commands a list.
  ///
  /// - Throws: ``ConsoleError`` with ``ConsoleError/Code/ambiguous`` if two accounts show the email.
  public func find(_ email: EmailAddress) async throws -> Technician? {
    console.mark("technicians", "looks for \(email)")
    for list in console.pack.capabilities.people {
      try await console.open("technicians", list.search, query: email)
      let page = try await read(list)
      let matches = page.people.filter { $0.email == email }
      guard matches.count <= 1 else {
        throw ConsoleError(.ambiguous, "the console shows \(matches.count) accounts with the email \(email)")
      }
      if let match = matches.first { return match }
      // Rows that are not there yet would pass for somebody who is not there at all.
      if page.next == nil, let stated = page.stated, stated > page.people.count {
        throw ConsoleError(
          .pageNotRecognised, "the search for \(email) states \(stated) people, and its list shows \(page.people.count)",
          advice: "The list was cut off, or changed while it was read: run it again.")
      }
      if page.next != nil {
        throw ConsoleError(
          .pageNotRecognised, "the search for \(email) finds more people than fit on a page, and none on the first has that email",
          advice: "The console may not search by email; list everybody instead: syncroctl technicians list")
      }
    }
    return nil
  }

  /// Everybody whom the console's search finds by a name, and who is called so. Two commands a list.
  ///
  /// - Throws: ``ConsoleError`` where the search finds more than fit on a page.
  public func namesakes(of name: PersonName) async throws -> [Technician] {
    console.mark("technicians", "looks for everybody called \(name.full)")
    var found: [Technician] = []
    for list in console.pack.capabilities.people {
      try await console.open("technicians", list.search, values: ["query": name.full])
      let page = try await read(list)
      guard page.next == nil, page.stated.map({ $0 == page.people.count }) ?? true else {
        throw ConsoleError(
          .pageNotRecognised, "the search for \(name.full) finds more people than its first page shows",
          advice: "Whether several are called so is not known.")
      }
      found += page.people.filter { $0.name.readsLike(name) }
    }
    return found
  }

  /// An active technician whom a list has shown, or else somebody of the first page of the first list; `nil` where it shows nobody. At most two
  /// commands.
  func somebody() async throws -> Technician? {
    if let known = console.visit.withLock({ $0.somebody }) { return known }
    guard let list = console.pack.capabilities.people.first else { return nil }
    console.mark("technicians", "looks for somebody who is there")
    try await console.open("technicians", list.path)
    let people = try await read(list).people
    return console.visit.withLock { $0.somebody } ?? people.first { $0.id != nil }
  }

  private static let title = "the list of people"

  /// The steps that read a page of a list. Understood by ``understood(_:at:address:_:)``.
  private var steps: [PageStep] {
    get throws {
      [try console.pack.tableStep("technicians.people"), .read("technicians.next", .address), .read("technicians.total", .text)]
    }
  }

  /// - Parameters:
  ///   - follows: whether to go on to the next page once this one is read.
  ///   - afterFollowing: whether the page comes by a link that was followed: what the page before it still shows is not read again.
  private func read(
    _ list: LayoutCapabilities.PeopleList, follows: Bool = false, afterFollowing: Bool = false
  ) async throws -> PeopleListPage {
    let steps = try steps
    // An empty result may be shown without a table.
    var cases = [
      PageCase(
        "list", all: [("technicians.people", .present)], newDocument: afterFollowing,
        steps: steps + (follows ? [.follow("technicians.next")] : []))
    ]
    if console.pack.has("technicians.nobody") { cases.append(PageCase("nobody", all: [("technicians.nobody", .present)])) }
    var answer = try await console.look(Self.title, cases)
    if answer.heldCase == "list", answer.results.dropFirst().allSatisfy({ $0.text == nil }) {
      // It neither goes on nor says how many there are: whether this is all is seen by that nothing more comes.
      cases[0].steps.append(Console.wholeness(steps[0]))
      answer = try await console.look(Self.title, cases, settling: .seconds(1))
      if answer.heldCase == "list", let last = answer.results.last { try console.requireWhole(last, of: Self.title, answer) }
    }
    guard answer.heldCase == "list" else {
      return PeopleListPage(address: answer.address, people: [], next: nil, stated: 0, results: [])
    }
    // A link that is there twice reads as nothing, and the list would seem to end here.
    if answer.elements["technicians.next"]?.problem == .many {
      throw ConsoleError(
        .pageNotRecognised, "the list of people has more than one link to the next page", details: [Console.place(answer)],
        advice: "Give candidates that find one of them, in an override: --selectors FILE (see docs/packs.md).")
    }
    return try understood(Array(answer.results.prefix(steps.count)), at: Console.place(answer), address: answer.address, list)
  }

  /// A page of a list out of the answers to ``steps``.
  private func understood(
    _ results: [StepResult], at place: String? = nil, address: String, _ list: LayoutCapabilities.PeopleList
  ) throws -> PeopleListPage {
    let table = try console.pack.table("technicians.people")
    guard results.count == 3, let read = results[0].table else {
      throw ConsoleError(.pageNotRecognised, "the list of people was not read", details: [place ?? address])
    }
    let absent = read.missing.filter { table.columns[$0]?.isOptional == false }
    guard absent.isEmpty, read.shifted != true else {
      let what = absent.isEmpty ? "rows that do not fit its headings" : "no column for \(absent.sorted().joined(separator: ", "))"
      throw ConsoleError(
        .pageNotRecognised, "the list of people has \(what)",
        details: [place ?? address, "its headings: \(read.headings.joined(separator: ", "))"],
        advice: "Name the headings in an override: --selectors FILE (see docs/packs.md).")
    }
    let stated = results[2].text.flatMap { console.capture("technicians.total", in: $0) }.flatMap { Int($0.filter(\.isNumber)) }
    let people = try read.rows.map { try person($0, list) }
    console.visit.withLock { $0.met(people) }
    return PeopleListPage(address: address, people: people, next: results[1].text, stated: stated, results: results)
  }

  private func person(_ row: StepResult.Table.Row, _ list: LayoutCapabilities.PeopleList) throws -> Technician {
    let email = try console.email(row.cells["email"] ?? "", on: "the list of people")
    let addresses = row.links.values.sorted() + [row.address].compactMap(\.self)
    let status: TechnicianStatus =
      switch list.status {
      case .active: .active
      case .deactivated: .deactivated
      case .column:
        try console.value(
          row.cells["status"] ?? "", of: "technicians", among: [("active", TechnicianStatus.active), ("deactivated", .deactivated)])
      }
    return Technician(
      id: addresses.lazy.compactMap { console.pack.value("id", of: "technician", in: $0) }.first.map(TechnicianID.init),
      email: email, name: PersonName(full: row.cells["name"] ?? ""), kind: try console.kind(row.cells["kind"] ?? "", on: "technicians"),
      status: status, lastSignIn: try console.lastSignIn(row.cells["last_sign_in"], on: "technicians"))
  }

  /// A list that changes while it is read can show somebody twice: the same account once more is dropped, two accounts of one email stop.
  private func withoutRepeats(_ people: [Technician]) throws -> [Technician] {
    var byEmail: [EmailAddress: Technician] = [:]
    var order: [EmailAddress] = []
    for person in people {
      if let earlier = byEmail[person.email] {
        guard earlier.id == person.id, earlier.id != nil, earlier.status == person.status else {
          throw ConsoleError(.ambiguous, "the console shows two accounts with the email \(person.email)")
        }
      } else {
        order.append(person.email)
      }
      byEmail[person.email] = person
    }
    return order.compactMap { byEmail[$0] }
  }
}

extension Console {
  fileprivate func open(_ page: String, _ path: String, query: EmailAddress) async throws {
    try await open(page, path, values: ["query": query.description])
  }
}
