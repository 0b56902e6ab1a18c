public import Secrets

// What the pointer, the keyboard and the window do. Each is one command that waits in the page, and one that acts.
extension LocatedElement {
  /// Clicks as a person would, with trusted events, once the element stands still, is enabled and would receive the click.
  ///
  /// Where the driver refuses because something came in between, it certainly did not click, and it is looked again until the time limit.
  /// Whatever else fails is never tried again: the click may have happened.
  @discardableResult
  public func click(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "click", timeout, fileID, line)
    return try await waiting.act(on: request(.click, .hand)) { [locator] in try await $0.click($1, name: locator.description) }
  }

  /// Clicks twice in quick succession.
  @discardableResult
  public func doubleClick(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "double-click", timeout, fileID, line)
    return try await waiting.act(on: request(.click, .hand)) { try await PointerGesture.doubleClick.perform(on: $1, in: $0) }
  }

  /// Moves the pointer over the element. One that never stands still is pointed at all the same, after 300 ms.
  @discardableResult
  public func hover(timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "hover over", timeout, fileID, line)
    return try await waiting.act(on: request(.hover, .hand)) { try await PointerGesture.hover.perform(on: $1, in: $0) }
  }

  /// Types at the end of what is there, key by key, with trusted events. To replace what is there, see `fill`.
  ///
  /// WebKitGTK replaces the text of a field that has no focus yet: its driver selects it by focusing (docs/engines.md).
  @discardableResult
  public func type(_ text: String, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "type into", timeout, fileID, line)
    return try await waiting.act(on: request(.typing, .hand)) { try await $0.type(text, into: $1) }
  }

  /// Types a secret, which only the wire sees.
  @discardableResult
  public func type(_ secret: Secret, timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport {
    var waiting = waiting(to: "type into", timeout, hiding: secret, fileID, line)
    return try await waiting.act(on: request(.typing, .hand)) { try await $0.type(secret, into: $1) }
  }

  /// Presses a key while the element has the focus, with others held down.
  @discardableResult
  public func press(_ key: Key, holding modifiers: [Key] = [], timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line)
    async throws -> ActionReport
  {
    let keys = (modifiers + [key]).map(\.rawValue).joined() + (modifiers.isEmpty ? "" : Key.null.rawValue)
    var waiting = waiting(to: "press a key in", timeout, fileID, line)
    return try await waiting.act(on: request(.keys, .hand)) { try await $0.type(keys, into: $1) }
  }

  /// Puts files into a file field, which may be hidden. Paths are those of the machine that the browser runs on.
  /// `paths` are absolute; several only where the field takes several.
  @discardableResult
  public func upload(_ paths: [String], timeout: Duration? = nil, fileID: String = #fileID, line: Int = #line) async throws -> ActionReport
  {
    var waiting = waiting(to: "upload to", timeout, fileID, line)
    return try await waiting.act(on: request(.upload, .hand)) { try await $0.type(paths.joined(separator: "\n"), into: $1) }
  }
}
