public import Secrets

extension Session {
  /// The first element at `location`, now. Prefer a locator, which waits and refuses a second match.
  public func find(_ location: ElementLocation) async throws -> ElementReference {
    try await perform(Commands.FindElement(location: location)).found(by: location)
  }

  /// All elements at `location`, now.
  public func findAll(_ location: ElementLocation) async throws -> [ElementReference] {
    try await perform(Commands.FindElements(location: location)).found(by: location)
  }

  /// The first element at `location` inside `element`, now.
  public func find(_ location: ElementLocation, in element: ElementReference) async throws -> ElementReference {
    try await perform(Commands.FindElementFromElement(element: element, location: location)).found(by: location, in: element.foundBy)
  }

  /// All elements at `location` inside `element`, now.
  public func findAll(_ location: ElementLocation, in element: ElementReference) async throws -> [ElementReference] {
    try await perform(Commands.FindElementsFromElement(element: element, location: location)).found(by: location, in: element.foundBy)
  }

  /// The first element at `location` inside a shadow root, now.
  public func find(_ location: ElementLocation, in root: ShadowRootReference) async throws -> ElementReference {
    try await perform(Commands.FindElementFromShadowRoot(root: root, location: location)).found(by: location, in: root.foundBy)
  }

  /// All elements at `location` inside a shadow root, now.
  public func findAll(_ location: ElementLocation, in root: ShadowRootReference) async throws -> [ElementReference] {
    try await perform(Commands.FindElementsFromShadowRoot(root: root, location: location)).found(by: location, in: root.foundBy)
  }

  /// The element that has the focus.
  public func activeElement() async throws -> ElementReference {
    var element = try await perform(Commands.GetActiveElement())
    element.foundBy = "the focused element"
    return element
  }

  /// The shadow root of an element. Chromium answers one of the browser's own for some controls.
  public func shadowRoot(of element: ElementReference) async throws -> ShadowRootReference {
    var root = try await perform(Commands.GetElementShadowRoot(element: element))
    root.foundBy = element.foundBy.map { "the shadow root of \($0)" }
    return root
  }

  /// Clicks as a person would, with trusted events. `name` says for error texts what is clicked, where it was found by a script.
  ///
  /// The specification does not check that a control is enabled: a click on a disabled button answers success and does nothing.
  public func click(_ element: ElementReference, name: String? = nil) async throws {
    var element = element
    if let name { element.foundBy = name }
    _ = try await perform(Commands.ElementClick(element: element))
  }

  /// Empties a field.
  public func clear(_ element: ElementReference) async throws { _ = try await perform(Commands.ElementClear(element: element)) }

  /// Types at the end of what is there. ``Key`` has the keys without a character.
  public func type(_ text: String, into element: ElementReference) async throws {
    _ = try await perform(Commands.ElementSendKeys(element: element, text: .string(text)))
  }

  /// Types a secret, which only the wire sees.
  public func type(_ secret: Secret, into element: ElementReference) async throws {
    _ = try await perform(Commands.ElementSendKeys(element: element, text: .secret(secret)))
  }

  /// Chooses files of the browser's machine for a file input. An input that takes several adds to those it has.
  public func upload(_ paths: [String], into element: ElementReference) async throws {
    try await type(paths.joined(separator: "\n"), into: element)
  }
}

extension ElementReference {
  fileprivate func found(by location: ElementLocation, in outer: String? = nil) -> ElementReference {
    ElementReference(id: id, foundBy: location.description(in: outer))
  }
}

extension [ElementReference] {
  fileprivate func found(by location: ElementLocation, in outer: String? = nil) -> [ElementReference] {
    let description = location.description(in: outer)
    return enumerated().map {
      ElementReference(id: $1.id, foundBy: count == 1 ? description : "\(description), number \($0 + 1) of \(count)")
    }
  }
}
