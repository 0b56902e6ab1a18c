import WebDriver

extension Feature {
  static let changing: [Feature] = [
    Feature(.changing, "a click on what is rendered anew is stale, and not made on the new one", ["elementClick"]) { stage in
      try await stage.show("changing")
      let button = try await stage.find("#first")
      try await stage.run("renderAgain(1)")
      try await stage.failure(.staleElementReference) { try await stage.session.click(button) }
      try check("log", await stage.log(), is: "")
    },
    Feature(.changing, "one script waits for what comes late", ["executeAsyncScript"]) { stage in
      try await stage.show("changing")
      let late = try await stage.session.executeAsync(
        """
        const done = arguments[0];
        new MutationObserver(() => {
          const button = document.getElementById('late');
          if (button) done(button);
        }).observe(document, { childList: true, subtree: true });
        addLate(50);
        """, as: ElementReference.self)
      try await stage.session.click(late)
      try check("log", await stage.log(), is: "click late true; ")
    },
    Feature(.changing, "an overlay stops a click, and lets it pass when it is gone", ["elementClick"]) { stage in
      try await stage.show("changing")
      try await stage.run("cover(0)")
      try await stage.failure(.elementClickIntercepted) { try await stage.click("#first") }
      try await stage.run("document.getElementById('veil').style.display = 'none'")
      try await stage.click("#first")
      try check("log", await stage.log(), is: "click first true; ")
    },
    Feature(.changing, "frames of animation come, and a transition ends", ["executeScript"]) { stage in
      try await stage.show("changing")
      try await stage.run(
        """
        const mover = document.getElementById('mover');
        return new Promise((done) => {
          mover.addEventListener('transitionend', done, { once: true });
          requestAnimationFrame(() => mover.classList.add('away'));
        }).then(() => null);
        """)
      try check("left", await stage.session.cssValue("left", of: stage.find("#mover")), is: "300px")
      try await stage.click("#mover")
      try check("log", await stage.log(), is: "click mover true; ")
    },
    Feature(.changing, "a click hits what never stands still", ["elementClick"]) { stage in
      try await stage.show("changing")
      try await stage.click("#endless")
      try check("log", await stage.log(), is: "click endless true; ")
    },
    Feature(.changing, "a table that fills row by row, and a button in one row", ["findElements", "elementClick"]) { stage in
      try await stage.show("changing")
      try await stage.run("fillTable([['Ada', 'Admin'], ['Bob', 'User'], ['Cy', 'User']], 20)")
      try await stage.wait(until: "document.querySelectorAll('#table tbody tr').length === 3")
      try await stage.session.click(stage.session.find(.xpath("//tr[td[1] = 'Bob']//button")))
      let log = try await stage.log()
      try check("Bob is removed: \(log)", log.contains("removed Bob"))
      try check("rows", await stage.session.findAll(.css("#table tbody tr")).count, is: 2)
    },
    Feature(.changing, "a controlled input takes what is typed, and only what it accepts", ["elementSendKeys"]) { stage in
      try await stage.show("controlled")
      let field = try await stage.find("#field")
      try await stage.session.type("Ada1 L", into: field)
      try check("state", await stage.log(), is: "Ada L")
      try check("field", await stage.session.property("value", of: field), is: "Ada L")
    },
    Feature(.changing, "a controlled input is emptied and keeps so", ["elementClear", "elementSendKeys"]) { stage in
      try await stage.show("controlled")
      let field = try await stage.find("#field")
      try await stage.session.type("Ada", into: field)
      try await stage.session.clear(field)
      try await stage.run("arguments[0].blur()", field.json)
      try check("field", await stage.session.property("value", of: field), is: "")
    },
    Feature(.changing, "a controlled input is emptied by keys", ["elementSendKeys"]) { stage in
      try await stage.show("controlled")
      let field = try await stage.find("#field")
      try await stage.session.type("Ada", into: field)
      try await stage.session.perform([
        .keys([.down(Key.control), .down("a"), .up("a"), .up(Key.control), .down(Key.backspace), .up(Key.backspace)])
      ])
      try check("state", await stage.log(), is: "")
      try check("field", await stage.session.property("value", of: field), is: "")
    },
    Feature(.changing, "a controlled input is not fooled by a script", ["executeScript"]) { stage in
      try await stage.show("controlled")
      let field = try await stage.find("#field")
      try await stage.run(
        "arguments[0].value = 'Eve'; arguments[0].dispatchEvent(new Event('input', { bubbles: true })); render()", field.json)
      try check("field", await stage.session.property("value", of: field), is: "")
    },
  ]

  static let permissions: [Feature] = [
    Feature(.permissions, "a permission is granted, which the page is told", ["setPermission"]) { stage in
      try await stage.show("plain")
      try await stage.session.setPermission("geolocation", .granted)
      try check("state", await stage.value("navigator.permissions.query({ name: 'geolocation' }).then((p) => p.state)"), is: "granted")
    },
    Feature(.permissions, "a permission is denied, and asked for again", ["setPermission"]) { stage in
      try await stage.show("plain")
      let state = "navigator.permissions.query({ name: 'geolocation' }).then((p) => p.state)"
      try await stage.session.setPermission("geolocation", .denied)
      try check("state", await stage.value(state), is: "denied")
      try await stage.session.setPermission("geolocation", .prompt)
      try check("state", await stage.value(state), is: "prompt")
    },
  ]
}
