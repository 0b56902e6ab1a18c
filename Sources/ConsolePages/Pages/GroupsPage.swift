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
    let table = try console.pack.table("groups.groups")
    let answer = try await console.look(
      "the list of groups",
      [PageCase("list", all: [("groups.groups", .present)], steps: [.table("groups.groups", columns: table.headings)])])
    return (answer.results[0].table?.rows ?? []).map { row in
      let addresses = row.links.values.sorted() + [row.address].compactMap(\.self)
      return SecurityGroup(
        id: addresses.lazy.compactMap { console.pack.value("id", of: "group", in: $0) }.first, name: row.cells["name"] ?? "")
    }
  }

  /// Loads a group's page anew and reads its permissions. Two commands.
  public func read(id: String, expecting name: String) async throws -> (group: SecurityGroup, offered: [OfferedPermission]) {
    console.mark("group", "reads the group \(name)")
    try await console.open("group", values: ["id": id])
    let answer = try await console.look(
      "the page of the group \(name)",
      [PageCase("form", all: [("group.name", .present)], steps: [.read("group.name", .value), try form(name).readStep()])])
    guard answer.results[0].text == name else {
      throw ConsoleError(.pageNotRecognised, "the page opened for the group \(name) shows \"\(answer.results[0].text ?? "")\"")
    }
    let offered = try BoxesForm.offered(answer.results[1].boxes ?? [], title: "the page of the group \(name)")
    let granted = Set(offered.filter(\.isGranted).map(\.permission))
    return (SecurityGroup(id: id, name: name, permissions: granted), offered)
  }

  /// All permissions that a new group's form offers, in the page's order. Two commands, nothing is saved.
  public func offeredPermissions() async throws -> [Permission] {
    console.mark("new_group", "reads which permissions are offered")
    try await console.open("new_group")
    let answer = try await console.look(
      "the new group's form",
      [PageCase("form", all: [("new_group.name", .fill)], steps: [.boxes(try console.pack.boxes("new_group.permissions"), within: nil)])])
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
        PageCase("made", all: [("group.name", .present)], none: ["frame.error", "new_group.submit"], newDocument: true),
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
