/// A page request, as the control port tells of it.
struct RequestEntry: Sendable, Encodable {
  let n: Int
  let method: String
  /// With the query.
  let path: String
  /// Missing while it is being worked on, and for ever where the connection was closed without an answer.
  var status: Int?
  /// What went wrong, if anything was made to.
  let fault: String?
}

/// A fault that was set, and what it has struck.
struct SetFault: Sendable, Encodable {
  let fault: Fault
  /// How many requests of its kind have come since it was set.
  private(set) var seen = 0
  /// The numbers of the page requests that it struck.
  private(set) var struck: [Int] = []

  private enum Key: CodingKey { case seen, struck }

  init(_ fault: Fault) { self.fault = fault }

  func encode(to encoder: any Encoder) throws {
    try fault.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(seen, forKey: .seen)
    try container.encode(struck, forKey: .struck)
  }

  /// Counts a request. Answers whether it is one to be struck.
  mutating func sees(method: String, address: String) -> Bool {
    guard fault.concerns(method: method, address: address) else { return false }
    seen += 1
    return seen >= fault.nth && struck.count < fault.times
  }

  mutating func strikes(_ number: Int) { struck.append(number) }
}

extension ConsoleState {
  /// Takes down a page request, and says what goes wrong with it. Of several faults the one that was set first strikes.
  func arrived(method: String, path: String) -> (number: Int, fault: Fault.Kind?) {
    let number = requests.count + 1
    var striking: Int?
    for index in faults.indices
    where !faults[index].fault.isOfAPI && faults[index].sees(method: method, address: path) && striking == nil { striking = index }
    if let striking { faults[striking].strikes(number) }
    let kind = striking.map { faults[$0].fault.kind }
    requests.append(RequestEntry(n: number, method: method, path: path, status: nil, fault: kind?.name))
    return (number, kind)
  }

  func answered(_ number: Int, status: Int) { requests[number - 1].status = status }

  func set(_ new: [Fault]) { faults += new.map(SetFault.init) }

  func clearFaults() {
    faults = []
    for one in held { one.finish() }
    held = []
  }

  /// Comes back once the faults are taken back, or the task is cancelled.
  func untilFaultsAreCleared() async {
    // They may have been taken back between the request's arrival and here.
    guard faults.contains(where: { $0.fault.kind == .held }) else { return }
    let (cleared, one) = AsyncStream.makeStream(of: Never.self)
    held.append(one)
    for await _ in cleared {}
  }

  /// The numbers of the changes that a request has made.
  func mutations(ofRequest number: Int) -> [Int] { mutations.filter { $0.request == number }.map(\.n) }

  /// Corrects what the client was told about a request's changes: `nil` where it was told nothing.
  func retell(_ answer: Mutation.Answer?, aboutRequest number: Int) {
    for n in mutations(ofRequest: number) { mutations[n - 1].answer = answer }
  }

  /// Signs the browser out behind its back. The session goes on without anybody in it, so that forms still carry the right token: they too
  /// are sent to sign in, and are not turned away as forged.
  func endSession(_ sessionID: String) {
    sessions[sessionID]?.stage = .anonymous
    sessions[sessionID]?.hasEnded = true
  }

  /// Sets a signed-in session back to where the code is asked for. `path` is where it goes on from there.
  func askCodeAgain(_ sessionID: String, returningTo path: String?) {
    guard case .signedIn(let person) = sessions[sessionID]?.stage else { return }
    sessions[sessionID]?.stage = .needsCode(person: person)
    sessions[sessionID]?.returnTo = path
  }

  func setNotice(sessionID: String) { sessions[sessionID]?.hasNotice = true }

  /// Whether the next page is to open with the notice; only once.
  func takeNotice(sessionID: String) -> Bool {
    defer { sessions[sessionID]?.hasNotice = false }
    return sessions[sessionID]?.hasNotice == true
  }

  /// Refuses the form that is being worked on, if it is to be refused whatever it says.
  nonisolated func refuseIfTold() throws(Refusal) {
    if RequestScope.current?.refusesForms == true { throw .unsaved }
  }
}
