/// Which pseudonym stands for what: made once, never for two, and its own pseudonyms are known again.
struct PseudonymBook {
  /// One kind of pseudonym, such as `person-1`.
  private struct Shelf {
    let prefix: String
    var known: [String: String] = [:]
    private var taken: Set<Int> = []
    private var next = 1
    /// How many digits, so that pseudonyms given in order are in order.
    var width = 1

    init(prefix: String) { self.prefix = prefix }

    mutating func pseudonym(of original: String) -> String {
      if let known = known[original] { return known }
      if isOwn(original) { return original }
      while taken.contains(next) { next += 1 }
      let digits = String(next)
      let pseudonym = prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
      taken.insert(next)
      known[original] = pseudonym
      return pseudonym
    }

    func isOwn(_ text: String) -> Bool { number(in: text) != nil }

    mutating func reserve(_ text: String) {
      if let number = number(in: text) { taken.insert(number) }
    }

    private func number(in text: String) -> Int? {
      guard text.hasPrefix(prefix) else { return nil }
      let digits = text.dropFirst(prefix.count)
      return digits.isEmpty || !digits.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? nil : Int(digits)
    }
  }

  private static let tail = ".example"
  private static let host = "console.example"

  private var people = Shelf(prefix: "person-")
  private var companies = Shelf(prefix: "company-")
  private var hosts = Shelf(prefix: "console-")
  private var givens = Shelf(prefix: "Given")
  private var families = Shelf(prefix: "Family")
  private var texts = Shelf(prefix: "text-")
  private var hostNames: [String: String] = [:]

  // MARK: Emails

  /// Notes the pseudonyms among `addresses`, so that none of them is given to somebody else, and gives the others theirs, in order.
  mutating func settle(addresses: Set<String>) {
    for address in addresses {
      people.reserve(Self.local(of: address))
      companies.reserve(Self.stem(of: Self.domain(of: address)))
    }
    let open = addresses.filter { people.known[$0] == nil && !isPseudonym(address: $0) }
    people.width = max(people.width, String(open.count).count)
    for address in open.sorted() { _ = pseudonym(ofAddress: address) }
  }

  /// The two halves of an address's pseudonym. The address is in lower case.
  mutating func pseudonym(ofAddress address: String) -> (local: String, domain: String) {
    if isPseudonym(address: address) { return (Self.local(of: address), Self.domain(of: address)) }
    return (people.pseudonym(of: address), pseudonym(ofDomain: Self.domain(of: address)))
  }

  private mutating func pseudonym(ofDomain domain: String) -> String {
    if let host = hostNames[domain] { return host }
    if isPseudonym(domain: domain) { return domain }
    return companies.pseudonym(of: domain) + Self.tail
  }

  /// Whether `address` is a pseudonym.
  func isPseudonym(address: String) -> Bool {
    people.isOwn(Self.local(of: address)) && isPseudonym(domain: Self.domain(of: address))
  }

  private func isPseudonym(domain: String) -> Bool {
    guard domain.hasSuffix(Self.tail) else { return false }
    return domain == Self.host || companies.isOwn(Self.stem(of: domain)) || hosts.isOwn(Self.stem(of: domain))
  }

  private static func local(of address: String) -> String { String(address.prefix { $0 != "@" }) }
  private static func domain(of address: String) -> String { String(address.drop { $0 != "@" }.dropFirst()) }
  private static func stem(of domain: String) -> String { domain.hasSuffix(tail) ? String(domain.dropLast(tail.count)) : "" }

  // MARK: Hosts, names and texts

  /// Gives a host its pseudonym.
  mutating func add(host: String) {
    let host = host.lowercased()
    guard !host.isEmpty, hostNames[host] == nil, !isPseudonym(domain: host) else { return }
    // The first is the console; its pseudonym is the one that the exchanges have for its address.
    hostNames[host] = hostNames.isEmpty ? Self.host : hosts.pseudonym(of: host) + Self.tail
  }

  /// Notes the pseudonyms among the words of all names, and gives the others theirs, in order: first the names that begin with a first
  /// name.
  mutating func settle(names: Set<String>, lastNames: Set<String>) {
    for word in names.union(lastNames).flatMap(Self.words) {
      givens.reserve(word)
      families.reserve(word)
    }
    for name in names.sorted() { _ = pseudonym(ofName: name) }
    for name in lastNames.sorted() { _ = pseudonym(ofName: name, isLast: true) }
  }

  /// A name word by word: however a console splits it into fields, the parts are the parts of the whole. What is no letter or digit
  /// stays.
  mutating func pseudonym(ofName name: String, isLast: Bool = false) -> String {
    var out = ""
    var isFirst = !isLast
    var rest = name[...]
    while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
      out += rest[..<start]
      let end = rest[start...].firstIndex(where: \.isWhitespace) ?? rest.endIndex
      let word = rest[start..<end]
      if let core = Self.core(of: word) {
        out += word[..<core.startIndex] + pseudonym(ofWord: String(core), isFirst: isFirst) + word[core.endIndex...]
        isFirst = false
      } else {
        out += word
      }
      rest = rest[end...]
    }
    return out + rest
  }

  private mutating func pseudonym(ofWord word: String, isFirst: Bool) -> String {
    if let known = givens.known[word] ?? families.known[word] { return known }
    if givens.isOwn(word) || families.isOwn(word) { return word }
    return isFirst ? givens.pseudonym(of: word) : families.pseudonym(of: word)
  }

  private static func words(of name: String) -> [String] {
    name.split(whereSeparator: \.isWhitespace).compactMap { core(of: $0).map(String.init) }
  }

  /// A word without the marks around it.
  private static func core(of word: Substring) -> Substring? {
    guard let first = word.firstIndex(where: { $0.isLetter || $0.isNumber }),
      let last = word.lastIndex(where: { $0.isLetter || $0.isNumber })
    else { return nil }
    return word[first...last]
  }

  /// Notes the pseudonyms among `all`, and gives the others theirs, in order.
  mutating func settle(texts all: [String]) {
    for text in all { texts.reserve(text) }
    for text in all { _ = pseudonym(ofText: text) }
  }

  /// A free text's pseudonym; an empty text and a dash say nothing, and stay.
  mutating func pseudonym(ofText text: String) -> String {
    text.contains { $0.isLetter || $0.isNumber } ? texts.pseudonym(of: text) : text
  }

  // MARK: Phrases

  /// What is replaced wherever it stands: names and texts of two words or more, hosts, and the domains of emails.
  mutating func phrases(names: [String]) -> [(phrase: String, replacement: String)] {
    var all: [(phrase: String, replacement: String)] = []
    for name in names where Self.words(of: name).count > 1 {
      let pseudonym = pseudonym(ofName: name)
      if pseudonym != name { all.append((name, pseudonym)) }
    }
    for (text, pseudonym) in texts.known.sorted(by: { $0.key < $1.key }) where text.contains(where: \.isWhitespace) {
      all.append((text, pseudonym))
    }
    for (host, pseudonym) in hostNames.sorted(by: { $0.key < $1.key }) { all.append((host, pseudonym)) }
    for (domain, pseudonym) in companies.known.sorted(by: { $0.key < $1.key }) { all.append((domain, pseudonym + Self.tail)) }
    return all
  }

  /// What is replaced before addresses are looked for.
  mutating func phrases(addresses: [String]) -> [(phrase: String, replacement: String)] {
    addresses.map { address in
      let (local, domain) = pseudonym(ofAddress: address)
      return (address, local + "@" + domain)
    }
  }
}
