extension Session {
  /// Whether a box is ticked or an option chosen.
  public func isSelected(_ element: ElementReference) async throws -> Bool {
    try await perform(Commands.IsElementSelected(element: element))
  }

  /// Whether a control can be used.
  public func isEnabled(_ element: ElementReference) async throws -> Bool { try await perform(Commands.IsElementEnabled(element: element)) }

  /// Whether the element is rendered visibly, by the drivers' common notion of it.
  public func isDisplayed(_ element: ElementReference) async throws -> Bool {
    try await perform(Commands.IsElementDisplayed(element: element))
  }

  /// An attribute as written in the markup; `nil` where it is absent.
  public func attribute(_ name: String, of element: ElementReference) async throws -> String? {
    try await perform(Commands.GetElementAttribute(element: element, name: name))
  }

  /// A property of the element's object, such as `value` or `validity`.
  public func property<Value: Decodable & Sendable>(
    _ name: String, of element: ElementReference, as type: Value.Type = Value.self
  ) async throws -> Value {
    try await perform(Commands.GetElementProperty<Value>(element: element, name: name))
  }

  /// A computed style, such as `background-color`.
  public func cssValue(_ property: String, of element: ElementReference) async throws -> String {
    try await perform(Commands.GetElementCSSValue(element: element, name: property))
  }

  /// The text as it is rendered.
  public func text(of element: ElementReference) async throws -> String { try await perform(Commands.GetElementText(element: element)) }

  /// The tag's name.
  public func tagName(of element: ElementReference) async throws -> String {
    try await perform(Commands.GetElementTagName(element: element))
  }

  /// Where the element stands in its document.
  public func rect(of element: ElementReference) async throws -> ElementRect {
    try await perform(Commands.GetElementRect(element: element))
  }

  /// The role that assistive technology is told (WAI-ARIA).
  public func computedRole(of element: ElementReference) async throws -> String {
    try await perform(Commands.GetComputedRole(element: element))
  }

  /// The name that assistive technology is told.
  public func computedLabel(of element: ElementReference) async throws -> String {
    try await perform(Commands.GetComputedLabel(element: element))
  }
}
