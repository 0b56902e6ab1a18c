/// What a person is asked to point at on the page that is open.
package struct PointingRequest: Sendable {
  /// What may be meant by pointing.
  package enum Kind: String, Sendable {
    /// A field for text.
    case fill
    /// A box or a radio button.
    case tick
    /// A list to choose from.
    case choose
    /// A button or link.
    case click
    /// A text.
    case text
    /// A table.
    case table
    /// A cell or heading of a table, for its column.
    case column
  }

  /// What the person can press instead of pointing.
  package enum Act: String, Sendable, Decodable {
    /// Something was pointed at.
    case pointed
    /// Not now.
    case skip
    /// It is not on this page.
    case absent
    /// Once more what was asked before.
    case back
    /// Uses the page for a while; never an answer.
    case use
    /// The page that was asked for is open.
    case here
    /// Puts the panel elsewhere; never an answer.
    case move
    /// No more.
    case stop
    /// Nothing yet.
    case none
    /// Another page is open than the one that was asked about.
    case elsewhere
    /// The panel went away with its page.
    case gone
  }

  /// Where one is: `technician, 3 of 7`.
  package var title: String
  /// What is asked for, in words.
  package var question: String
  /// Its name.
  package var name: String
  /// More about it, a line each.
  package var remarks: [String] = []
  /// Why the answer before was none.
  package var problem: String?
  /// What may be meant.
  package var kind = Kind.text
  /// The same in words: `a button or link`.
  package var fits = ""
  /// What it stands in; it is framed, and nothing else can be pointed at.
  package var place: ElementReference?
  /// The row that it stands in, by the texts of some of its cells.
  package var row: (table: ElementReference, texts: [String])?
  /// The address of the page that is asked about.
  package var address: String?
  /// What can be pressed in the panel.
  package var acts: [Act] = [.skip, .absent, .use, .move, .stop]
  /// Whether the page is the person's to use, and nothing is pointed at.
  package var isFree = false

  /// A request; see the properties.
  package init(title: String, question: String, name: String) { (self.title, self.question, self.name) = (title, question, name) }

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "verb": "show", "title": .string(title), "question": .string(question), "name": .string(name),
      "remarks": .array(remarks.map { .string($0) }), "kind": .string(kind.rawValue), "fits": .string(fits),
      "acts": .array(acts.map { .string($0.rawValue) }), "isFree": .bool(isFree),
    ]
    members["problem"] = problem.map { .string($0) }
    members["place"] = place?.json
    members["row"] = row.map { ["table": $0.table.json, "texts": .array($0.texts.map { .string($0) })] }
    members["address"] = address.map { .string($0) }
    return .object(members)
  }
}

/// What a person answered.
package struct PointingAnswer: Sendable, Decodable {
  /// What they did.
  package let act: PointingRequest.Act
  /// The page's whole address.
  package let address: String
  /// What they pointed at: not the very thing under the pointer, but the field, button or table that is meant by it.
  package let element: ElementReference?
  /// Of a column: its heading.
  package let heading: String?
  /// Of a column: all headings of its table.
  package let headings: [String]?
  /// Of a box: its label.
  package let label: String?
  /// What it stands in that has an id or hook, from the inside out. At most six.
  package let around: [Surrounding]?

  /// Something that what was pointed at stands in.
  package struct Surrounding: Sendable, Decodable {
    /// The element.
    package let element: ElementReference
    /// Its `id`; empty if it has none.
    package let id: String
    /// Test ids, and classes that scripts go by.
    package let hooks: [String]
  }
}

extension Session {
  /// Asks a person to point at something, and waits until they have answered, however long that takes. The page learns nothing of it, unless
  /// they choose to use it.
  ///
  /// The panel stays until ``endPointing()``.
  ///
  /// - Parameter shown: is called once the panel stands; again where it went away with its page and stands on the next.
  package func pointing(_ request: PointingRequest, shown: () async throws -> Void) async throws -> PointingAnswer {
    while true {
      try Task.checkCancellation()
      do {
        // A dialog ends the script with nothing.
        guard let standing = try await point(request.json) else { continue }
        if standing.act == .elsewhere { return standing }
        try await shown()
        while let answer = try await point(["verb": "wait", "limit": .int(Self.roundOfWaiting)]), answer.act != .gone {
          if answer.act != .none { return answer }
        }
      } catch let error as WebDriverError where error.isNavigationDuringScript {
        continue
      } catch let error as WebDriverError where error.code == .unexpectedAlertOpen {
        // The person sees it, and closes it.
        try await clock.sleep(.milliseconds(500))
      }
    }
  }

  /// Takes the panel away.
  package func endPointing() async throws { _ = try await point(["verb": "end"]) }

  /// In milliseconds. The driver does nothing else meanwhile.
  private static let roundOfWaiting = 2_000

  private func point(_ order: JSONValue) async throws -> PointingAnswer? {
    try await perform(
      Commands.ExecuteAsyncScript<PointingAnswer?>(
        script: PageScripts.pointing, arguments: [order], purpose: "asking a person to point"))
  }
}
