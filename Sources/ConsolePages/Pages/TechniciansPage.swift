import SelectorPacks
public import Technicians
import WebDriver

/// The lists of people, with their search.
public struct TechniciansPage: Sendable {
  private let console: Console

  /// The lists of `console`.
  public init(_ console: Console) { self.console = console }

  /// Everybody on the console, deactivated people too. Two commands a page of the list.
  ///
  /// - Parameter progress: is told how many have been read, and of how many if the console says.
  /// - Throws: ``ConsoleError``; also when the console states another count than was read, so that a list that was cut off never passes for
  ///   the whole.
  public func readAll(progress: (@Sendable (Int, Int?) -> Void)? = nil) async throws -> [Technician] {
    console.mark("technicians", "reads the whole list")
    var people: [Technician] = []
    for list in console.pack.capabilities.people {
      try await console.open("technicians", list.path)
      var seen: [Technician] = []
      var visited: Set<String> = []
      while true {
        let page = try await read(list, search: false)
        seen += page.people
        progress?(people.count + seen.count, page.stated.map { $0 + people.count })
        guard let next = page.next else {
          if let stated = page.stated, stated != seen.count {
            throw ConsoleError(
              .pageNotRecognised, "the console states \(stated) people and its list shows \(seen.count)",
              details: ["list \"\(list.path)\""], advice: "The list changed while it was read, or was cut off: run it again.")
          }
          break
        }
        guard visited.insert(next).inserted else {
          throw ConsoleError(.pageNotRecognised, "the list of people leads round in a circle at \(next)")
        }
        try await console.open(address: next)
      }
      people += seen
    }
    return try withoutRepeats(people)
  }

  /// The one person with this email, active or not; `nil` if the console's search finds nobody. Two commands a list.
  ///
  /// - Throws: ``ConsoleError`` with ``ConsoleError/Code/ambiguous`` if two accounts show the email.
  public func find(_ email: EmailAddress) async throws -> Technician? {
    console.mark("technicians", "looks for \(email)")
    for list in console.pack.capabilities.people {
      try await console.open("technicians", list.search, query: email)
      let page = try await read(list, search: true)
      let matches = page.people.filter { $0.email == email }
      guard matches.count <= 1 else {
        throw ConsoleError(.ambiguous, "the console shows \(matches.count) accounts with the email \(email)")
      }
      if let match = matches.first { return match }
      if page.next != nil {
        throw ConsoleError(
          .pageNotRecognised, "the search for \(email) finds more people than fit on a page, and none on the first has that email",
          advice: "The console may not search by email; list everybody instead: syncroctl technicians list")
      }
    }
    return nil
  }

  private struct ListPage {
    let people: [Technician]
    let next: String?
    let stated: Int?
  }

  private func read(_ list: LayoutCapabilities.PeopleList, search: Bool) async throws -> ListPage {
    let table = try console.pack.table("technicians.people")
    // An empty result may be shown without a table.
    var cases = [
      PageCase(
        "list", all: [("technicians.people", .present)],
        steps: [
          .table("technicians.people", columns: table.headings), .read("technicians.next", .address), .read("technicians.total", .text),
        ])
    ]
    if console.pack.has("technicians.nobody") { cases.append(PageCase("nobody", all: [("technicians.nobody", .present)])) }
    let answer = try await console.look("the list of people", cases)
    guard answer.heldCase == "list", let read = answer.results[0].table else { return ListPage(people: [], next: nil, stated: 0) }
    let absent = read.missing.filter { table.columns[$0]?.isOptional == false }
    guard absent.isEmpty else {
      throw ConsoleError(
        .pageNotRecognised, "the list of people has no column for \(absent.sorted().joined(separator: ", "))",
        details: [Console.place(answer), "its headings: \(read.headings.joined(separator: ", "))"],
        advice: "Name the headings in an override: --selectors FILE (see docs/packs.md).")
    }
    let stated = answer.results[2].text.flatMap { console.capture("technicians.total", in: $0) }
      .flatMap { Int($0.filter(\.isNumber)) }
    return ListPage(people: try read.rows.map { try person($0, list) }, next: answer.results[1].text, stated: stated)
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
