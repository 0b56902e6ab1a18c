import WebDriver

extension Feature {
  static let frames: [Feature] = [
    Feature(.frames, "into a frame by its element, and back to the top", ["switchToFrame"]) { stage in
      try await stage.show("frames")
      try await stage.session.switchTo(.element(stage.find("#a")))
      try check("where", await place(stage), is: "inner")
      try await stage.session.switchTo(.top)
      try check("where", await place(stage), is: "top")
    },
    Feature(.frames, "into a frame by its number", ["switchToFrame"]) { stage in
      try await stage.show("frames")
      try await stage.session.switchTo(.index(1))
      try check("where", await place(stage), is: "b")
    },
    Feature(.frames, "two frames deep, and out by one", ["switchToFrame", "switchToParentFrame"]) { stage in
      try await stage.show("frames")
      try await stage.session.switchTo(.index(0))
      try await stage.session.switchTo(.element(stage.find("#deep")))
      try check("where", await place(stage), is: "innermost")
      try await stage.session.switchToParentFrame()
      try check("where", await place(stage), is: "inner")
      try await stage.session.switchToParentFrame()
      try check("where", await place(stage), is: "top")
    },
    Feature(.frames, "the parent of the top is the top", ["switchToParentFrame"]) { stage in
      try await stage.show("frames")
      try await stage.session.switchToParentFrame()
      try check("where", await place(stage), is: "top")
    },
    Feature(.frames, "clicking and typing two frames deep", ["switchToFrame", "elementClick", "elementSendKeys"]) { stage in
      try await stage.show("frames")
      try await stage.session.switchTo(.index(0))
      try await stage.session.switchTo(.index(0))
      try await stage.click("#button")
      try check("button", await stage.session.text(of: stage.find("#button")), is: "pressed")
      let field = try await stage.find("#field")
      try await stage.session.type("deep", into: field)
      try check("field", await stage.session.property("value", of: field), is: "deep")
    },
    Feature(.frames, "a frame of another site", ["switchToFrame", "elementClick"]) { stage in
      try await stage.show("othersite")
      try await stage.session.switchTo(.element(stage.find("#other")))
      try await stage.wait(until: "document.getElementById('where') !== null")
      try check("origin", await stage.value("location.hostname"), is: "localhost")
      try await stage.click("#button")
      try check("button", await stage.session.text(of: stage.find("#button")), is: "pressed")
      try await stage.session.switchTo(.top)
      try check("where", await place(stage), is: "top")
    },
    Feature(.frames, "a frame whose document changes stays the current one", ["switchToFrame", "elementClick"]) { stage in
      try await stage.show("frames")
      try await stage.session.switchTo(.index(0))
      try await stage.click("#leave")
      try await stage.wait(until: "document.getElementById('where')?.textContent === 'innermost'")
      try check("it is the outer frame", await stage.value("parent === top"), is: true)
    },
    Feature(.frames, "an element of one frame is unknown in another", ["switchToFrame", "getElementText"]) { stage in
      try await stage.show("frames")
      let outside = try await stage.find("#where")
      try await stage.session.switchTo(.index(0))
      do {
        _ = try await stage.session.text(of: outside)
        throw Mismatch(description: "no error")
      } catch let error as WebDriverError where [.noSuchElement, .staleElementReference].contains(error.code) {}
    },
    Feature(.frames, "a frame that is not there", ["switchToFrame"]) { stage in
      try await stage.show("frames")
      try await stage.failure(.noSuchFrame) { try await stage.session.switchTo(.index(7)) }
    },
    Feature(.frames, "an element that is no frame", ["switchToFrame"]) { stage in
      try await stage.show("frames")
      let paragraph = try await stage.find("#where")
      try await stage.failure(.noSuchFrame) { try await stage.session.switchTo(.element(paragraph)) }
    },
    Feature(.frames, "a frame that is taken away is no window any more", ["switchToFrame", "findElement"]) { stage in
      try await stage.show("frames")
      try await stage.session.switchTo(.index(0))
      try await stage.run("const frame = parent.document.getElementById('a'); parent.setTimeout(() => frame.remove(), 0)")
      do {
        try await stage.failure(.noSuchWindow) {
          // The page removes it a moment later.
          let deadline = ContinuousClock.now + .seconds(2)
          while ContinuousClock.now < deadline { _ = try await stage.find("#where") }
        }
      } catch {
        try await stage.session.switchTo(.top)
        throw error
      }
      try await stage.session.switchTo(.top)
      try check("where", await place(stage), is: "top")
    },
  ]

  private static func place(_ stage: Stage) async throws -> String { try await stage.session.text(of: stage.find("#where")) }
}
