import struct Foundation.Date

/// A made-up account: the same for the same seed, size and moment.
struct SeededAccount: Sendable {
  static let firstPersonID = 5001
  static let adminsGroup = 1
  static let techniciansGroup = 2

  private(set) var people: [Person] = []
  private(set) var groups: [SecurityGroup] = []
  private(set) var tickets: [Ticket] = []
  private(set) var tokens: [APIToken] = []
  /// The robot's passkey; `nil` where it has none.
  let passkey: SeededPasskey?

  init(configuration: EmulatorConfiguration, offered: Set<Int>, now: Date) {
    passkey = configuration.asksForPasskey ? SeededPasskey(seed: configuration.seed) : nil
    var random = SplitMix64(seed: configuration.seed)
    seedGroups(offered: offered)
    seedPeople(configuration: configuration, offered: offered, now: now, random: &random)
    seedTickets(random: &random)
    seedTokens(now: now, random: &random)
  }

  /// The admin that signs in for a client; always first.
  var robot: Person { people[0] }

  private mutating func seedGroups(offered: Set<Int>) {
    groups = [
      SecurityGroup(id: Self.adminsGroup, name: "Admins", permissions: offered),
      SecurityGroup(
        id: Self.techniciansGroup, name: "Technicians",
        permissions: PermissionCatalogue.startingSet.union(
          PermissionCatalogue.all.filter { $0.area.hasPrefix("Ticket") && $0.action != "Delete" }.map(\.number)
        ).intersection(offered)),
    ]
  }

  private mutating func seedPeople(
    configuration: EmulatorConfiguration, offered: Set<Int>, now: Date, random: inout SplitMix64
  ) {
    let count = configuration.technicians
    // A handful of sets, shared by everybody: nobody tailors the rights of ten thousand people one by one.
    let profiles = Self.permissionProfiles(offered: offered)
    var taken: Set<String> = []
    people.reserveCapacity(count)
    for index in 0..<count {
      let (first, last) = Self.name(at: index, random: &random)
      let email = Self.email(first: first.ascii, last: last.ascii, isRobot: index == 0, taken: &taken)
      let isAdmin = index < 2 || index % 17 == 16
      let secret = Base32.encode(random.bytes(20))
      let signIn = index % 11 == 7 ? nil : now.addingTimeInterval(-Double(60 + random.below(index == 0 ? 7_200 : 200 * 86_400)))
      var person = Person(
        id: Self.firstPersonID + index,
        name: configuration.layout == .technicians
          ? .split(first: first.text, last: last.text) : .whole("\(first.text) \(last.text)"),
        email: email,
        isAdmin: isAdmin,
        permissions: random.pick(profiles),
        groups: isAdmin ? [Self.adminsGroup] : random.below(10) == 0 ? [] : [Self.techniciansGroup],
        credentials: Credentials(
          password: (index == 0 ? configuration.robotPassword : nil) ?? "Console-\(Self.firstPersonID + index)-pass",
          totpSecret: index == 0 && !configuration.asksForCodes ? nil : secret),
        createdAt: now.addingTimeInterval(-Double((201 + random.below(1_000)) * 86_400)),
        lastSignIn: signIn)
      person.profile.calendarColor = ["#2f80ed", "#27ae60", "#eb5757", "#9b51e0", "#f2994a"][index % 5]
      people.append(person)
    }
    people[0].credentials.passkey = passkey?.registered
    if people[0].credentials.hasSecondFactor {
      people[0].credentials.recoveryCodes = SeededRecoveryCodes.make(configuration.recoveryCodes, seed: configuration.seed)
    }
    // One in twenty has left. Spread over the account, past the first few, so that the robot and the second admin stay.
    for leaver in 0..<(count / 20) { people[11 + leaver * 20 - leaver % 3].isActive = false }
  }

  private static func permissionProfiles(offered: Set<Int>) -> [Set<Int>] {
    func areas(_ names: String...) -> Set<Int> {
      Set(PermissionCatalogue.all.filter { names.contains($0.area) }.map(\.number))
    }
    let starting = PermissionCatalogue.startingSet
    return [
      starting,
      starting.union(areas("Tickets", "Ticket Comments", "Ticket Timers", "Appointments")),
      starting.union(areas("Assets", "RMM Alerts", "Policies")),
      starting.union(areas("Invoices", "Estimates", "Payments", "Products", "Line Item")),
      starting.union(areas("Tickets", "Customers", "Documentation", "Chat", "Chat History")),
    ].map { $0.intersection(offered) }
  }

  private static func name(at index: Int, random: inout SplitMix64) -> (SeedNames.Part, SeedNames.Part) {
    switch index {
    case 0: (SeedNames.Part("Provisioning"), SeedNames.Part("Robot"))
    case 1: (SeedNames.Part("Ada"), SeedNames.Part("Marsh"))
    case 2..<(2 + SeedNames.trying.count): SeedNames.trying[index - 2]
    default: (random.pick(SeedNames.firsts), random.pick(SeedNames.lasts))
    }
  }

  private static func email(first: String, last: String, isRobot: Bool, taken: inout Set<String>) -> String {
    let base = isRobot ? "robot" : "\(first).\(last)"
    var local = base
    var numeral = 2
    while !taken.insert(local).inserted {
      local = "\(base)\(numeral)"
      numeral += 1
    }
    return "\(local)@acme.example"
  }

  private mutating func seedTickets(random: inout SplitMix64) {
    let subjects = [
      "Printer on floor 2 is offline", "Outlook asks for the password again", "New laptop for the sales team", "VPN drops every hour",
      "Backup job failed twice", "Shared mailbox for accounting", "Disk almost full on FS01", "Cannot open \"Q3 & Q4\" <draft>.xlsx",
    ]
    var number = 1001
    for person in people where person.id % 3 == 0 || !person.isActive {
      for _ in 0...random.below(3) {
        tickets.append(
          Ticket(
            number: number, subject: random.pick(subjects), status: random.pick(Ticket.Status.allCases), assignee: person.id))
        number += 1
      }
      // Whoever has left has left something open.
      if !person.isActive {
        tickets.append(Ticket(number: number, subject: random.pick(subjects), status: .inProgress, assignee: person.id))
        number += 1
      }
    }
    tickets.append(Ticket(number: number, subject: "Unassigned: coffee machine", status: .new, assignee: nil))
  }

  private mutating func seedTokens(now: Date, random: inout SplitMix64) {
    // The page of tokens is one table, so that their number stays that of an account that people look after.
    let creators = Array((people.prefix(40) + people.filter { !$0.isActive }.prefix(40)).enumerated())
    var seen: Set<Int> = []
    for (index, person) in creators where index % 4 == 1 || !person.isActive {
      guard seen.insert(person.id).inserted else { continue }
      addToken(name: "\(person.name.first)'s script", creator: person.id, now: now, random: &random)
      if index % 8 == 1 || !person.isActive { addToken(name: "", creator: person.id, now: now, random: &random) }
    }
    addToken(name: "Zapier", creator: people[people.count > 4 ? 3 : 1].id, integration: "Zapier", now: now, random: &random)
  }

  private mutating func addToken(
    name: String, creator: Int, integration: String? = nil, now: Date, random: inout SplitMix64
  ) {
    let created = now.addingTimeInterval(-Double((1 + random.below(200)) * 86_400))
    tokens.append(
      APIToken(
        id: 301 + tokens.count, name: name, creator: creator, integration: integration,
        secret: "T" + Base32.encode(random.bytes(20)).lowercased(), createdAt: created,
        lastUsedAt: random.below(4) == 0 ? nil : now.addingTimeInterval(-Double(random.below(86_400)))))
  }
}
