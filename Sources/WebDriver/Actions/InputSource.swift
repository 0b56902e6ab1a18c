public import Secrets

/// One input device and what it does, tick by tick (specification, "Actions"). The sources of one `perform` move in step: the first action of
/// each, then the second of each, and so on.
public struct InputSource: Sendable, Hashable {
  /// The kinds of device with their actions.
  public enum Actions: Sendable, Hashable {
    /// A keyboard.
    case key([KeyAction])
    /// A mouse, a pen or a finger.
    case pointer(PointerKind, [PointerAction])
    /// A wheel.
    case wheel([WheelAction])
    /// Nothing but pauses, for others to keep step with.
    case pauses([Duration])
  }

  /// The device's name. The remote end keeps what a device holds down from one `perform` to the next under this name.
  public var id: String
  /// What it does.
  public var actions: Actions

  /// A source; see the properties.
  public init(id: String, actions: Actions) {
    self.id = id
    self.actions = actions
  }

  /// A keyboard.
  public static func keys(_ actions: [KeyAction], id: String = "keyboard") -> InputSource { InputSource(id: id, actions: .key(actions)) }
  /// A mouse.
  public static func mouse(_ actions: [PointerAction], id: String = "mouse") -> InputSource {
    InputSource(id: id, actions: .pointer(.mouse, actions))
  }
  /// A pen.
  public static func pen(_ actions: [PointerAction], id: String = "pen") -> InputSource {
    InputSource(id: id, actions: .pointer(.pen, actions))
  }
  /// A finger. Two fingers are two sources with names of their own.
  public static func touch(_ actions: [PointerAction], id: String = "finger") -> InputSource {
    InputSource(id: id, actions: .pointer(.touch, actions))
  }
  /// A wheel.
  public static func wheel(_ actions: [WheelAction], id: String = "wheel") -> InputSource { InputSource(id: id, actions: .wheel(actions)) }
}

/// The kinds of pointer.
public enum PointerKind: String, Sendable, Hashable {
  /// A mouse.
  case mouse
  /// A pen, with pressure and tilt.
  case pen
  /// A finger.
  case touch
}

/// What a keyboard does in one tick.
public enum KeyAction: Sendable, Hashable {
  /// Presses a key and holds it.
  case down(Key)
  /// Lets a key go.
  case up(Key)
  /// Presses a key that nobody must see, and holds it.
  case downSecret(Secret)
  /// Lets a key go that nobody must see.
  case upSecret(Secret)
  /// Does nothing for so long.
  case pause(Duration = .zero)

  /// Types a secret, letter by letter. What is sent shows how many there are, and of each no more than the secret's placeholder.
  public static func type(_ secret: Secret) -> [KeyAction] {
    secret.reveal { text in
      text.flatMap { letter -> [KeyAction] in
        let key = Secret(String(letter), label: secret.label)
        return [.downSecret(key), .upSecret(key)]
      }
    }
  }
}

/// What a pointer does in one tick.
public enum PointerAction: Sendable, Hashable {
  /// Moves to a place, in so long.
  case move(to: ActionOrigin = .viewport, x: Double = 0, y: Double = 0, duration: Duration? = nil, PointerProperties = PointerProperties())
  /// Presses a button: 0 left or contact, 1 middle, 2 right.
  case down(button: Int = 0, PointerProperties = PointerProperties())
  /// Lets a button go.
  case up(button: Int = 0, PointerProperties = PointerProperties())
  /// The device takes the gesture back.
  case cancel
  /// Does nothing for so long.
  case pause(Duration = .zero)
}

/// What a wheel does in one tick.
public enum WheelAction: Sendable, Hashable {
  /// Scrolls at a place by so many CSS pixels, in so long.
  case scroll(at: ActionOrigin = .viewport, x: Int = 0, y: Int = 0, deltaX: Int = 0, deltaY: Int, duration: Duration? = nil)
  /// Does nothing for so long.
  case pause(Duration = .zero)
}

/// What the coordinates of a move or scroll are counted from.
public enum ActionOrigin: Sendable, Hashable {
  /// The viewport's upper left corner.
  case viewport
  /// Where the pointer is.
  case pointer
  /// The middle of an element's visible part.
  case element(ElementReference)
}

/// How a pen or finger touches. `nil` leaves it to the remote end.
public struct PointerProperties: Sendable, Hashable {
  /// The contact's width in CSS pixels.
  public var width: Double?
  /// The contact's height in CSS pixels.
  public var height: Double?
  /// From 0 to 1.
  public var pressure: Double?
  /// From -1 to 1.
  public var tangentialPressure: Double?
  /// In degrees, from -90 to 90.
  public var tiltX: Int?
  /// In degrees, from -90 to 90.
  public var tiltY: Int?
  /// In degrees, from 0 to 359.
  public var twist: Int?
  /// In radians, from 0 to π/2.
  public var altitudeAngle: Double?
  /// In radians, from 0 to 2π.
  public var azimuthAngle: Double?

  /// Properties; what is not said is left to the remote end.
  public init(
    width: Double? = nil, height: Double? = nil, pressure: Double? = nil, tangentialPressure: Double? = nil, tiltX: Int? = nil,
    tiltY: Int? = nil, twist: Int? = nil, altitudeAngle: Double? = nil, azimuthAngle: Double? = nil
  ) {
    self.width = width
    self.height = height
    self.pressure = pressure
    self.tangentialPressure = tangentialPressure
    self.tiltX = tiltX
    self.tiltY = tiltY
    self.twist = twist
    self.altitudeAngle = altitudeAngle
    self.azimuthAngle = azimuthAngle
  }
}
