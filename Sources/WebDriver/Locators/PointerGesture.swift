/// What the pointer does over an element besides a click, as one "Perform Actions".
///
/// The first step moves the pointer to the element: where that is refused, nothing was pressed.
enum PointerGesture {
  case hover, doubleClick

  func perform(on element: ElementReference, in session: Session) async throws {
    let presses: [PointerAction] =
      switch self {
      case .hover: []
      case .doubleClick: [.down(), .up(), .down(), .up()]
      }
    try await session.perform([.mouse([.move(to: .element(element), duration: .zero)] + presses)])
  }
}
