import SelectorPacks
public import Technicians
import WebDriver

/// The security groups, on a layout that has them.
public struct GroupsPage: Sendable {
  private let console: Console

  /// The groups of `console`.
  public init(_ console: Console) { self.console = console }

  /// All groups, without their permissions. Two commands.
  public func readAll() async throws -> [SecurityGroup] {
    console.mark("groups", "reads the whole list")
    try await console.open("groups")
    let answer = try await console.lookAtWhole("the list of groups", "groups.groups")
    return (answer.results[0].table?.rows ?? []).map { row in
      let addresses = row.links.values.sorted() + [row.address].compactMap(\.self)
      return SecurityGroup(
        id: addresses.lazy.compactMap { console.pack.value("id", of: "group", in: $0) }.first, name: row.cells["name"] ?? "")
    }
  }

  /// Loads a group's page anew and reads its permissions. Two commands.
  public func read(id: String, expecting name: String) async throws -> Reading {
    let results = try await readAnew(id: id, name: name)
    return try reading(results, id: id, name: name)
  }

  /// A group with its permissions, and all that its page offers.
  public typealias Reading = (group: SecurityGroup, offered: [OfferedPermission])

  /// Reads the pages of `groups`, as the list shows them. Two commands each; of more than four groups, where the pack allows bulk reads, two
  /// and one for each fifty.
  ///
  /// - Parameter note: is told where pages are opened one by one although the pack allows otherwise, and why.
  /// - Throws: ``ConsoleError``; also where the list shows no link to a group's page, or the page is another group's.
  public func read(_ groups: [SecurityGroup], note: (@Sendable (String) -> Void)? = nil) async throws -> [Reading] {
    let numbered = try groups.map { group in
      guard let id = group.id else {
        throw ConsoleError(.pageNotRecognised, "the list of groups shows no link to the group \(group.name)")
      }
      return (id: id, name: group.name)
    }
    var opened: [String: [StepResult]] = [:]
    if console.pack.capabilities.bulk, numbered.count > Self.fewPages, Set(numbered.map(\.id)).count == numbered.count {
      do {
        return try await fetched(numbered, opened: &opened)
      } catch let failure as NotFetched {
        note?("Groups' pages cannot be read inside the browser, so they are opened one by one: \(failure.reason)")
      }
    }
    var readings: [Reading] = []
    for (id, name) in numbered {
      if let known = opened[id] {
        readings.append(try reading(known, id: id, name: name))
      } else {
        readings.append(try await read(id: id, expecting: name))
      }
    }
    return readings
  }

  /// So many pages are opened one by one, wherever.
  private static let fewPages = 4

  private func fetched(_ groups: [(id: String, name: String)], opened: inout [String: [StepResult]]) async throws -> [Reading] {
    if let first = groups.first { opened[first.id] = try await readAnew(id: first.id, name: first.name) }
    console.mark("group", "reads the pages of \(groups.count) groups inside the browser")
    let fetching = PageFetching(
      console: console, title: "a group's page", all: ["group.name"], steps: try steps(""), path: try console.pack.pathPattern("group"))
    let results = try await NumberedPages(fetching: fetching, page: "group").read(groups.map(\.id), opened: opened) { _ in }
    return try groups.map { group in
      do { return try reading(results[group.id, default: []], id: group.id, name: group.name) } catch let error as ConsoleError {
        throw NotFetched(reason: error.message)
      }
    }
  }

  /// The steps that read a group's page. Understood by ``reading(_:id:name:)``.
  private func steps(_ name: String) throws -> [PageStep] { [.read("group.name", .value), try form(name).readStep()] }

  private func readAnew(id: String, name: String) async throws -> [StepResult] {
    console.mark("group", "reads the group \(name)")
    try await console.open("group", values: ["id": id])
    return try await console.look(
      "the page of the group \(name)",
      [PageCase("form", all: [("group.name", .present), ("group.save", .present)], steps: try steps(name))]
    ).results
  }

  private func reading(_ results: [StepResult], id: String, name: String) throws -> Reading {
    guard results.count == 2, results[0].text == name else {
      throw ConsoleError(.pageNotRecognised, "the page opened for the group \(name) shows \"\(results.first?.text ?? "")\"")
    }
    let offered = try BoxesForm.offered(results[1].boxes ?? [], title: "the page of the group \(name)")
    let granted = Set(offered.filter(\.isGranted).map(\.permission))
    return (SecurityGroup(id: id, name: name, permissions: granted), offered)
  }

  /// All permissions that a new group's form offers, in the page's order. Two commands, nothing is saved.
  public func offeredPermissions() async throws -> [Permission] {
    console.mark("new_group", "reads which permissions are offered")
    try await console.open("new_group")
    let answer = try await console.look(
      "the new group's form",
      [
        PageCase(
          "form", all: [("new_group.name", .fill), ("new_group.submit", .present)],
          steps: [.boxes(try console.pack.boxes("new_group.permissions"), within: nil)])
      ])
    return try BoxesForm.offered(answer.results[0].boxes ?? [], title: "the new group's form").map(\.permission)
  }

  /// Makes a group with its permissions, once. Four commands.
  ///
  /// - Returns: the group's number.
  public func create(name: String, permissions: Set<Permission>) async throws -> String {
    console.mark("new_group", "makes the group \(name)")
    try await console.open("new_group")
    let layout = try console.pack.boxes("new_group.permissions")
    let changes = permissions.sorted().map { PageBox(area: $0.area, action: $0.action, checked: true) }
    try await console.lookAndClick(
      "new_group.submit", on: "the new group's form",
      [
        PageCase(
          "form", all: [("new_group.name", .fill), ("new_group.submit", .click)],
          steps: [.fill([("new_group.name", .text(name))]), .setBoxes(layout, within: nil, changes: changes, exactly: true)])
      ]
    ) { filled in
      if let failed = filled.results[1].failed?.first {
        throw ConsoleError(
          .pageNotRecognised, "the new group's form has no box that can be set for \(failed.area)/\(failed.action); it was not saved")
      }
      return true
    }
    let outcome = try await console.look(
      "the page after making the group \(name)",
      [
        console.doneCase("made", all: ["group.name"], none: ["new_group.submit"]),
        console.refusedCase,
      ], after: .unknown)
    guard outcome.heldCase == "made" else {
      throw ConsoleError(.refused, "the console did not make the group \(name)", details: console.refusal(outcome).map { "it says: \($0)" })
    }
    guard let id = console.pack.value("id", of: "group", in: outcome.address) else {
      throw ConsoleError(
        .outcomeUnknown, "the group \(name) seems to be made, but its page stands at an unknown address",
        details: [Console.place(outcome)], consequence: .unknown)
    }
    return id
  }

  /// Ticks and unticks permissions of a group whose page is open, and saves. Four commands.
  public func setPermissions(_ wanted: [Permission: Bool], of name: String) async throws {
    console.mark("group", "sets permissions of the group \(name)")
    try await form(name).change(to: wanted)
  }

  private func form(_ name: String) -> BoxesForm {
    BoxesForm(
      console: console, title: "the page of the group \(name)", boxes: "group.permissions", save: "group.save",
      identity: ("group.name", .value, name))
  }
}
