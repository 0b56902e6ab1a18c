/// What is to hold of a locator's match. Each method waits until it does, in the page and in one command, and throws ``WaitError`` with
/// ``WaitError/Code/notExpected`` and all that it saw in turn where it does not come about in time.
public struct Expectation: Sendable {
  let element: LocatedElement

  /// One match is visible.
  public func toBeVisible(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await wait("to be visible", ["what": "visible"], timeout, fileID, line)
  }

  /// No match is visible, or there is none.
  public func toBeHidden(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await wait("to be hidden", ["what": "hidden"], timeout, fileID, line)
  }

  /// It has this text, white space squeezed.
  public func toHaveText(_ text: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await toHaveText(.exactly(text), timeout: timeout, fileID: fileID, line: line)
  }

  /// Its text passes.
  public func toHaveText(_ text: TextMatch, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await wait("to have text \(text)", ["what": "text", "text": text.json], timeout, fileID, line)
  }

  /// Its text has `text` in it.
  public func toContainText(_ text: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await toHaveText(.containing(text), timeout: timeout, fileID: fileID, line: line)
  }

  /// The matches have these texts, in this order, and there are no others.
  public func toHaveTexts(_ texts: [String], timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    let matches = texts.map(TextMatch.exactly)
    try await wait(
      "to have texts \(matches.map(\.description).joined(separator: ", "))", ["what": "texts", "texts": .array(matches.map(\.json))],
      timeout, fileID, line)
  }

  /// The field has this value.
  public func toHaveValue(_ text: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await toHaveValue(.exactly(text), timeout: timeout, fileID: fileID, line: line)
  }

  /// The field's value passes. What stands in a password field is never said.
  public func toHaveValue(_ text: TextMatch, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await wait("to have value \(text)", ["what": "value", "text": text.json], timeout, fileID, line)
  }

  /// It has the attribute with this value.
  public func toHaveAttribute(
    _ name: String, _ value: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line
  ) async throws {
    try await toHaveAttribute(name, .exactly(value), timeout: timeout, fileID: fileID, line: line)
  }

  /// It has the attribute, and its value passes.
  public func toHaveAttribute(
    _ name: String, _ value: TextMatch, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line
  ) async throws {
    try await wait(
      "to have attribute \(name) \(value)", ["what": "attribute", "name": .string(name), "text": value.json], timeout, fileID, line)
  }

  /// The box is ticked, or not.
  public func toBeChecked(_ checked: Bool = true, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await wait("to be \(checked ? "" : "un")checked", ["what": "checked", "state": .bool(checked)], timeout, fileID, line)
  }

  /// It can be used.
  public func toBeEnabled(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await wait("to be enabled", ["what": "enabled", "state": true], timeout, fileID, line)
  }

  /// It cannot be used.
  public func toBeDisabled(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await wait("to be disabled", ["what": "enabled", "state": false], timeout, fileID, line)
  }

  /// It has the focus.
  public func toBeFocused(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await wait("to be focused", ["what": "focused", "state": true], timeout, fileID, line)
  }

  /// So many elements match, hidden ones too.
  public func toHaveCount(_ count: Int, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await wait("to have count \(count)", ["what": "count", "count": .int(count)], timeout, fileID, line)
  }

  private func wait(
    _ words: String, _ expected: [String: JSONValue], _ timeout: Duration?, _ fileID: String, _ line: Int
  ) async throws {
    var waiting = element.waiting(to: words, timeout, fileID, line)
    _ = try await waiting.answer(to: element.request(.attached, .expect(expected)))
  }
}

extension Session {
  /// What is to hold of what `locator` matches.
  public func expect(_ locator: Locator, options: WaitOptions? = nil) -> Expectation {
    Expectation(element: locate(locator, options: options))
  }

  /// Waits until the page's address passes: the whole of it, or path, query and fragment alone.
  public func expectAddress(
    matching text: TextMatch, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line
  ) async throws {
    try await expectPage("address", text, timeout, fileID, line)
  }

  /// Waits until the page's title passes.
  public func expectTitle(
    matching text: TextMatch, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line
  ) async throws {
    try await expectPage("title", text, timeout, fileID, line)
  }

  /// Waits until the page has this title.
  public func expectTitle(_ text: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws {
    try await expectTitle(matching: .exactly(text), timeout: timeout, fileID: fileID, line: line)
  }

  private func expectPage(_ what: String, _ text: TextMatch, _ timeout: Duration?, _ fileID: String, _ line: Int) async throws {
    var waiting = Waiting(
      on: self, to: "to be \(text)", "the page's \(what)", timeout: timeout ?? WaitOptions.current.timeout, fileID: fileID, line: line)
    _ = try await waiting.answer(to: LocatorRequest(purpose: .expect(["what": .string(what), "text": text.json])))
  }
}
