import WebDriver

/// Stable pseudonyms for the personal data of a recording: the same person has the same one everywhere, and no two share one, so that
/// what is recorded replays as before.
///
/// - **Emails** are found by their form: `nina.park@acme.com` becomes `person-1@company-1.example`. Case does not count. The numbers are
///   in the order of the addresses, since who is earlier in the alphabet is visited earlier.
/// - **Names** are learned from fields and columns that hold names, and from ``add(name:)``. `Nina Park` becomes `Given1 Family1`, word
///   by word, so that a first and a last name in fields of their own are parts of the whole. Names of two words or more are replaced
///   wherever they stand; a single word only where a field or column holds it, for Mark and Will are words, too.
/// - **Free texts**, such as a ticket's subject or a telephone number, become `text-1`: in their column, and everywhere if they are of
///   two words or more.
/// - **Hosts** given by ``add(host:)`` become `console.example`, and the domains of emails `company-1.example`, also by themselves.
///
/// Learn everything first, then apply: what is learned later may change what an earlier text becomes. The words of a selector pack that a
/// page program brings along stay, for a replay sends them again.
public struct Pseudonyms: Sendable {
  /// The names of the rules, for a recording's header.
  public static let rules = ["emails", "hosts", "names", "texts"]

  /// Options of commands whose value is a name.
  private static let nameOptions: [String: PersonalField] = [
    "--name": .name, "--full-name": .name, "--first-name": .firstName, "--last-name": .lastName, "--first": .firstName, "--last": .lastName,
  ]
  /// Members of a page program that come from a selector pack, or are the protocol's.
  private static let packMembers: Set<String> = [
    "candidates", "columns", "column", "css", "heading", "box", "element", "name", "op", "what", "attribute", "within", "table", "need",
    "path", "next",
  ]

  private var book = PseudonymBook()
  private var fields = PageProgramFields()
  private var addresses: Set<String> = []
  private var oddAddresses: Set<String> = []
  private var names: Set<String> = []
  private var lastNames: Set<String> = []
  private var texts: [String] = []
  private var replacer: (odd: PhraseReplacer, phrases: PhraseReplacer)?

  /// Nothing learned yet.
  public init() {}

  // MARK: Learning

  /// Learns a person's whole name, or a part of it.
  public mutating func add(name: String) {
    let learner = Learner()
    learner.note(.name, name)
    take(learner)
  }

  /// Learns the console's own host name. The first becomes `console.example`.
  public mutating func add(host: String) {
    book.add(host: host)
    replacer = nil
  }

  /// Learns what `recording` tells of people.
  public mutating func learn(from recording: Recording) {
    for case (let request, _) in recording.steps.compactMap(\.parts) {
      if let program = PageProgramFields.program(in: request.body) { fields.learnHeadings(of: program) }
    }
    for case (let request, let responses) in recording.steps.compactMap(\.parts) {
      // First and last names belong together within one program.
      let learner = Learner()
      if let body = request.body, let program = PageProgramFields.program(in: body) {
        _ = fields.request(body, learner.visit)
        for case .answer(_, let value) in responses { _ = fields.answer(value, to: program, learner.visit) }
      }
      take(learner)
    }
    if case .command(let arguments) = recording.header.subject {
      let learner = Learner()
      _ = Self.mapping(arguments, learner.visit)
      take(learner)
    }
    for input in recording.header.inputs {
      let learner = Learner()
      _ = InputFields.mapping(input.text, learner.visit)
      take(learner)
    }
    _ = recording.mappingTexts { text in
      learn(from: text)
      return text
    }
  }

  /// Learns the emails in a text.
  public mutating func learn(from text: String) {
    let found = EmailScan.all(in: text)
    addresses.formUnion(found.map(\.address))
    // An address that no scan of a longer text could tell from what stands around it, such as `-nina@acme.com`.
    if found.count == 1, found[0].range.lowerBound > 0, found[0].range.upperBound == text.utf8.count, text.utf8.count <= 254,
      !book.isPseudonym(address: found[0].address), text.utf8.count(where: { $0 == UInt8(ascii: "@") }) == 1,
      !text.contains(where: { $0.isWhitespace || ",;:<>()[]\"\\`/?=&%".contains($0) })
    {
      oddAddresses.insert(text.lowercased())
    }
    replacer = nil
  }

  private mutating func take(_ learner: Learner) {
    names.formUnion(learner.names)
    lastNames.formUnion(learner.lastNames)
    texts += learner.texts
    replacer = nil
  }

  // MARK: Applying

  /// The recording with pseudonyms.
  public mutating func apply(to recording: Recording) -> Recording {
    settle()
    var result = recording
    if case .command(let arguments) = recording.header.subject { result.header.subject = .command(apply(toArguments: arguments)) }
    result.header.inputs = recording.header.inputs.map { .init(argument: $0.argument, text: apply(toInput: $0.text)) }
    result.steps = recording.steps.map { step in
      switch step {
      case .exchange(let exchange):
        let (request, responses) = apply(exchange.request, [exchange.response])
        return .exchange(RecordedExchange(request: request, response: responses.first ?? exchange.response))
      case .poll(let poll):
        let (request, states) = apply(poll.request, poll.states)
        return .poll(RecordedPoll(request: request, states: states))
      case .mark: return step
      }
    }
    return result.mappingTexts { apply(to: $0) }
  }

  /// A text with pseudonyms: what a command prints, or a remark.
  public mutating func apply(to text: String) -> String {
    settle()
    guard let replacer else { return text }
    // The odd ones first: the scan would take a part of one for an address.
    return replacer.phrases.apply(to: applyToAddresses(replacer.odd.apply(to: text)))
  }

  /// A command's arguments with pseudonyms, also of a single word where an option says that it is a name.
  public mutating func apply(toArguments arguments: [String]) -> [String] {
    var copy = self
    defer { self = copy }
    return Self.mapping(arguments) { field, value in copy.pseudonym(of: value, field) }.map { copy.apply(to: $0) }
  }

  /// A roster or another file that a command was given, with pseudonyms, also of single words that are the value of a field for names.
  public mutating func apply(toInput text: String) -> String {
    var copy = self
    defer { self = copy }
    return copy.apply(to: InputFields.mapping(text) { field, value in copy.pseudonym(of: value, field) })
  }

  private mutating func apply(_ request: RecordedRequest, _ responses: [RecordedResponse]) -> (RecordedRequest, [RecordedResponse]) {
    guard let body = request.body, let program = PageProgramFields.program(in: body) else { return (request, responses) }
    var copy = self
    defer { self = copy }
    let visit: PageProgramFields.Visit = { copy.pseudonym(of: $1, $0) }
    var request = request
    request.body = fields.request(body, visit)
    let answers = responses.map { response -> RecordedResponse in
      guard case .answer(let status, let value) = response else { return response }
      return .answer(status: status, value: fields.answer(value, to: program, visit))
    }
    return (request, answers)
  }

  /// What stands for the whole value of a field.
  private mutating func pseudonym(of value: String, _ field: PersonalField) -> String {
    switch field {
    case .text: return book.pseudonym(ofText: value)
    case .firstName, .lastName, .name:
      // `Nina Park <nina.park@acme.com>`
      let bytes = Array(value.utf8)
      var out = ""
      var position = 0
      for found in EmailScan.all(in: value) {
        out += book.pseudonym(ofName: String(decoding: bytes[position..<found.range.lowerBound], as: UTF8.self), isLast: field == .lastName)
        out += String(decoding: bytes[found.range], as: UTF8.self)
        position = found.range.upperBound
      }
      return out + book.pseudonym(ofName: String(decoding: bytes[position...], as: UTF8.self), isLast: field == .lastName)
    }
  }

  private mutating func applyToAddresses(_ text: String) -> String {
    let found = EmailScan.all(in: text)
    guard !found.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var position = 0
    for each in found {
      var (start, address) = (each.range.lowerBound, each.address)
      // In a form's encoding a `+` may be a blank, and only what is behind it an address.
      if let behind = each.behindPlus, each.separator.count > 1, addresses.contains(behind.address) { (start, address) = behind }
      let (local, domain) = book.pseudonym(ofAddress: address)
      out += bytes[position..<start]
      out += local.utf8
      out += bytes[each.separator]
      out += domain.utf8
      position = each.range.upperBound
    }
    out += bytes[position...]
    return String(decoding: out, as: UTF8.self)
  }

  private mutating func settle() {
    guard replacer == nil else { return }
    book.settle(addresses: addresses.union(oddAddresses))
    book.settle(texts: texts)
    book.settle(names: names, lastNames: lastNames)
    replacer = (
      PhraseReplacer(book.phrases(addresses: oddAddresses.sorted())), PhraseReplacer(book.phrases(names: names.union(lastNames).sorted()))
    )
  }

  /// `arguments` with what `visit` makes of those that are names.
  private static func mapping(_ arguments: [String], _ visit: PageProgramFields.Visit) -> [String] {
    var field: PersonalField?
    return arguments.map { argument in
      if let known = field {
        field = nil
        return visit(known, argument)
      }
      field = nameOptions[argument]
      guard let equals = argument.firstIndex(of: "="), let known = nameOptions[String(argument[..<equals])] else { return argument }
      return argument[...equals] + visit(known, String(argument[argument.index(after: equals)...]))
    }
  }

  /// Maps every text of a page program that is not the selector pack's.
  static func mappingValues(of program: JSONValue, _ replace: (String) -> String) -> JSONValue {
    switch program {
    case .object(let members):
      .object(
        Dictionary(
          members.sorted { $0.key < $1.key }.map {
            ($0.key, packMembers.contains($0.key) ? $0.value : mappingValues(of: $0.value, replace))
          },
          uniquingKeysWith: { first, _ in first }))
    case .array(let values): .array(values.map { mappingValues(of: $0, replace) })
    default: program.mappingTexts(replace)
    }
  }
}

/// Collects what fields tell.
private final class Learner {
  private(set) var names: Set<String> = []
  private(set) var lastNames: Set<String> = []
  private(set) var texts: [String] = []
  private var first: String?
  private var last: String?

  func visit(_ field: PersonalField, _ value: String) -> String {
    note(field, value)
    return value
  }

  func note(_ field: PersonalField, _ value: String) {
    switch field {
    case .text: texts.append(value)
    case .name: names.formUnion(Self.names(in: value))
    case .firstName:
      names.formUnion(Self.names(in: value))
      first = value
      addWhole()
    case .lastName:
      lastNames.formUnion(Self.names(in: value))
      last = value
      addWhole()
    }
  }

  private func addWhole() {
    guard let first, let last else { return }
    names.insert(first + " " + last)
    lastNames.insert(last + ", " + first)
    // Each pair once: the next first name of a table is another person's.
    (self.first, self.last) = (nil, nil)
  }

  /// The name in a value; of `Nina Park <nina.park@acme.com>` only what is no address.
  private static func names(in value: String) -> [String] {
    let bytes = Array(value.utf8)
    var names: [String] = []
    var position = 0
    for range in EmailScan.all(in: value).map(\.range) + [bytes.count..<bytes.count] {
      let part = String(decoding: bytes[position..<range.lowerBound], as: UTF8.self)
      position = range.upperBound
      if let start = part.firstIndex(where: { $0.isLetter || $0.isNumber }), let end = part.lastIndex(where: { $0.isLetter || $0.isNumber })
      {
        names.append(String(part[start...end]))
      }
    }
    return names
  }
}

extension RecordedStep {
  /// The command and its answers; `nil` for a mark.
  fileprivate var parts: (RecordedRequest, [RecordedResponse])? {
    switch self {
    case .exchange(let exchange): (exchange.request, [exchange.response])
    case .poll(let poll): (poll.request, poll.states)
    case .mark: nil
    }
  }
}
