import BrowserSupport
import WebDriver

extension Feature {
  static let navigation: [Feature] = [
    Feature(.navigation, "a page loads, with address and title", ["navigateTo", "getCurrentUrl", "getTitle"]) { stage in
      try await stage.show("second", query: "?q=ü%20b#end")
      try check("address", await stage.session.currentURL(), is: stage.address(of: "second") + "?q=%C3%BC%20b#end")
      try check("title", await stage.session.title(), is: "Second")
    },
    Feature(.navigation, "back and forward in the history", ["back", "forward"]) { stage in
      try await stage.show("plain")
      try await stage.show("second")
      try await stage.session.back()
      try check("title after back", await stage.session.title(), is: "Plain")
      try await stage.session.forward()
      try check("title after forward", await stage.session.title(), is: "Second")
    },
    Feature(.navigation, "back over states that the page has pushed", ["back", "forward"]) { stage in
      try await stage.show("plain")
      try await stage.run("history.pushState(1, '', '/plain?1'); history.pushState(2, '', '/plain?2')")
      try await stage.session.back()
      try await stage.wait(until: "history.state === 1 && location.search === '?1'")
      try await stage.session.forward()
      try await stage.wait(until: "history.state === 2")
    },
    Feature(.navigation, "a page is loaded anew", ["refresh"]) { stage in
      try await stage.show("plain")
      try await stage.run("document.title = 'changed'")
      try check("title", await stage.session.title(), is: "changed")
      try await stage.session.refresh()
      try check("title", await stage.session.title(), is: "Plain")
    },
    Feature(.navigation, "another part of the same page is not a load", ["navigateTo"]) { stage in
      try await stage.show("plain")
      try await stage.run("window.mark = 1")
      try await stage.show("plain", query: "#there")
      try check("mark", await stage.value("window.mark"), is: 1)
      try check("fragment", await stage.value("location.hash"), is: "#there")
    },
    Feature(.navigation, "a data address", ["navigateTo", "getCurrentUrl"]) { stage in
      try await stage.session.navigate(to: "data:text/html,<title>Hello</title>")
      try check("title", await stage.session.title(), is: "Hello")
      try check("address", await stage.session.currentURL(), is: "data:text/html,<title>Hello</title>")
    },
    Feature(.navigation, "a page that moves on by itself", ["navigateTo", "getCurrentUrl"]) { stage in
      try await stage.show(markup: "<script>location.replace('/second')</script>")
      try await stage.wait(until: "document.title === 'Second'")
      try check("address", await stage.session.currentURL(), is: stage.address(of: "second"))
    },
    Feature(.navigation, "an address where nobody listens is an error", ["navigateTo"]) { stage in
      let closed = try Site()
      closed.stop()
      let error = try await stage.failure(.unknownError) { try await stage.session.navigate(to: closed.origin + "/x") }
      try check("the error has a message", !error.message.isEmpty)
    },
    Feature(.navigation, "an address that is none is an invalid argument", ["navigateTo"]) { stage in
      try await stage.failure(.invalidArgument) { try await stage.session.navigate(to: "nowhere") }
    },
    Feature(.navigation, "leaving a page that asks whether to leave", ["navigateTo", "elementSendKeys"]) { stage in
      try await stage.show("staying")
      try await stage.session.type("x", into: stage.find("#field"))
      try await stage.show("plain")
      try check("title", await stage.session.title(), is: "Plain")
      try check("the page was asked", await stage.value("sessionStorage.asked"), is: "yes")
    },
  ]
}
