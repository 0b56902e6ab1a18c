/// What an action needs of its target before it is carried out.
struct ActionNeeds: Sendable, Hashable {
  /// What an element must be for an action to make sense.
  enum Target: String, Sendable { case text, box, select, file }

  /// It has a box and is not `visibility: hidden`.
  var visible = false
  /// It stood still for two frames.
  var stable = false
  /// It is the topmost at the point where the pointer would be, or around it, or labelled by it.
  var events = false
  /// Neither it nor what is around it is disabled.
  var enabled = false
  /// It is not read-only.
  var editable = false
  /// It need not stand still for ever: an endless animation does no harm.
  var bearsUnrest = false
  var target: Target?

  static let attached = ActionNeeds()
  static let click = ActionNeeds(visible: true, stable: true, events: true, enabled: true)
  // The box is ticked in the page, not at a point of the window.
  static let check = ActionNeeds(visible: true, stable: true, events: true, enabled: true, bearsUnrest: true, target: .box)
  static let hover = ActionNeeds(visible: true, stable: true, events: true, bearsUnrest: true)
  static let fill = ActionNeeds(visible: true, enabled: true, editable: true, target: .text)
  static let typing = ActionNeeds(visible: true, enabled: true, editable: true)
  static let shown = ActionNeeds(visible: true)
  static let select = ActionNeeds(visible: true, enabled: true, target: .select)
  static let keys = ActionNeeds(visible: true, enabled: true)
  static let screenshot = ActionNeeds(visible: true, stable: true, bearsUnrest: true)
  // Pages hide the field behind a button of their own.
  static let upload = ActionNeeds(enabled: true, target: .file)

  var json: JSONValue {
    [
      "visible": .bool(visible), "stable": .bool(stable), "events": .bool(events), "enabled": .bool(enabled), "editable": .bool(editable),
      "bearsUnrest": .bool(bearsUnrest), "kind": target.map { .string($0.rawValue) } ?? .null,
    ]
  }
}

/// What the script in the page (`locator.js`) is asked.
struct LocatorRequest: Sendable {
  enum Purpose: Sendable {
    /// Hand out the element.
    case hand
    /// Bring it into a state.
    case act([String: JSONValue])
    /// Read something of the one element.
    case read([String: JSONValue])
    /// Read something of all matches, now.
    case all([String: JSONValue])
    /// Wait until it holds.
    case expect([String: JSONValue])
  }

  /// `nil` where the page as a whole is meant.
  var locator: Locator?
  var needs = ActionNeeds.attached
  var purpose: Purpose

  /// - Parameters:
  ///   - deadline: how long the script may wait.
  ///   - pause: how long it waits before it looks at all.
  func json(deadline: Duration, pause: Duration) -> JSONValue {
    var members: [String: JSONValue] = [
      "deadline": .int(max(0, deadline.wholeMilliseconds)), "pause": .int(pause.wholeMilliseconds), "needs": needs.json,
    ]
    members["locator"] = locator?.json
    switch purpose {
    case .hand: break
    case .act(let act): members["act"] = .object(act)
    case .read(let read): members["read"] = .object(read)
    case .all(let all): members["all"] = .object(all)
    case .expect(let expected): members["expect"] = .object(expected)
    }
    return .object(members)
  }
}
