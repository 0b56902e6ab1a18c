internal import Foundation
internal import Spelling
internal import Technicians
internal import Yams

/// Reads policies. Every mistake is found before any is reported.
public struct PolicyReader {
  /// The one version of the form that there is.
  private static let version = "1"
  /// The most bytes that a policy has: 1 MiB.
  private static let maxBytes = 1 << 20

  private enum Section: String, CaseIterable { case version, guards, protect, approvers, approvals, valid_for }
  private enum GuardField: String, CaseIterable { case deactivations, deactivation_share, seats, monthly_cost }
  private enum ApproverField: String, CaseIterable { case key, users }
  private enum RuleField: String, CaseIterable { case changes, lifts, approvers, from }

  private var mistakes: MistakeList
  private var guards = GuardSettings()
  private var protected: [PeoplePattern] = []
  private var approvers: [Policy.Approver] = []
  /// All names that stand under `approvers`, those with mistakes too: whoever names one of them has made none.
  private var names: [String] = []
  private var rules: [Policy.Rule] = []
  private var validFor = ValidityPeriod.day

  private init(_ file: String) { mistakes = MistakeList(file: file) }

  /// Reads the policy in a file.
  ///
  /// - Throws: ``RosterMistakes`` when it cannot be read, when everybody on the machine can write it, or with everything that is wrong in it.
  public static func read(path: String) throws(RosterMistakes) -> Policy {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw RosterMistakes(file: path, "cannot be read: \(String(cString: strerror(errno)))") }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw RosterMistakes(file: path, "is no file that could hold a policy")
    }
    guard status.st_mode & 0o002 == 0 else {
      throw RosterMistakes(file: path, "can be written by everybody on this machine, and so says nothing; type: chmod o-w \(path)")
    }
    guard let data = try? handle.read(upToCount: maxBytes + 1) ?? Data() else { throw RosterMistakes(file: path, "cannot be read") }
    guard data.count <= maxBytes else { throw RosterMistakes(file: path, "is larger than 1 MiB, which no policy is") }
    return try parse(RosterSource(bytes: Array(data), fileName: path))
  }

  /// Reads a policy out of text.
  ///
  /// - Throws: ``RosterMistakes`` with everything that is wrong in it.
  public static func parse(text: String, fileName: String) throws(RosterMistakes) -> Policy {
    try parse(RosterSource(text: text, fileName: fileName))
  }

  private static func parse(_ source: RosterSource) throws(RosterMistakes) -> Policy {
    var reader = PolicyReader(source.fileName)
    switch YAMLTree.compose(source) {
    case .success(let root): reader.read(root)
    case .failure(let mistake): throw RosterMistakes([mistake], first: source.fileName)
    }
    guard reader.mistakes.mistakes.isEmpty else { throw RosterMistakes(reader.mistakes.mistakes, first: source.fileName) }
    return Policy(
      guards: reader.guards, protected: reader.protected, approvers: reader.approvers, rules: reader.rules, validFor: reader.validFor)
  }

  private mutating func read(_ root: Node?) {
    guard let root, !root.isBlank else {
      mistakes.add(1, "", "the file is empty; a policy says at least version: 1")
      return
    }
    guard let entries = entries(root, "", "where a policy has sections such as approvers") else { return }
    // Rules name approvers, wherever the two stand.
    var later: Node?
    var hasVersion = false
    for (key, value) in entries {
      switch known(key, Section.self, "section", "") {
      case .version:
        hasVersion = true
        let found = value.scalar?.string ?? value.shape
        if found != Self.version { mistakes.add(value.line, "version", "no version \(ShownText.quoted(found)); there is \(Self.version)") }
      case .guards: readGuards(value)
      case .protect: readProtected(value)
      case .approvers: readApprovers(value)
      case .approvals: later = value
      case .valid_for: readValidity(value)
      case nil: break
      }
    }
    if !hasVersion { mistakes.add(1, "version", "is missing; write version: \(Self.version)") }
    if let later { readRules(later) }
  }

  // MARK: Limits

  private mutating func readGuards(_ node: Node) {
    guard let entries = entries(node, "guards", "where limits such as deactivations: 2 belong") else { return }
    for (key, value) in entries {
      let field = "guards.\(ShownText.plain(key.string, limit: 40))"
      guard let limit = known(key, GuardField.self, "field", "guards.") else { continue }
      let text = value.scalar?.string.trimmed
      switch limit {
      case .deactivations:
        if let number = text.flatMap(Self.number) { guards.maxDeactivations = number } else { addNumber(value, field) }
      case .seats:
        if let number = text.flatMap(Self.number) { guards.maxSeats = number } else { addNumber(value, field) }
      case .deactivation_share:
        if let share = text.flatMap(Self.share) {
          guards.maxDeactivationShare = share
        } else {
          mistakes.add(value.line, field, "is \(Self.shown(value)), where a share of the active people belongs, such as 20 %")
        }
      case .monthly_cost:
        if let money = text.flatMap(Self.money) {
          guards.maxMonthlyCost = money
        } else {
          mistakes.add(value.line, field, "is \(Self.shown(value)), where an amount with its currency belongs, such as 8000.00 USD")
        }
      }
    }
  }

  private mutating func addNumber(_ node: Node, _ field: String) {
    mistakes.add(node.line, field, "is \(Self.shown(node)), where a whole number belongs, 0 or more")
  }

  private static func number(_ text: String) -> Int? {
    text.wholeMatch(of: /[0-9]{1,7}/) == nil ? nil : Int(text)
  }

  private static func share(_ text: String) -> Double? {
    guard let match = text.wholeMatch(of: /([0-9]{1,3}(?:\.[0-9]{1,4})?) ?%/), let percent = Double(match.1), percent <= 100 else {
      return nil
    }
    return percent / 100
  }

  private static func money(_ text: String) -> Money? {
    guard let match = text.wholeMatch(of: /([0-9]{1,3}(?:,[0-9]{3}){0,3}|[0-9]{1,12})(?:\.([0-9]{2}))? ([A-Z]{3})/),
      let whole = Int(match.1.replacing(",", with: "")), let cents = Int(match.2 ?? "00")
    else { return nil }
    return Money(cents: whole * 100 + cents, currency: String(match.3))
  }

  private mutating func readValidity(_ node: Node) {
    if let period = node.scalar.flatMap({ ValidityPeriod($0.string.trimmed) }) {
      validFor = period
    } else {
      mistakes.add(node.line, "valid_for", "is \(Self.shown(node)); \(ValidityPeriod.advice)")
    }
  }

  private mutating func readProtected(_ node: Node) {
    for (item, text) in texts(node, "protect", "[breakglass@acme.example]") {
      if let pattern = PeoplePattern(text.text) {
        protected.append(pattern)
      } else {
        mistakes.add(text.line, "protect[\(item)]", "\(ShownText.quoted(text.text)) is no address, and no pattern such as *@acme.example")
      }
    }
  }

  // MARK: People

  private mutating func readApprovers(_ node: Node) {
    guard let entries = entries(node, "approvers", "where each approver has their email and a key") else { return }
    var firstLine: [EmailAddress: Int] = [:]
    for (key, value) in entries {
      names.append(key.string.trimmed)
      let field = "approvers.\(ShownText.plain(key.string, limit: 60))"
      let email: EmailAddress
      do { email = try EmailAddress(key.string) } catch {
        mistakes.add(key.line, field, "\(ShownText.quoted(key.string)) \(error.description)")
        continue
      }
      if let first = firstLine[email] {
        mistakes.add(key.line, field, "the same as line \(first) (\(email))")
        continue
      }
      firstLine[email] = key.line
      readApprover(email, value, key.line, field)
    }
  }

  private mutating func readApprover(_ email: EmailAddress, _ node: Node, _ line: Int, _ field: String) {
    guard let entries = entries(node, field, "where an approver has fields such as key") else { return }
    var (key, users): (PublicKey?, [String]?) = (nil, nil)
    var hasKey = false
    for (name, value) in entries {
      switch known(name, ApproverField.self, "field", "\(field).") {
      case .key:
        hasKey = true
        key = value.scalar.flatMap { PublicKey($0.string.trimmed) }
        if key == nil {
          mistakes.add(
            value.line, "\(field).key",
            "is \(Self.shown(value)), where a public key belongs: ed25519: and 32 bytes in base64; syncroctl keys show")
        }
      case .users: users = texts(value, "\(field).users", "[alice]").map(\.1.text)
      case nil: hasKey = hasKey || NearestNames.nearest(to: name.string, among: ["key"]).first != nil
      }
    }
    if !hasKey { mistakes.add(line, field, "has no key; syncroctl keys show prints the line") }
    guard let key else { return }
    // Two names with one key are one person, who would count twice.
    if let other = approvers.first(where: { $0.key == key }) {
      mistakes.add(line, "\(field).key", "is the key of \(other.email); each approver has a key of their own")
      return
    }
    approvers.append(Policy.Approver(email: email, key: key, users: users))
  }

  // MARK: Rules

  private mutating func readRules(_ node: Node) {
    guard !node.isBlank else { return }
    guard let items = node.sequence else {
      mistakes.add(node.line, "approvals", "is \(node.shape), where a list of rules belongs")
      return
    }
    for (index, item) in items.enumerated() {
      let field = "approvals[\(index)]"
      guard let entries = entries(item, field, "where a rule has fields such as changes") else { continue }
      readRule(entries, field, entries.first?.key.line ?? item.line)
    }
  }

  private mutating func readRule(_ entries: [YAMLEntries.Entry], _ field: String, _ line: Int) {
    let before = mistakes.mistakes.count
    var matters: [Policy.Rule.Matter] = []
    var (count, from): (Int?, [EmailAddress]?) = (nil, nil)
    for (key, value) in entries {
      switch known(key, RuleField.self, "field", "\(field).") {
      case .changes:
        let kinds = words(value, "\(field).changes", "[deactivate, create]", "change", ChangeKind.allCases)
        matters.append(.changes(Set(kinds)))
      case .lifts:
        let guards = words(value, "\(field).lifts", "[last-admin]", "guard", GuardVerdict.Rule.allCases)
        matters.append(.lifts(Set(guards)))
      case .approvers:
        count = value.scalar.flatMap { Self.number($0.string.trimmed) }.flatMap { $0 > 0 ? $0 : nil }
        if count == nil {
          mistakes.add(value.line, "\(field).approvers", "is \(Self.shown(value)), where a number of people belongs, 1 or more")
        }
      case .from: from = readFrom(value, "\(field).from")
      case nil: break
      }
    }
    guard mistakes.mistakes.count == before else { return }
    guard matters.count == 1, let matter = matters.first else {
      mistakes.add(line, field, matters.isEmpty ? "says neither changes nor lifts" : "says both changes and lifts; write two rules")
      return
    }
    guard let count else {
      mistakes.add(line, field, "does not say how many approvers")
      return
    }
    let people = from?.count ?? names.count
    guard count <= people else {
      mistakes.add(
        line, "\(field).approvers",
        "asks for \(WordList.count(count, "approver", "approvers")), and \(people == 1 ? "there is" : "there are") \(people)")
      return
    }
    rules.append(Policy.Rule(matter, approvers: count, from: from))
  }

  private mutating func readFrom(_ node: Node, _ field: String) -> [EmailAddress] {
    var people: [EmailAddress] = []
    for (item, text) in texts(node, field, "[alice@acme.example]") {
      guard let email = try? EmailAddress(text.text), names.contains(where: { (try? EmailAddress($0)) == email }) else {
        // Addresses of one domain are all near to each other: the nearest is enough.
        let near = NearestNames.nearest(to: text.text, among: names, limit: 1).first.map { "; did you mean \(ShownText.quoted($0))?" } ?? ""
        mistakes.add(text.line, "\(field)[\(item)]", "no approver \(ShownText.quoted(text.text))\(near)")
        continue
      }
      if people.contains(email) {
        mistakes.add(text.line, "\(field)[\(item)]", "\(email) stands there twice")
      } else {
        people.append(email)
      }
    }
    return people
  }

  // MARK: Shapes

  /// The entries of a mapping, or `nil` once the mistake is noted.
  private mutating func entries(_ node: Node, _ field: String, _ what: String) -> [YAMLEntries.Entry]? {
    guard let mapping = node.mapping else {
      mistakes.add(node.line, field, "is \(node.shape), \(what)")
      return nil
    }
    return YAMLEntries.entries(of: mapping)
  }

  /// Which of the known names a key is, or `nil` once the mistake is noted.
  private mutating func known<Name: RawRepresentable<String> & CaseIterable>(
    _ key: YAMLEntries.Key, _ type: Name.Type, _ word: String, _ path: String
  ) -> Name? {
    if let name = Name(rawValue: key.string) { return name }
    mistakes.add(
      key.line, path + ShownText.plain(key.string, limit: 40),
      "no \(word) \(ShownText.quoted(key.string))\(Self.advice(key.string, Name.allCases.map(\.rawValue)))")
    return nil
  }

  private mutating func words<Word: RawRepresentable<String>>(
    _ node: Node, _ field: String, _ example: String, _ what: String, _ all: [Word]
  ) -> [Word] {
    let found = texts(node, field, example)
    if found.isEmpty, node.sequence?.isEmpty == true { mistakes.add(node.line, field, "is empty; a rule without a matter says nothing") }
    return found.compactMap { item, text in
      if let word = Word(rawValue: text.text) { return word }
      mistakes.add(
        text.line, "\(field)[\(item)]", "no \(what) \(ShownText.quoted(text.text))\(Self.advice(text.text, all.map(\.rawValue)))")
      return nil
    }
  }

  /// The items of a list of texts; those that are none are noted.
  private mutating func texts(_ node: Node, _ field: String, _ example: String) -> [(Int, DraftText)] {
    guard let items = node.sequence else {
      mistakes.add(node.line, field, "is \(node.shape), where a list such as \(example) belongs")
      return []
    }
    var found: [(Int, DraftText)] = []
    for (index, item) in items.enumerated() {
      switch item.asText {
      case .text(let text): found.append((index, DraftText(text: text.trimmed, line: item.line)))
      case .blank: mistakes.add(item.line, "\(field)[\(index)]", "is empty")
      case .other(let message): mistakes.add(item.line, "\(field)[\(index)]", message)
      }
    }
    return found
  }

  private static func advice(_ word: String, _ known: [String]) -> String {
    let question = NearestNames.question(for: word, among: known)
    return question.isEmpty ? "; there are \(WordList.and(known))" : question
  }

  private static func shown(_ node: Node) -> String {
    node.isBlank ? "empty" : node.scalar.map { ShownText.quoted($0.string) } ?? node.shape
  }
}
