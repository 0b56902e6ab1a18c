import WebDriver

extension Feature {
  static let actions: [Feature] = pointers + keysAndWheels

  private static let pointers: [Feature] = [
    Feature(.actions, "a mouse moves, presses and lets go, with trusted events", ["performActions"]) { stage in
      try await stage.show("pointer")
      try await stage.session.perform([.mouse([.move(x: 60, y: 70), .down(), .up()])])
      let events = try await pad(stage)
      try check("types", types(events, among: ["mousedown", "mouseup", "click"]), is: ["mousedown", "mouseup", "click"])
      let down = try first("mousedown", in: events)
      try check("place", [down.x, down.y], is: [60, 70])
      try check("trusted", down.isTrusted, is: true)
      try check("pointer", try first("pointerdown", in: events).pointerType, is: "mouse")
    },
    Feature(.actions, "a place is counted from an element's middle, or from the pointer", ["performActions"]) { stage in
      try await stage.show("pointer")
      let element = try await stage.find("#pad")
      try await stage.session.perform([.mouse([.move(to: .element(element)), .move(to: .pointer, x: 5, y: -10), .down(), .up()])])
      let down = try first("mousedown", in: await pad(stage))
      try check("place", [down.x, down.y], is: [155, 90])
    },
    Feature(.actions, "two clicks in a row are a double click", ["performActions"]) { stage in
      try await stage.show("pointer")
      try await stage.session.perform([.mouse([.move(x: 60, y: 70), .down(), .up(), .down(), .up()])])
      let events = try await pad(stage)
      try check("types", types(events, among: ["click", "dblclick"]), is: ["click", "click", "dblclick"])
      try check("count", try first("dblclick", in: events).detail, is: 2)
    },
    Feature(.actions, "the right button opens the context menu", ["performActions"]) { stage in
      try await stage.show("pointer")
      try await stage.session.perform([.mouse([.move(x: 60, y: 70), .down(button: 2), .up(button: 2)])])
      try check("button", try first("contextmenu", in: await pad(stage)).button, is: 2)
    },
    Feature(.actions, "the middle button is no click", ["performActions"]) { stage in
      try await stage.show("pointer")
      try await stage.session.perform([.mouse([.move(x: 60, y: 70), .down(button: 1), .up(button: 1)])])
      try check("types", types(try await pad(stage), among: ["click", "auxclick"]), is: ["auxclick"])
    },
    Feature(.actions, "a mouse that hovers shows what CSS shows then", ["performActions"]) { stage in
      try await stage.show("pointer")
      let menu = try await stage.find("#menu")
      try check("before", await stage.session.isDisplayed(stage.find("#item")), is: false)
      try await stage.session.perform([.mouse([.move(to: .element(menu))])])
      try check("after", await stage.session.isDisplayed(stage.find("#item")), is: true)
    },
    Feature(.actions, "a move in so long goes over places in between", ["performActions"]) { stage in
      try await stage.show("pointer")
      try await stage.session.perform([.mouse([.move(x: 60, y: 70), .move(x: 200, y: 130, duration: .milliseconds(100))])])
      let places = try await pad(stage).filter { $0.type == "pointermove" }.map(\.x)
      try check("there are places in between: \(places)", places.contains { $0 > 60 && $0 < 200 })
    },
    Feature(.actions, "a click with a key held", ["performActions", "releaseActions"]) { stage in
      try await stage.show("pointer")
      try await stage.session.perform([
        .keys([.down(Key.shift), .pause(), .pause(), .up(Key.shift)]), .mouse([.move(x: 60, y: 70), .down(), .up()]),
      ])
      try check("keys", try first("click", in: await pad(stage)).keys, is: "shift")
      try await stage.session.releaseActions()
    },
    Feature(.actions, "dragging a thing to another", ["performActions"]) { stage in
      try await stage.show("pointer")
      let from = try await stage.find("#from")
      let to = try await stage.find("#to")
      try await stage.session.perform([
        .mouse([
          .move(to: .element(from)), .down(), .move(to: .element(from), x: 10, duration: .milliseconds(50)),
          .move(to: .element(to), duration: .milliseconds(50)), .move(to: .element(to), x: 5), .up(),
        ])
      ])
      try await stage.wait(until: "document.getElementById('log').textContent.includes('dropped carried')", within: .seconds(1))
    },
    Feature(.actions, "a finger that taps", ["performActions"]) { stage in
      try await stage.show("pointer")
      try await stage.session.perform([.touch([.move(x: 60, y: 70), .down(), .up()])])
      let events = try await pad(stage)
      try check("pointer", try first("pointerdown", in: events).pointerType, is: "touch")
      try check("types", types(events, among: ["touchstart", "touchend"]), is: ["touchstart", "touchend"])
    },
    Feature(.actions, "two fingers at once", ["performActions"]) { stage in
      try await stage.show("pointer")
      try await stage.session.perform([
        .touch([.move(x: 60, y: 70), .down(), .move(x: 80, y: 70), .up()], id: "one"),
        .touch([.move(x: 160, y: 70), .down(), .move(x: 140, y: 70), .up()], id: "two"),
      ])
      try check("touches", await pad(stage).compactMap(\.touches).max(), is: 2)
    },
    Feature(.actions, "a pen, with pressure and tilt", ["performActions"]) { stage in
      try await stage.show("pointer")
      let properties = PointerProperties(pressure: 0.25, tiltX: 30, tiltY: -20, twist: 90)
      try await stage.session.perform([.pen([.move(x: 60, y: 70), .down(properties), .move(x: 90, y: 80, properties), .up()])])
      let down = try first("pointerdown", in: await pad(stage))
      try check("pointer", down.pointerType, is: "pen")
      try check("pressure", down.pressure, is: 0.25)
      try check("tilt", [down.tiltX, down.tiltY], is: [30, -20])
      try check("twist", down.twist, is: 90)
    },
    Feature(.actions, "a place outside the window is an error", ["performActions"]) { stage in
      try await stage.show("pointer")
      try await stage.failure(.moveTargetOutOfBounds) { try await stage.session.perform([.mouse([.move(x: -10, y: -10)])]) }
    },
    Feature(.actions, "a button that is held is let go", ["performActions", "releaseActions"]) { stage in
      try await stage.show("pointer")
      try await stage.session.perform([.mouse([.move(x: 60, y: 70), .down()])])
      try check("before", types(try await pad(stage), among: ["mousedown", "mouseup"]), is: ["mousedown"])
      try await stage.session.releaseActions()
      try check("after", types(try await pad(stage), among: ["mousedown", "mouseup"]), is: ["mousedown", "mouseup"])
    },
    Feature(.actions, "forty clicks in one request", ["performActions"]) { stage in
      try await stage.show("pointer")
      let clicks = (0..<40).flatMap { [PointerAction.move(x: Double(60 + $0 * 4), y: 70), .down(), .up()] }
      try await stage.session.perform([.mouse(clicks)])
      try check("clicks", try await pad(stage).count { $0.type == "click" }, is: 40)
    },
  ]

  private static let keysAndWheels: [Feature] = [
    Feature(.actions, "keys go to what has the focus, with their codes", ["performActions"]) { stage in
      try await stage.show("keyboard")
      try await stage.click("#field")
      try await stage.session.perform([.keys([.down("a"), .up("a"), .down(Key.enter), .up(Key.enter)])])
      try check("log", await stage.log(), is: "+a -a +Enter -Enter ")
      try check("code", await stage.value("window.keys[0].code"), is: "KeyA")
      try check("trusted", await stage.value("window.keys[0].isTrusted"), is: true)
      try check("value", await stage.value("document.getElementById('field').value"), is: "a")
    },
    Feature(.actions, "control with a key is the browser's shortcut", ["performActions"]) { stage in
      try await stage.show("keyboard")
      try await stage.session.type("old", into: stage.find("#field"))
      try await stage.session.perform([
        .keys([.down(Key.control), .down("a"), .up("a"), .up(Key.control), .down(Key.backspace), .up(Key.backspace), .down("n"), .up("n")])
      ])
      try check("value", await stage.value("document.getElementById('field').value"), is: "n")
      try check("the page saw control", await stage.value("window.keys.some((e) => e.key === 'a' && e.ctrl)"), is: true)
    },
    Feature(.actions, "shift with the tabulator goes back", ["performActions"]) { stage in
      try await stage.show("keyboard")
      try await stage.click("#next")
      try await stage.session.perform([.keys([.down(Key.shift), .down(Key.tab), .up(Key.tab), .up(Key.shift)])])
      try check("focus", await stage.session.activeElement(), is: await stage.find("#field"))
    },
    Feature(.actions, "function keys, and modifiers of the left", ["performActions"]) { stage in
      try await stage.show("keyboard")
      try await stage.click("#field")
      guard let f2 = Key.function(2) else { throw Mismatch(description: "no F2") }
      try await stage.session.perform([.keys([.down(f2), .up(f2), .down(Key.alt), .up(Key.alt)])])
      try check("log", await stage.log(), is: "+F2 -F2 +Alt -Alt ")
      try check("location", await stage.value("window.keys[2].location"), is: 1)
    },
    Feature(.actions, "a key that is held is let go", ["performActions", "releaseActions"]) { stage in
      try await stage.show("keyboard")
      try await stage.click("#field")
      try await stage.session.perform([.keys([.down("x")])])
      try check("before", await stage.log(), is: "+x ")
      try await stage.session.releaseActions()
      try check("after", await stage.log(), is: "+x -x ")
    },
    Feature(.actions, "a wheel scrolls the page", ["performActions"]) { stage in
      try await stage.show("scrolling")
      try await stage.session.perform([.wheel([.scroll(x: 400, y: 300, deltaX: 0, deltaY: 250)])])
      try await stage.wait(until: "scrollY === 250", within: .seconds(2))
      try check("trusted", await stage.value("window.wheels[0]"), is: [0, 250, true] as JSONValue)
    },
    Feature(.actions, "a wheel over an element scrolls what is in it", ["performActions"]) { stage in
      try await stage.show("scrolling")
      let inner = try await stage.find("#inner")
      try await stage.session.perform([.wheel([.scroll(at: .element(inner), deltaX: 0, deltaY: 120)])])
      try await stage.wait(until: "document.getElementById('inner').scrollTop === 120 && scrollY === 0", within: .seconds(2))
    },
    Feature(.actions, "nothing but a pause takes its time", ["performActions"]) { stage in
      try await stage.show("plain")
      let started = ContinuousClock.now
      try await stage.session.perform([InputSource(id: "pause", actions: .pauses([.milliseconds(150)]))])
      try check("150 ms have passed", ContinuousClock.now - started >= .milliseconds(150))
    },
  ]

  private struct PadEvent: Decodable, Sendable {
    let type: String
    let x: Double
    let y: Double
    let button: Int?
    let pointerType: String?
    let pressure: Double?
    let tiltX: Int?
    let tiltY: Int?
    let twist: Int?
    let detail: Int
    let isTrusted: Bool
    let keys: String
    let touches: Int?

    private enum CodingKeys: CodingKey {
      case type, x, y, button, pointerType, pressure, tiltX, tiltY, twist, detail, isTrusted, keys, touches
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      type = try container.decode(String.self, forKey: .type)
      // A touch has its places in a list of its own.
      x = try container.decodeIfPresent(Double.self, forKey: .x) ?? 0
      y = try container.decodeIfPresent(Double.self, forKey: .y) ?? 0
      button = try container.decodeIfPresent(Int.self, forKey: .button)
      pointerType = try container.decodeIfPresent(String.self, forKey: .pointerType)
      pressure = try container.decodeIfPresent(Double.self, forKey: .pressure)
      tiltX = try container.decodeIfPresent(Int.self, forKey: .tiltX)
      tiltY = try container.decodeIfPresent(Int.self, forKey: .tiltY)
      twist = try container.decodeIfPresent(Int.self, forKey: .twist)
      detail = try container.decodeIfPresent(Int.self, forKey: .detail) ?? 0
      isTrusted = try container.decode(Bool.self, forKey: .isTrusted)
      keys = try container.decode(String.self, forKey: .keys)
      touches = try container.decodeIfPresent(Int.self, forKey: .touches)
    }
  }

  /// What the pad has seen.
  private static func pad(_ stage: Stage) async throws -> [PadEvent] { try await stage.value("window.events") }

  private static func types(_ events: [PadEvent], among types: Set<String>) -> [String] {
    events.map(\.type).filter { types.contains($0) }
  }

  private static func first(_ type: String, in events: [PadEvent]) throws -> PadEvent {
    guard let event = events.first(where: { $0.type == type }) else {
      throw Mismatch(description: "no \(type) among the events: \(Set(events.map(\.type)).sorted().joined(separator: ", "))")
    }
    return event
  }
}
