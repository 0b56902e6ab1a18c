// What is read, in the same script that finds the element: it cannot be stale. Each waits for the element to be there.
extension LocatedElement {
  /// The text as it is shown, white space squeezed.
  public func text(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> String {
    try await read("text", as: "read the text of", timeout, fileID, line) ?? ""
  }

  /// The text as it is shown, with its lines.
  public func innerText(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> String {
    try await read("innerText", as: "read the text of", timeout, fileID, line) ?? ""
  }

  /// The text with what is not shown.
  public func textContent(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> String {
    try await read("textContent", as: "read the text of", timeout, fileID, line) ?? ""
  }

  /// What stands in a field; of a list the value of the chosen option. Empty for a password field, out of which nothing is read.
  public func value(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> String {
    try await read("value", as: "read the value of", timeout, fileID, line) ?? ""
  }

  /// An attribute as written in the markup; `nil` where it is absent, and for the value of a password field.
  public func attribute(_ name: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> String? {
    try await read("attribute", name: name, as: "read an attribute of", timeout, fileID, line)
  }

  /// A property of the computed style.
  public func style(_ property: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> String {
    try await read("style", name: property, as: "read the style of", timeout, fileID, line) ?? ""
  }

  /// The accessible name, as the locators see it.
  public func accessibleName(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> String {
    try await read("name", as: "read the name of", timeout, fileID, line) ?? ""
  }

  /// The tag's name, in lower case.
  public func tagName(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> String {
    try await read("tag", as: "read the tag of", timeout, fileID, line) ?? ""
  }

  /// The element as markup.
  public func html(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> String {
    try await read("html", as: "read the markup of", timeout, fileID, line) ?? ""
  }

  /// What is inside the element as markup.
  public func innerHTML(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> String {
    try await read("innerHTML", as: "read the markup of", timeout, fileID, line) ?? ""
  }

  /// Whether a box is ticked.
  public func isChecked(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> Bool {
    try await read("checked", needs: .box, as: "read the state of", timeout, fileID, line) == "true"
  }

  /// Whether neither the element nor what is around it is disabled.
  public func isEnabled(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> Bool {
    try await read("enabled", as: "read the state of", timeout, fileID, line) == "true"
  }

  /// Whether text can be put in now.
  public func isEditable(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> Bool {
    try await read("editable", as: "read the state of", timeout, fileID, line) == "true"
  }

  /// Whether the element has the focus.
  public func isFocused(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> Bool {
    try await read("focused", as: "read the state of", timeout, fileID, line) == "true"
  }

  /// Whether one match is visible now. No match is an answer; several visible ones are not.
  public func isVisible(fileID: String = #fileID, line: Int = #line) async throws -> Bool {
    try await all("visible", as: "look at", fileID, line).count == 1
  }

  /// How many elements match now, hidden ones too. For the visible ones ask ``Locator/visible``.
  public func count(fileID: String = #fileID, line: Int = #line) async throws -> Int {
    try await all("count", as: "count", fileID, line).count ?? 0
  }

  /// The texts of all matches as they are shown now, white space squeezed.
  public func allTexts(fileID: String = #fileID, line: Int = #line) async throws -> [String] {
    try await all("texts", as: "read the texts of", fileID, line).texts ?? []
  }

  /// References to all matches there are now.
  public func allElements(fileID: String = #fileID, line: Int = #line) async throws -> [ElementReference] {
    try await all("nodes", as: "find", fileID, line).nodes ?? []
  }

  /// A reference to the element, for the session's own commands. Good until the page, or this part of it, goes.
  public func element(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ElementReference {
    var waiting = waiting(to: "find", timeout, fileID, line)
    return try await waiting.element(request(.attached, .hand))
  }

  /// A reference to the element once it is visible and stands still: for a picture of it.
  public func settledElement(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ElementReference {
    var waiting = waiting(to: "settle", timeout, fileID, line)
    return try await waiting.element(request(.screenshot, .hand))
  }

  /// Place and size in the window, in CSS pixels.
  public func boundingBox(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> BoundingBox {
    var waiting = waiting(to: "measure", timeout, fileID, line)
    let numbers = try await waiting.answer(to: request(.attached, .read(["what": "box"]))).numbers ?? []
    guard numbers.count == 4 else { throw waiting.noAnswer() }
    return BoundingBox(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
  }

  /// Place and size in the window, in CSS pixels.
  public struct BoundingBox: Sendable, Hashable {
    /// From the left edge of what is shown.
    public let x: Double
    /// From the upper edge of what is shown.
    public let y: Double
    /// Width.
    public let width: Double
    /// Height.
    public let height: Double
  }

  private func read(
    _ what: String, name: String? = nil, needs target: ActionNeeds.Target? = nil, as action: String, _ timeout: Duration?, _ fileID: String,
    _ line: Int
  ) async throws -> String? {
    var waiting = waiting(to: action, timeout, fileID, line)
    var read: [String: JSONValue] = ["what": .string(what)]
    read["name"] = name.map { .string($0) }
    return try await waiting.answer(to: request(ActionNeeds(target: target), .read(read))).text
  }

  private func all(_ what: String, as action: String, _ fileID: String, _ line: Int) async throws -> LocatorAnswer {
    // It is answered at the first look. The time is for a page that is being left.
    var waiting = waiting(to: action, nil, fileID, line)
    return try await waiting.answer(to: request(.attached, .all(["what": .string(what)])))
  }
}
