import BrowserSupport
import WebDriver

extension Feature {
  static let session: [Feature] = [
    Feature(
      .session, "a session starts, says what it is, and is no more when deleted", ["newSession", "deleteSession"], needsOwnBrowser: true
    ) {
      stage in
      try check("the browser has a name", stage.session.capabilities.browserName?.isEmpty == false)
      let behavior = stage.session.capabilities.members["unhandledPromptBehavior"]
      try check("what was asked for with dialogs", behavior?.stringValue ?? behavior?["default"]?.stringValue, is: "ignore")
      try check("the browser has a version", stage.session.capabilities.browserVersion?.isEmpty == false)
      try await stage.show("plain")
      try check("title", await stage.session.title(), is: "Plain")
      try await stage.session.delete()
      try await stage.failure(.invalidSessionID) { _ = try await stage.session.title() }
    },
    Feature(.session, "closing the last window ends the session", ["closeWindow"], needsOwnBrowser: true) { stage in
      try check("windows left", await stage.session.closeWindow(), is: [])
      try await stage.failure(.invalidSessionID) { _ = try await stage.session.title() }
    },
    Feature(.session, "the status of the driver", ["status"]) { stage in _ = try await stage.remote.status() },
    Feature(.session, "a session that nobody started is unknown", ["getTitle"]) { stage in
      let session = Session.attach("00000000-0000-4000-8000-000000000000", on: stage.remote)
      try await stage.failure(.invalidSessionID) { _ = try await session.title() }
    },
    Feature(.session, "time-outs are as they were set", ["getTimeouts", "setTimeouts"]) { stage in
      let wanted = SessionTimeouts(pageLoad: .milliseconds(7001), script: .milliseconds(3002), implicit: .milliseconds(3))
      try await stage.session.setTimeouts(wanted)
      try check("time-outs", await stage.session.remoteTimeouts(), is: wanted)
    },
    Feature(.session, "the implicit time-out waits for an element", ["setTimeouts", "findElement"]) { stage in
      try await stage.show("changing")
      try await stage.session.setTimeouts(SessionTimeouts(pageLoad: .seconds(10), script: .seconds(5), implicit: .seconds(3)))
      try await stage.run("addLate(150)")
      try check("text", await stage.session.text(of: stage.find("#late")), is: "Late")
    },
    Feature(.session, "the page load time-out ends a navigation", ["setTimeouts", "navigateTo"]) { stage in
      try await endAtTheTimeout(stage)
    },
    Feature(.session, "a session goes on after a page load time-out", ["setTimeouts", "navigateTo"]) { stage in
      try await endAtTheTimeout(stage)
      try await stage.show("plain")
      try check("title", await stage.session.title(), is: "Plain")
    },
    Feature(.session, "the script time-out ends a script without an answer", ["setTimeouts", "executeAsyncScript"]) { stage in
      try await stage.show("plain")
      try await stage.session.setTimeouts(SessionTimeouts(pageLoad: .seconds(10), script: .milliseconds(200)))
      try await stage.failure(.scriptTimeout) { _ = try await stage.session.executeAsync("", as: Int?.self) }
      try check("a sum", await stage.value("1 + 1"), is: 2)
    },
    Feature(.session, "the script time-out ends a promise that is never kept", ["setTimeouts", "executeScript"]) { stage in
      try await stage.show("plain")
      try await stage.session.setTimeouts(SessionTimeouts(pageLoad: .seconds(10), script: .milliseconds(200)))
      try await stage.failure(.scriptTimeout) { try await stage.run("return new Promise(() => {})") }
      try check("a sum", await stage.value("1 + 1"), is: 2)
    },
  ]

  /// Has a navigation run into the time-out, and sets a longer one then.
  private static func endAtTheTimeout(_ stage: Stage) async throws {
    try await stage.session.setTimeouts(SessionTimeouts(pageLoad: .milliseconds(300), script: .seconds(5)))
    let address = stage.site.put(.never, at: "/never")
    try await stage.failure(.timeout) { try await stage.session.navigate(to: address) }
    try await stage.session.setTimeouts(SessionTimeouts(pageLoad: .seconds(2), script: .seconds(5)))
  }
}
