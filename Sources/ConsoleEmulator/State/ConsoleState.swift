import struct Foundation.Date

/// Everything the console remembers. The rules are elsewhere and are asked before anything changes; the pages are elsewhere too and
/// are told what they may show.
actor ConsoleState {
  let layout: EmulatedLayout
  let prices: SeatPrices
  /// The permissions on offer, in order.
  let catalogue: [CataloguedPermission]
  let idleTimeout: Duration
  let now: @Sendable () -> Date
  let apiListsDisabled: Bool
  nonisolated let tokensShowEmails: Bool
  let lies: APILies
  /// The robot's passkey as its holder has it; `nil` where it has none.
  nonisolated let passkey: String?

  // People and tickets are never taken away, so that their place follows from their number.
  var people: [Person]
  var idsByEmail: [String: Int]
  var groups: [SecurityGroup]
  var tickets: [Ticket]
  var tokens: [APIToken]
  var charges: [Charge] = []
  var sessions: [String: WebSession] = [:]
  var mutations: [Mutation] = []
  var requests: [RequestEntry] = []
  var faults: [SetFault]
  /// The requests that wait until the faults are taken back.
  var held: [AsyncStream<Never>.Continuation] = []
  var api = APILog()

  init(configuration: EmulatorConfiguration) {
    let catalogue = Array(PermissionCatalogue.all.prefix(configuration.permissions ?? PermissionCatalogue.all.count))
    let account = SeededAccount(
      configuration: configuration, offered: Set(catalogue.map(\.number)), now: configuration.now())
    layout = configuration.layout
    prices = SeatPrices(layout: configuration.layout)
    self.catalogue = catalogue
    idleTimeout = configuration.idleTimeout
    now = configuration.now
    apiListsDisabled = configuration.apiListsDisabled
    tokensShowEmails = configuration.tokensShowEmails
    lies = configuration.apiLies
    passkey = account.passkey?.json
    faults = configuration.faults.map(SetFault.init)
    people = account.people
    groups = account.groups
    tickets = account.tickets
    tokens = account.tokens
    idsByEmail = Dictionary(uniqueKeysWithValues: account.people.map { ($0.email.lowercased(), $0.id) })
  }

  /// The admin that clients sign in as.
  var robot: Person { people[0] }
}

/// Something that was done, and the places in the log that wait for what the client will be told.
struct Done<Value: Sendable>: Sendable {
  let value: Value
  let logged: [Int]
}

extension ConsoleState {
  /// Writes down a change. Its answer is added once it has been given: a client that never gets one is part of the truth.
  func log(_ action: String, by actor: String, target: String, changes: [String: Mutation.Change] = [:]) -> Int {
    let n = mutations.count + 1
    mutations.append(
      Mutation(
        n: n, at: now(), request: RequestScope.current?.number, actor: actor, action: action, target: target, changes: changes,
        answer: nil))
    return n
  }

  /// Writes down what the client was told about changes.
  func told(_ answer: Mutation.Answer, about logged: [Int]) {
    for n in logged { mutations[n - 1].answer = answer }
  }

  func person(_ id: Int) -> Person? {
    let index = id - SeededAccount.firstPersonID
    return people.indices.contains(index) ? people[index] : nil
  }

  func store(_ person: Person) {
    var person = person
    person.updatedAt = now()
    let index = person.id - SeededAccount.firstPersonID
    if index == people.count { people.append(person) } else { people[index] = person }
    idsByEmail[person.email.lowercased()] = person.id
  }

  var activeAdmins: Int { people.count { $0.isAdmin && $0.isActive } }
  var activeSeats: Int { people.count(where: \.isActive) }
}
