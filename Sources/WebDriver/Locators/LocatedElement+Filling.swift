public import Secrets

// What is done in the page itself, in the one command that also waits: values of fields, and what can be done without the pointer.
extension LocatedElement {
  /// Puts `text` in the place of what is there, with the events that frameworks look for, and checks that the page keeps it.
  ///
  /// A page that resets it (one that wakes up late does so once) gets it up to three times.
  @discardableResult
  public func fill(_ text: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "fill", timeout, fileID, line)
    return waiting.report(try await waiting.answer(to: request(.fill, .act(["fill": .string(text)]))))
  }

  /// Puts in a secret, which only the wire sees: not even an error of a page that shows it will.
  @discardableResult
  public func fill(_ secret: Secret, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "fill", timeout, hiding: secret, fileID, line)
    return waiting.report(try await waiting.answer(to: request(.fill, .act(["fill": .secret(secret), "secret": true]))))
  }

  /// Empties the field.
  @discardableResult
  public func clear(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "clear", timeout, fileID, line)
    return waiting.report(try await waiting.answer(to: request(.fill, .act(["fill": ""]))))
  }

  /// Ticks a box, if it is not ticked.
  @discardableResult
  public func check(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    try await setChecked(true, timeout: timeout, fileID: fileID, line: line)
  }

  /// Unticks a box, if it is ticked.
  @discardableResult
  public func uncheck(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    try await setChecked(false, timeout: timeout, fileID: fileID, line: line)
  }

  /// Brings a box, or what has the role of one, into a state, and checks that it stays there.
  @discardableResult
  public func setChecked(_ checked: Bool, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws
    -> ActionReport
  {
    var waiting = waiting(to: checked ? "check" : "uncheck", timeout, fileID, line)
    return waiting.report(try await waiting.answer(to: request(.check, .act(["check": .bool(checked)]))))
  }

  /// Chooses the option of a list that is called so.
  @discardableResult
  public func select(option text: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws
    -> ActionReport
  {
    try await select(option: .exactly(text), timeout: timeout, fileID: fileID, line: line)
  }

  /// Chooses the one option of a list whose text passes.
  @discardableResult
  public func select(option text: TextMatch, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws
    -> ActionReport
  {
    var waiting = waiting(to: "select option \(text) of", timeout, fileID, line)
    return waiting.report(try await waiting.answer(to: request(.select, .act(["option": text.json]))))
  }

  /// Chooses the option of a list that has this value.
  @discardableResult
  public func select(value: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "select value \"\(value)\" of", timeout, fileID, line)
    return waiting.report(try await waiting.answer(to: request(.select, .act(["optionValue": .string(value)]))))
  }

  /// Gives the element the focus.
  @discardableResult
  public func focus(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "focus", timeout, fileID, line)
    return waiting.report(try await waiting.answer(to: request(.keys, .act(["focus": true]))))
  }

  /// Scrolls the element into view.
  @discardableResult
  public func scrollIntoView(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "scroll to", timeout, fileID, line)
    return waiting.report(try await waiting.answer(to: request(.shown, .act(["scroll": true]))))
  }
}
