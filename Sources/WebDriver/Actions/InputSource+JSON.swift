extension InputSource {
  /// The source as Perform Actions wants it.
  var json: JSONValue {
    var members: [String: JSONValue] = ["id": .string(id)]
    switch actions {
    case .key(let actions):
      members["type"] = "key"
      members["actions"] = .array(actions.map(\.json))
    case .pointer(let kind, let actions):
      members["type"] = "pointer"
      members["parameters"] = ["pointerType": .string(kind.rawValue)]
      members["actions"] = .array(actions.map(\.json))
    case .wheel(let actions):
      members["type"] = "wheel"
      members["actions"] = .array(actions.map(\.json))
    case .pauses(let durations):
      members["type"] = "none"
      members["actions"] = .array(durations.map(pauseJSON))
    }
    return .object(members)
  }

  /// A source as a caller of a relay sent it.
  init(json: JSONValue) throws(MalformedCall) {
    guard let id = json["id"]?.stringValue, let items = json["actions"]?.arrayValue else {
      throw MalformedCall("an input source has an id and actions")
    }
    switch json["type"]?.stringValue {
    case "key":
      var actions: [KeyAction] = []
      for item in items { actions.append(try KeyAction(json: item)) }
      self.init(id: id, actions: .key(actions))
    case "pointer":
      let kind = json["parameters"]?["pointerType"]?.stringValue ?? PointerKind.mouse.rawValue
      guard let kind = PointerKind(rawValue: kind) else { throw MalformedCall("there is no such kind of pointer") }
      var actions: [PointerAction] = []
      for item in items { actions.append(try PointerAction(json: item)) }
      self.init(id: id, actions: .pointer(kind, actions))
    case "wheel":
      var actions: [WheelAction] = []
      for item in items { actions.append(try WheelAction(json: item)) }
      self.init(id: id, actions: .wheel(actions))
    case "none": self.init(id: id, actions: .pauses(items.map { Duration(json: $0["duration"]) ?? .zero }))
    default: throw MalformedCall("there is no such type of input source")
    }
  }
}

extension KeyAction {
  fileprivate var json: JSONValue {
    switch self {
    case .down(let key): ["type": "keyDown", "value": .string(key.rawValue)]
    case .up(let key): ["type": "keyUp", "value": .string(key.rawValue)]
    case .downSecret(let key): ["type": "keyDown", "value": .secret(key)]
    case .upSecret(let key): ["type": "keyUp", "value": .secret(key)]
    case .pause(let duration): pauseJSON(duration)
    }
  }

  fileprivate init(json: JSONValue) throws(MalformedCall) {
    switch (json["type"]?.stringValue, json["value"]?.stringValue) {
    case ("keyDown", let key?): self = .down(Key(rawValue: key))
    case ("keyUp", let key?): self = .up(Key(rawValue: key))
    case ("pause", _): self = .pause(Duration(json: json["duration"]) ?? .zero)
    default: throw MalformedCall("there is no such action of a keyboard")
    }
  }
}

extension PointerAction {
  fileprivate var json: JSONValue {
    switch self {
    case .move(let origin, let x, let y, let duration, let properties):
      var members = properties.members
      members["type"] = "pointerMove"
      members["origin"] = origin.json
      members["x"] = .number(x)
      members["y"] = .number(y)
      members["duration"] = duration.map { .int($0.wholeMilliseconds) }
      return .object(members)
    case .down(let button, let properties):
      return .object(properties.members.merging(["type": "pointerDown", "button": .int(button)]) { _, own in own })
    case .up(let button, let properties):
      return .object(properties.members.merging(["type": "pointerUp", "button": .int(button)]) { _, own in own })
    case .cancel: return ["type": "pointerCancel"]
    case .pause(let duration): return pauseJSON(duration)
    }
  }

  fileprivate init(json: JSONValue) throws(MalformedCall) {
    switch json["type"]?.stringValue {
    case "pointerMove":
      self = .move(
        to: try ActionOrigin(json: json["origin"]), x: json["x"]?.doubleValue ?? 0, y: json["y"]?.doubleValue ?? 0,
        duration: Duration(json: json["duration"]), PointerProperties(json: json))
    case "pointerDown": self = .down(button: json["button"]?.intValue ?? 0, PointerProperties(json: json))
    case "pointerUp": self = .up(button: json["button"]?.intValue ?? 0, PointerProperties(json: json))
    case "pointerCancel": self = .cancel
    case "pause": self = .pause(Duration(json: json["duration"]) ?? .zero)
    default: throw MalformedCall("there is no such action of a pointer")
    }
  }
}

extension WheelAction {
  fileprivate var json: JSONValue {
    switch self {
    case .scroll(let origin, let x, let y, let deltaX, let deltaY, let duration):
      var members: [String: JSONValue] = [
        "type": "scroll", "origin": origin.json, "x": .int(x), "y": .int(y), "deltaX": .int(deltaX), "deltaY": .int(deltaY),
      ]
      members["duration"] = duration.map { .int($0.wholeMilliseconds) }
      return .object(members)
    case .pause(let duration): return pauseJSON(duration)
    }
  }

  fileprivate init(json: JSONValue) throws(MalformedCall) {
    switch json["type"]?.stringValue {
    case "scroll":
      self = .scroll(
        at: try ActionOrigin(json: json["origin"]), x: json["x"]?.intValue ?? 0, y: json["y"]?.intValue ?? 0,
        deltaX: json["deltaX"]?.intValue ?? 0, deltaY: json["deltaY"]?.intValue ?? 0, duration: Duration(json: json["duration"]))
    case "pause": self = .pause(Duration(json: json["duration"]) ?? .zero)
    default: throw MalformedCall("there is no such action of a wheel")
    }
  }
}

extension ActionOrigin {
  fileprivate var json: JSONValue {
    switch self {
    case .viewport: "viewport"
    case .pointer: "pointer"
    case .element(let element): element.json
    }
  }

  fileprivate init(json: JSONValue?) throws(MalformedCall) {
    if json == nil || json == "viewport" {
      self = .viewport
    } else if json == "pointer" {
      self = .pointer
    } else if let element = json.flatMap({ ElementReference(json: $0) }) {
      self = .element(element)
    } else {
      throw MalformedCall("there is no such origin")
    }
  }
}

extension PointerProperties {
  fileprivate var members: [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    members["width"] = width.map { .number($0) }
    members["height"] = height.map { .number($0) }
    members["pressure"] = pressure.map { .number($0) }
    members["tangentialPressure"] = tangentialPressure.map { .number($0) }
    members["tiltX"] = tiltX.map { .int($0) }
    members["tiltY"] = tiltY.map { .int($0) }
    members["twist"] = twist.map { .int($0) }
    members["altitudeAngle"] = altitudeAngle.map { .number($0) }
    members["azimuthAngle"] = azimuthAngle.map { .number($0) }
    return members
  }

  fileprivate init(json: JSONValue) {
    self.init(
      width: json["width"]?.doubleValue, height: json["height"]?.doubleValue, pressure: json["pressure"]?.doubleValue,
      tangentialPressure: json["tangentialPressure"]?.doubleValue, tiltX: json["tiltX"]?.intValue, tiltY: json["tiltY"]?.intValue,
      twist: json["twist"]?.intValue, altitudeAngle: json["altitudeAngle"]?.doubleValue, azimuthAngle: json["azimuthAngle"]?.doubleValue)
  }
}

extension Duration {
  /// Milliseconds of a tick.
  fileprivate init?(json: JSONValue?) {
    guard let milliseconds = json?.doubleValue else { return nil }
    self = .milliseconds(Int64(min(max(milliseconds, 0), 86_400_000)))
  }
}

private func pauseJSON(_ duration: Duration) -> JSONValue { ["type": "pause", "duration": .int(duration.wholeMilliseconds)] }
