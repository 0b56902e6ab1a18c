import BrowserSupport
import Provisioning
import Technicians

/// Consoles that grew by hand: a few common sets of permissions with small differences, and names that YAML, a roster or a pattern takes
/// for something else.
struct AwkwardConsole {
  static let names = [
    "No", "007", "- x", "#", "null", "~", "Yes No", "a: b", "{x}", "[y]", "*", "&anchor", "!tag", "'quoted'", "\"Q\" O'Hara", "back\\slash",
    "  spaced   out ", "李 小龙", "מאיה רז", "مايا رويز", "👩🏽‍💻 Dev", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} Eng",
    "Zoe\u{301} Roy",
    "non\u{A0}breaking space", "bom\u{FEFF}inside here", "turned\u{202E}round", "line\u{2028}separator", "bell\u{7} rings", "", "   ",
    "Cher",
    "2026-11-25", "0x1F 1e3", "%percent", "@at", "`tick`", "|", ">", "?", "? key", "...", "---", "a #b", "trailing:", "<<", "y", "N",
    String(repeating: "long ", count: 60), String(repeating: "é", count: 255),
  ]
  static let groupNames = [
    "Technicians", "Admins", "No", "007", "existing", "<<", " lead", "Desk: first", "desk", "Desk", "מוקד", "🛠️ Tools", "a, b", "#1",
    "null", "[x]", "bell\u{7}", String(repeating: "x", count: 300),
  ]
  private static let offered: [Permission] =
    ["Tickets", "Invoices", "No", "Chat History", "מלאי", "A: b", "#"].flatMap { area in
      ["List/Search", "View 'Their Ticket' Details (assigned to them)", "Create", "Edit", "Delete, all"].map {
        Permission(area: area, action: $0)
      }
    } + [
      Permission(area: "Stars", action: "Any *"), Permission(area: "Stars", action: "Any one"), Permission(area: "Single", action: "Only"),
      Permission(area: "Tail", action: "Blank "), Permission(area: "Tickets/Sub", action: "Edit"),
    ]

  var random: SeededGenerator
  let capabilities: ConsoleCapabilities

  init(seed: UInt64, capabilities: ConsoleCapabilities) {
    random = SeededGenerator(seed: seed &+ 1_000_003)
    self.capabilities = capabilities
  }

  /// Most people hold a common set, or nearly.
  private mutating func held(_ common: [Set<Permission>]) -> Set<Permission> {
    var held = random.one(of: common)
    for _ in 0..<random.below(6) where random.once(in: 3) { held.formSymmetricDifference([random.one(of: Self.offered)]) }
    return held
  }

  private mutating func name() -> PersonName {
    if random.once(in: 3) { return PersonName(first: random.one(of: Self.names), last: random.one(of: Self.names)) }
    return PersonName(full: random.once(in: 2) ? random.one(of: Self.names) : "Nina Park")
  }

  mutating func snapshot(people: Int) throws -> ConsoleSnapshot {
    let common = (0..<4).map { _ in Set(random.some(of: Self.offered)) } + [[], Set(Self.offered)]
    let hasGroups = capabilities.permissions == .group
    let groupNames = hasGroups ? random.some(of: Self.groupNames) : []
    let robot = try EmailAddress("robot@acme.example")
    var technicians = [
      Technician(id: TechnicianID(rawValue: "1"), email: robot, name: PersonName(first: "Robot", last: "One"), kind: .admin)
    ]
    let locals = ["no", "007", "a*b", "axb", "o'hara", "x#y", "{c}", "ünï", "&a", "!b", "|", "-d", "?e", "%f", "=g"]
    for number in 0..<people {
      let local = number < locals.count ? locals[number] : "person\(number)"
      let isBound = !random.once(in: 6)
      let status: TechnicianStatus = random.once(in: 5) ? .deactivated : .active
      let isUnread = (!isBound || status == .deactivated) && random.once(in: 2)
      let groups =
        groupNames.isEmpty || random.once(in: 12)
        ? [] : random.once(in: 8) ? Set(random.some(of: groupNames)) : [random.one(of: groupNames + ["Gone"])]
      technicians.append(
        Technician(
          id: random.once(in: 10) ? nil : TechnicianID(rawValue: random.one(of: ["\(number + 2)", "0\(number)", "x\(number)"])),
          email: try EmailAddress("\(local)@Acme.example"), name: name(), kind: isBound ? .technician : .admin, status: status,
          permissions: hasGroups || isUnread ? nil : held(common), groups: hasGroups && !isUnread ? groups : nil))
    }
    let groups = groupNames.enumerated().map { number, name in
      SecurityGroup(id: "\(number)", name: name, permissions: random.once(in: 9) ? nil : held(common))
    }
    return ConsoleSnapshot(
      technicians: technicians.shuffled(using: &random), offeredPermissions: Self.offered, groups: groups.shuffled(using: &random),
      seats: SeatUsage(
        active: technicians.count { $0.status == .active }, pricePerMonth: Money(cents: 12900), source: .console),
      signedInAs: robot, capabilities: capabilities, address: "acme.example", layout: "any")
  }
}
