public import Secrets

extension Session {
  /// The first element at `location`, now. Prefer a ``PageProgram``, which waits and refuses a second match.
  public func find(_ location: ElementLocation) async throws -> ElementReference {
    try await perform(Commands.FindElement(location: location))
  }

  /// All elements at `location`, now.
  public func findAll(_ location: ElementLocation) async throws -> [ElementReference] {
    try await perform(Commands.FindElements(location: location))
  }

  /// The first element at `location` inside `element`, now.
  public func find(_ location: ElementLocation, in element: ElementReference) async throws -> ElementReference {
    try await perform(Commands.FindElementFromElement(element: element, location: location))
  }

  /// The element that has the focus.
  public func activeElement() async throws -> ElementReference { try await perform(Commands.GetActiveElement()) }

  /// Whether a box is ticked or an option chosen.
  public func isSelected(_ element: ElementReference) async throws -> Bool {
    try await perform(Commands.IsElementSelected(element: element))
  }

  /// Whether a control can be used.
  public func isEnabled(_ element: ElementReference) async throws -> Bool { try await perform(Commands.IsElementEnabled(element: element)) }

  /// An attribute as written in the markup; `nil` where it is absent.
  public func attribute(_ name: String, of element: ElementReference) async throws -> String? {
    try await perform(Commands.GetElementAttribute(element: element, attribute: name))
  }

  /// The text as it is rendered.
  public func text(of element: ElementReference) async throws -> String { try await perform(Commands.GetElementText(element: element)) }

  /// The tag's name.
  public func tagName(of element: ElementReference) async throws -> String {
    try await perform(Commands.GetElementTagName(element: element))
  }

  /// Clicks as a person would, with trusted events. `name` says for error texts what is clicked.
  ///
  /// The specification does not check that a control is enabled: a click on a disabled button answers success and does nothing.
  public func click(_ element: ElementReference, name: String? = nil) async throws {
    _ = try await perform(Commands.ElementClick(element: element, target: name))
  }

  /// Empties a field.
  public func clear(_ element: ElementReference) async throws { _ = try await perform(Commands.ElementClear(element: element)) }

  /// Types at the end of what is there.
  public func type(_ text: String, into element: ElementReference) async throws {
    _ = try await perform(Commands.ElementSendKeys(element: element, text: .string(text)))
  }

  /// Types a secret, which only the wire sees.
  public func type(_ secret: Secret, into element: ElementReference) async throws {
    _ = try await perform(Commands.ElementSendKeys(element: element, text: .secret(secret)))
  }
}
