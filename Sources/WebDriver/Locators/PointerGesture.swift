/// What the pointer does over an element besides a click, as one "Perform Actions".
///
/// The first step moves the pointer to the element: where that is refused, nothing was pressed.
struct PointerGesture {
  private let steps: [JSONValue]

  static let hover = PointerGesture(steps: [])
  static let doubleClick = PointerGesture(steps: [press, release, press, release])

  private static let press: JSONValue = ["type": "pointerDown", "button": 0]
  private static let release: JSONValue = ["type": "pointerUp", "button": 0]

  func perform(on element: ElementReference, in session: Session) async throws {
    let move: JSONValue = ["type": "pointerMove", "duration": 0, "origin": element.json, "x": 0, "y": 0]
    let mouse: JSONValue = [
      "type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"], "actions": .array([move] + steps),
    ]
    _ = try await session.perform(PerformPointerActions(actions: [mouse]))
  }
}

private struct PerformPointerActions: SessionCommand {
  typealias Answer = Nothing
  static let name = "performActions"
  let actions: [JSONValue]
  var method: WireRequest.Method { .post }
  var path: [String] { ["actions"] }
  var body: JSONValue? { ["actions": .array(actions)] }
}
