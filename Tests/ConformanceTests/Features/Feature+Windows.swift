import WebDriver

extension Feature {
  static let windows: [Feature] = [
    Feature(.windows, "the window and the list of windows", ["getWindowHandle", "getWindowHandles"]) { stage in
      try check("windows", await stage.session.windows(), is: await [stage.session.window()])
    },
    Feature(.windows, "a new tab, gone to and closed", ["newWindow", "switchToWindow", "closeWindow"]) { stage in
      try await opensAndCloses(.tab, on: stage)
    },
    Feature(.windows, "a new window, gone to and closed", ["newWindow", "switchToWindow", "closeWindow"]) { stage in
      try await opensAndCloses(.window, on: stage)
    },
    Feature(.windows, "a window that a link opened", ["elementClick", "getWindowHandles", "switchToWindow", "closeWindow"]) { stage in
      try await stage.show("windows")
      try await inWindow(openedBy: "#open", on: stage) {
        try await stage.wait(until: "document.title === 'Second'")
        try check("address", await stage.session.currentURL(), is: stage.address(of: "second"))
      }
    },
    Feature(.windows, "a window that the page closes is no more", ["getWindowHandles", "switchToWindow"]) { stage in
      try await stage.show("windows")
      let first = try await stage.session.window()
      let popup = try await opened(by: "#popup", on: stage)
      try await stage.session.switchTo(popup)
      try await stage.wait(until: "document.title === 'Second'")
      try await stage.session.switchTo(first)
      try await stage.click("#close")
      try await eventually("one window is left") { try await stage.session.windows() == [first] }
      try await stage.failure(.noSuchWindow) { try await stage.session.switchTo(popup) }
    },
    Feature(.windows, "after closing, the old window is gone and another is asked for", ["newWindow", "closeWindow", "getTitle"]) { stage in
      let first = try await stage.session.window()
      let second = try await stage.session.newWindow()
      try await stage.session.switchTo(second)
      try check("windows left", await stage.session.closeWindow(), is: [first])
      do {
        try await stage.failure(.noSuchWindow) { _ = try await stage.session.title() }
      } catch {
        try await stage.session.switchTo(first)
        throw error
      }
      try await stage.session.switchTo(first)
      _ = try await stage.session.title()
    },
    Feature(.windows, "a window that never was", ["switchToWindow"]) { stage in
      try await stage.failure(.noSuchWindow) { try await stage.session.switchTo(WindowHandle(rawValue: "nope")) }
    },
    Feature(.windows, "size and place are as they were set", ["getWindowRect", "setWindowRect"]) { stage in
      try await stage.show("plain")
      let wanted = WindowRect(x: 20, y: 30, width: 700, height: 500)
      _ = try await stage.session.setWindowRect(wanted)
      try check("what the driver says", await stage.session.windowRect(), is: wanted)
      try check("what the page says", await stage.value("[outerWidth, outerHeight]"), is: [700, 500])
    },
    Feature(.windows, "a new size alone", ["setWindowRect"]) { stage in
      try await stage.show("plain")
      _ = try await stage.session.setWindowSize(width: 900, height: 700)
      try check("what the page says", await stage.value("[outerWidth, outerHeight]"), is: [900, 700])
    },
    Feature(.windows, "as large as the screen", ["maximizeWindow", "setWindowRect"]) { stage in
      try await stage.show("plain")
      _ = try await stage.session.setWindowRect(WindowRect(x: 20, y: 30, width: 400, height: 300))
      let rect = try await stage.session.maximizeWindow()
      let screen = try await stage.value("[screen.availWidth, screen.availHeight]", as: [Int].self)
      try check("what the driver says", [rect.width, rect.height], is: screen)
      try check("what the page says", await stage.value("[outerWidth, outerHeight]"), is: screen)
    },
    Feature(.windows, "an icon, which the page is told", ["minimizeWindow", "setWindowRect"]) { stage in
      try await stage.show("plain")
      _ = try await stage.session.minimizeWindow()
      try await stage.wait(until: "document.visibilityState === 'hidden'")
      _ = try await stage.session.setWindowRect(WindowRect(x: 0, y: 0, width: 1000, height: 800))
      try await stage.wait(until: "document.visibilityState === 'visible'")
    },
    Feature(.windows, "the window fills the screen", ["fullscreenWindow", "setWindowRect"], limit: .seconds(3)) { stage in
      try await stage.show("plain")
      _ = try await stage.session.setWindowRect(WindowRect(x: 20, y: 30, width: 400, height: 300))
      let rect = try await stage.session.fullscreenWindow()
      let screen = try await stage.value("[screen.width, screen.height]", as: [Int].self)
      try check("what the driver says", [rect.width, rect.height], is: screen)
      try check("what the page says", await stage.value("[outerWidth, outerHeight]"), is: screen)
    },
  ]

  private static func opensAndCloses(_ kind: WindowKind, on stage: Stage) async throws {
    try await stage.show("plain")
    let first = try await stage.session.window()
    let second = try await stage.session.newWindow(kind)
    try check("the window that commands go to", await stage.session.window(), is: first)
    try check("windows", await Set(stage.session.windows()), is: [first, second])
    try await stage.session.switchTo(second)
    try await stage.show("second")
    try check("title", await stage.session.title(), is: "Second")
    try check("windows left", await stage.session.closeWindow(), is: [first])
    try await stage.session.switchTo(first)
    try check("title", await stage.session.title(), is: "Plain")
  }

  /// The window that a click opens.
  private static func opened(by selector: String, on stage: Stage) async throws -> WindowHandle {
    let before = try await Set(stage.session.windows())
    try await stage.click(selector)
    var new: WindowHandle?
    try await eventually("there is another window") {
      new = try await stage.session.windows().first { !before.contains($0) }
      return new != nil
    }
    guard let new else { throw Mismatch(description: "no window was opened") }
    return new
  }

  private static func inWindow(openedBy selector: String, on stage: Stage, _ body: () async throws -> Void) async throws {
    let first = try await stage.session.window()
    let window = try await opened(by: selector, on: stage)
    try await stage.session.switchTo(window)
    try await body()
    try check("windows left", await stage.session.closeWindow(), is: [first])
    try await stage.session.switchTo(first)
  }

  private static func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(5)
    while try await !condition() {
      if ContinuousClock.now > deadline { throw Mismatch(description: "not so within 5 s: \(what)") }
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}
