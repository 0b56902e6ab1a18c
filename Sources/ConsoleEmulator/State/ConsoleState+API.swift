import struct Foundation.Date

/// What has been asked of the API so far.
struct APILog: Sendable {
  /// How many requests an address has in any sixty seconds.
  static let perMinute = 180

  var requests: [RequestEntry] = []
  /// When each address asked, of the last minute alone.
  var lately: [String: [Date]] = [:]

  /// Counts a request. Answers after how many seconds there is room again, where there is none.
  mutating func counts(from address: String, at now: Date) -> Int? {
    var times = lately[address] ?? []
    times.removeAll { now.timeIntervalSince($0) >= 60 }
    defer { lately[address] = times }
    guard times.count >= Self.perMinute, let first = times.first else {
      times.append(now)
      return nil
    }
    return max(1, Int((60 - now.timeIntervalSince(first)).rounded(.up)))
  }
}

/// What the API shows of people. It tells less than the pages, and where it is told to lie it tells something else.
extension ConsoleState {
  /// Takes down a request, and says what goes wrong with it, or for how many seconds there is no room for it.
  func arrivedAtAPI(method: String, path: String, from address: String) -> (number: Int, fault: Fault.Kind?, wait: Int?) {
    let number = api.requests.count + 1
    var striking: Int?
    for index in faults.indices where faults[index].fault.isOfAPI && faults[index].sees(method: method, address: path) && striking == nil {
      striking = index
    }
    if let striking { faults[striking].strikes(number) }
    let kind = striking.map { faults[$0].fault.kind }
    api.requests.append(RequestEntry(n: number, method: method, path: path, status: nil, fault: kind?.name))
    return (number, kind, api.counts(from: address, at: now()))
  }

  func answeredByAPI(_ number: Int, status: Int) { api.requests[number - 1].status = status }

  /// Everybody whom the API lists, by number. Whether it lists who is disabled is not known of the console, and so a switch.
  func listedByAPI() -> [(id: Int, name: String)] {
    let told = people.filter { isToldByAPI($0) }.map { (id: $0.id, name: nameByAPI($0)) }
    return (told + lies.invents.map { (id: $0.key, name: $0.value) }).sorted { $0.id < $1.id }
  }

  /// Somebody as the API tells of them.
  func personByAPI(_ id: Int) -> APIPerson? {
    guard let person = person(id), isToldByAPI(person) else { return nil }
    return APIPerson(
      id: id, email: lies.emails[person.email] ?? person.email, name: nameByAPI(person),
      isAdmin: lies.admins[person.email] ?? person.isAdmin, group: groupNames(person.groups).first, color: person.profile.calendarColor,
      createdAt: person.createdAt, updatedAt: person.updatedAt ?? person.createdAt)
  }

  /// Open tickets of somebody, or of everybody; any other status is compared to the letter.
  func tickets(assignee: Int?, status: String?, page: Int) -> Paging<Ticket> {
    Paging(
      tickets.filter { ticket in
        guard assignee == nil || ticket.assignee == assignee else { return false }
        return status.map { $0 == "Not Closed" ? ticket.status.isOpen : $0 == ticket.status.rawValue } ?? true
      }, page: page)
  }

  /// Whether a token of this person may do something: it has its maker's rights, whether or not they can still sign in.
  func may(_ person: Person, _ area: String, _ action: String) -> Bool {
    guard !person.isAdmin else { return true }
    guard let number = catalogue.first(where: { $0.area == area && $0.action == action })?.number else { return false }
    return layout == .technicians
      ? person.permissions.contains(number) : groups.contains { person.groups.contains($0.id) && $0.permissions.contains(number) }
  }

  private func isToldByAPI(_ person: Person) -> Bool {
    (person.isActive || apiListsDisabled) && !lies.hides.contains(person.email)
  }

  private func nameByAPI(_ person: Person) -> String { lies.names[person.email] ?? person.name.display }
}

/// Somebody as the API tells of them.
struct APIPerson: Sendable {
  let id: Int
  let email: String
  let name: String
  let isAdmin: Bool
  let group: String?
  let color: String
  let createdAt: Date
  let updatedAt: Date
}

extension Fault {
  /// Whether it is set for the API: nothing else strikes that.
  var isOfAPI: Bool { path?.hasPrefix("/api/") == true }
}
