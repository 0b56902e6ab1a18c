import WebDriver

extension Feature {
  /// The client's own waiting, whose scripts have to run alike in every engine.
  static let waiting: [Feature] = acted + expected

  private static let acted: [Feature] = [
    Feature(.waiting, "a click waits for what comes late", ["executeAsyncScript", "elementClick"]) { stage in
      try await stage.show("changing")
      try await stage.run("addLate(150)")
      try await stage.session.locate(.role(.button, name: "Late")).click(timeout: limit)
      try check("log", await stage.log(), is: "click late true; ")
    },
    Feature(.waiting, "a click waits until an overlay is gone", ["executeAsyncScript", "elementClick"]) { stage in
      try await stage.show("changing")
      try await stage.run("cover(200)")
      try await stage.session.locate(.id("first")).click(timeout: limit)
      try check("log", await stage.log(), is: "click first true; ")
    },
    Feature(.waiting, "the error of a click that an overlay stops names the overlay", ["executeAsyncScript"]) { stage in
      try await stage.show("changing")
      try await stage.run("cover(0)")
      let error = try await failure { try await stage.session.locate(.id("first")).click(timeout: .milliseconds(400)) }
      try check("code", error.code, is: .covered)
      try check("what covers it is named: \(error.findings.element ?? "")", error.findings.element?.contains("veil") == true)
    },
    Feature(.waiting, "a click waits until its target stands still", ["executeAsyncScript", "elementClick"]) { stage in
      try await stage.show("changing")
      try await stage.run("document.getElementById('mover').classList.add('away')")
      try await stage.session.locate(.id("mover")).click(timeout: limit)
      try check("left", await stage.session.cssValue("left", of: stage.find("#mover")), is: "300px")
      try check("log", await stage.log(), is: "click mover true; ")
    },
    Feature(.waiting, "what never stands still is not clicked, and hovered over all the same", ["executeAsyncScript", "performActions"]) {
      stage in
      try await stage.show("changing")
      let endless = stage.session.locate(.id("endless"))
      try check("code", await failure { try await endless.click(timeout: .milliseconds(400)) }.code, is: .moving)
      try await endless.hover(timeout: limit)
      try check("log", await stage.log(), is: "")
    },
    Feature(.waiting, "a click on what is rendered anew again and again is made once", ["executeAsyncScript", "elementClick"]) { stage in
      try await stage.show("changing")
      try await stage.run("renderAgain(5)")
      try await stage.session.locate(.id("first")).click(timeout: limit)
      try check("log", await stage.log(), is: "click first true; ")
    },
    Feature(.waiting, "a click waits until a button is enabled", ["executeAsyncScript", "elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.run("setTimeout(() => { document.getElementById('disabled').disabled = false }, 150)")
      try await stage.session.locate(.role(.button, name: "Off")).click(timeout: limit)
      try check("log", await stage.log(), is: "click disabled true; ")
    },
    Feature(.waiting, "a click waits across a navigation", ["executeAsyncScript", "elementClick"]) { stage in
      try await stage.show("plain")
      try await stage.run("setTimeout(() => { location.href = '/changing' }, 100)")
      try await stage.session.locate(.id("first")).click(timeout: limit)
      try check("log", await stage.log(), is: "click first true; ")
    },
    Feature(.waiting, "two that match are an error, and nothing is clicked", ["executeAsyncScript"]) { stage in
      try await stage.show("changing")
      let error = try await failure { try await stage.session.locate(.role(.button)).click(timeout: .milliseconds(300)) }
      try check("code", error.code, is: .ambiguous)
      try check("log", await stage.log(), is: "")
    },
    Feature(.waiting, "a field is filled, by its label", ["executeAsyncScript"]) { stage in
      try await stage.show("forms")
      try await stage.session.locate(.label("Full name")).fill("Grace", timeout: limit)
      try check("value", await stage.value("document.getElementById('name').value"), is: "Grace")
    },
    Feature(.waiting, "a field is typed into, at its end", ["executeAsyncScript", "elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.locate(.label("Full name")).type(" L", timeout: limit)
      try check("value", await stage.value("document.getElementById('name').value"), is: "Ada L")
    },
    Feature(.waiting, "a controlled input is filled and emptied", ["executeAsyncScript"]) { stage in
      try await stage.show("controlled")
      let field = stage.session.locate(.id("field"))
      try await field.fill("Ada", timeout: limit)
      try check("state", await stage.log(), is: "Ada")
      try await field.clear(timeout: limit)
      try check("state", await stage.log(), is: "")
      try check("field", await field.value(timeout: limit), is: "")
    },
    Feature(.waiting, "boxes are ticked, and options chosen by their words", ["executeAsyncScript"]) { stage in
      try await stage.show("forms")
      try await stage.session.locate(.label("Agree")).check(timeout: limit)
      try await stage.session.locate(.id("one")).select(option: "1", timeout: limit)
      try check("ticked", await stage.value("document.getElementById('box').checked"), is: true)
      try check("chosen", await stage.value("document.getElementById('one').value"), is: "1")
    },
    Feature(.waiting, "a button of one row of a table that fills", ["executeAsyncScript", "elementClick"]) { stage in
      try await stage.show("changing")
      try await stage.run("fillTable([['Ada', 'Admin'], ['Bob', 'User']], 50)")
      let row = Locator.css("tbody tr").filter(hasText: "Bob")
      try await stage.session.locate(.role(.button, name: "Remove").within(row)).click(timeout: limit)
      let log = try await stage.log()
      try check("Bob is removed: \(log)", log.contains("removed Bob"))
    },
    Feature(.waiting, "a click within a shadow root", ["executeAsyncScript", "elementClick"]) { stage in
      try await stage.show("shadow")
      let button = stage.session.locate(.id("button").within(Locator.id("outer").shadow))
      try await button.click(timeout: limit)
      try check("button", await button.text(timeout: limit), is: "pressed true")
    },
    Feature(.waiting, "a click within a frame", ["executeAsyncScript", "elementClick"]) { stage in
      try await stage.show("frames")
      try await stage.session.switchTo(.index(0))
      try await stage.session.locate(.role(.button, name: "Press")).click(timeout: limit)
      try check("button", await stage.session.text(of: stage.find("#button")), is: "pressed")
    },
    Feature(.waiting, "a dialog in the way is an error of its own", ["executeAsyncScript"]) { stage in
      try await stage.show("dialogs")
      try await stage.run("setTimeout(() => alert('in the way'), 50)")
      let error = try await failure { try await stage.session.locate(.id("never")).click(timeout: .seconds(2)) }
      try check("code", error.code, is: .dialog)
      try await stage.session.acceptDialog()
    },
  ]

  private static let expected: [Feature] = [
    Feature(.waiting, "a text is waited for", ["executeAsyncScript"]) { stage in
      try await stage.show("plain")
      try await stage.run("setTimeout(() => { document.getElementById('p').textContent = 'new' }, 100)")
      try await stage.session.expect(.id("p")).toHaveText("new", timeout: limit)
    },
    Feature(.waiting, "the title of the page that a link leads to is waited for", ["executeAsyncScript", "elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.session.locate(.role(.link, name: "Next page")).click(timeout: limit)
      try await stage.session.expectTitle("Second", timeout: limit)
    },
    Feature(.waiting, "a number of rows is waited for", ["executeAsyncScript"]) { stage in
      try await stage.show("changing")
      try await stage.run("fillTable([['Ada', 'Admin'], ['Bob', 'User'], ['Cy', 'User']], 40)")
      try await stage.session.expect(.css("tbody tr")).toHaveCount(3, timeout: limit)
    },
    Feature(.waiting, "what does not come about is an error that says what was there", ["executeAsyncScript"]) { stage in
      try await stage.show("plain")
      let error = try await failure { try await stage.session.expect(.id("p")).toHaveText("new", timeout: .milliseconds(200)) }
      try check("code", error.code, is: .notExpected)
      try check("it says what was there: \(error)", "\(error)".contains("A plain page"))
    },
  ]

  /// How long a feature of this kind may wait: less than what ends it as hanging.
  private static let limit = Duration.seconds(4)

  private static func failure(_ body: () async throws -> Void) async throws -> WaitError {
    do { try await body() } catch let error as WaitError { return error }
    throw Mismatch(description: "no error, where one was due")
  }
}
