import Foundation
import Secrets
import WebDriver

extension Feature {
  static let document: [Feature] = [
    Feature(.document, "the page as markup, as it is now", ["getPageSource"]) { stage in
      try await stage.show("plain")
      try await stage.run("document.getElementById('p').textContent = 'new & <old>'")
      let source = try await stage.session.pageSource()
      try check("it has the new text", source.contains(#"<p id="p">new &amp; &lt;old&gt;</p>"#))
      try check("it has the title", source.contains("<title>Plain</title>"))
    },
    Feature(.document, "values of every type go in and come out", ["executeScript"]) { stage in
      try await stage.show("plain")
      let values: JSONValue = [nil, true, -7, .double(0.25), "q\"uo\\te\u{1}\n😀", [1, [2]], ["a": ["b": "c"]]]
      try check("values", await stage.value("arguments[0]", values), is: values)
    },
    Feature(.document, "nothing is null", ["executeScript"]) { stage in
      try await stage.show("plain")
      try check("undefined", await stage.session.execute(""), is: JSONValue?.none)
      try check("in an array", await stage.value("[undefined, NaN]"), is: [JSONValue.null, .null] as JSONValue)
    },
    Feature(.document, "a promise is waited for", ["executeScript"]) { stage in
      try await stage.show("plain")
      try check("value", await stage.value("new Promise((done) => setTimeout(done, 20, 'late'))"), is: "late")
    },
    Feature(.document, "an async function is waited for", ["executeScript"]) { stage in
      try await stage.show("plain")
      try check("value", await stage.value("(async () => (await fetch('/second')).status)()"), is: 200)
    },
    Feature(.document, "a callback is waited for", ["executeAsyncScript"]) { stage in
      try await stage.show("plain")
      let value = try await stage.session.executeAsync("setTimeout(arguments[1], 20, arguments[0] + 1)", arguments: [41], as: Int.self)
      try check("value", value, is: 42)
    },
    Feature(.document, "elements go in and come out", ["executeScript"]) { stage in
      try await stage.show("forms")
      let elements = try await stage.value("{ all: [...document.querySelectorAll('#many option')] }.all", as: [ElementReference].self)
      try check("count", elements.count, is: 3)
      try check("id", await stage.value("arguments[0].id", elements[2].json), is: "m3")
    },
    Feature(.document, "elements go in within other values", ["executeScript"]) { stage in
      try await stage.show("forms")
      let element = try await stage.find("#m3")
      try check("id", await stage.value("arguments[0].inner[0].id", ["inner": [element.json]]), is: String?.some("m3"))
    },
    Feature(.document, "a list of nodes is an array", ["executeScript"]) { stage in
      try await stage.show("forms")
      try check("count", await stage.value("document.querySelectorAll('#many option')", as: [ElementReference].self).count, is: 3)
    },
    Feature(.document, "what a script throws is an error with its message", ["executeScript"]) { stage in
      try await stage.show("plain")
      let error = try await stage.failure(.javascriptError) { try await stage.run("throw new Error('boom')") }
      try check("the message has the text: \(error.message)", error.message.contains("boom"))
    },
    Feature(.document, "a promise that is broken is an error", ["executeScript"]) { stage in
      try await stage.show("plain")
      try await stage.failure(.javascriptError) { try await stage.run("return Promise.reject(new Error('no'))") }
    },
    Feature(.document, "a script that is none is an error", ["executeScript"]) { stage in
      try await stage.show("plain")
      try await stage.failure(.javascriptError) { try await stage.run("return (") }
    },
    Feature(.document, "a value that holds itself is an error", ["executeScript"]) { stage in
      try await stage.show("plain")
      try await stage.failure(.javascriptError) { try await stage.run("const a = {}; a.a = a; return a") }
    },
    Feature(.document, "an element that was removed does not come out", ["executeScript"]) { stage in
      try await stage.show("plain")
      try await stage.failure(.staleElementReference) {
        try await stage.run("const p = document.getElementById('p'); p.remove(); return p")
      }
    },
    Feature(.document, "a removed element does not go in", ["executeScript"]) { stage in
      try await stage.show("plain")
      let paragraph = try await stage.find("#p")
      try await stage.run("arguments[0].remove()", paragraph.json)
      try await stage.failure(.staleElementReference) { try await stage.run("return 1", paragraph.json) }
    },
    Feature(.document, "megabytes go in and come out", ["executeScript"]) { stage in
      try await stage.show("plain")
      let text = String(repeating: "0123456789abcdef", count: 100_000)
      try check("the same text", try await stage.value("arguments[0]", .string(text), as: String.self) == text)
    },
    Feature(.document, "a script does not outlive the page that it runs in", ["executeAsyncScript"]) { stage in
      try await stage.show("plain")
      do {
        _ = try await stage.session.executeAsync("location.href = '/second'", as: JSONValue?.self)
      } catch let error as WebDriverError {
        let known: [ErrorCode] = [
          .scriptTimeout, .javascriptError, .timeout, .unknownError, .unsupportedOperation, .noSuchWindow, .noSuchFrame,
        ]
        try check("the error is one of a script that ends: \(error.code)", known.contains(error.code))
      }
      try await stage.wait(until: "document.title === 'Second'")
    },
  ]

  static let cookies: [Feature] = [
    Feature(.cookies, "a cookie that is set is the page's", ["addCookie"]) { stage in
      try await withoutCookies(stage) {
        try await stage.session.addCookie(Cookie(name: "a", value: Secret("1 \"x\"".replacingOccurrences(of: " ", with: "_"), label: "a")))
        try check("document.cookie", await stage.value("document.cookie"), is: "a=1_\"x\"")
      }
    },
    Feature(.cookies, "a cookie that the page set is read with all it has", ["getNamedCookie"]) { stage in
      try await withoutCookies(stage) {
        try await stage.run("document.cookie = 'p=v; path=/; max-age=3600; samesite=strict'")
        let cookie = try await stage.session.cookie(named: "p")
        try check("value", cookie.value.reveal { $0 }, is: "v")
        try check("domain", cookie.domain, is: "127.0.0.1")
        try check("path", cookie.path, is: "/")
        try check("sameSite", cookie.sameSite, is: "Strict")
        try check("httpOnly", cookie.httpOnly, is: false)
        try check("secure", cookie.secure, is: false)
        try check("it ends in an hour", abs(Double(cookie.expiry ?? 0) - Date().timeIntervalSince1970 - 3600) < 60)
      }
    },
    Feature(.cookies, "a cookie that scripts do not see", ["addCookie", "getNamedCookie"]) { stage in
      try await withoutCookies(stage) {
        let expiry = Int(Date().timeIntervalSince1970) + 600
        try await stage.session.addCookie(
          Cookie(name: "h", value: Secret("v", label: "h"), path: "/", httpOnly: true, expiry: expiry, sameSite: "Lax"))
        try check("document.cookie", await stage.value("document.cookie"), is: "")
        let cookie = try await stage.session.cookie(named: "h")
        try check("httpOnly", cookie.httpOnly, is: true)
        try check("expiry", cookie.expiry, is: expiry)
        try check("sameSite", cookie.sameSite, is: "Lax")
      }
    },
    Feature(.cookies, "a cookie of a part of the site", ["addCookie", "getAllCookies"]) { stage in
      try await withoutCookies(stage) {
        try await stage.session.addCookie(Cookie(name: "s", value: Secret("v", label: "s"), path: "/second"))
        try check("here", await stage.session.cookies().count, is: 0)
        try await stage.show("second")
        try check("there", await stage.session.cookies().map(\.name), is: ["s"])
        try await stage.session.deleteAllCookies()
      }
    },
    Feature(.cookies, "all cookies", ["getAllCookies"]) { stage in
      try await withoutCookies(stage) {
        for name in ["a", "b"] { try await stage.session.addCookie(Cookie(name: name, value: Secret("v", label: name))) }
        try check("names", await Set(stage.session.cookies().map(\.name)), is: ["a", "b"])
      }
    },
    Feature(.cookies, "a cookie that is not there", ["getNamedCookie"]) { stage in
      try await withoutCookies(stage) {
        try await stage.failure(.noSuchCookie) { _ = try await stage.session.cookie(named: "nope") }
      }
    },
    Feature(.cookies, "one is deleted, and all of them", ["deleteCookie", "deleteAllCookies"]) { stage in
      try await withoutCookies(stage) {
        for name in ["a", "b", "c"] { try await stage.session.addCookie(Cookie(name: name, value: Secret("v", label: name))) }
        try await stage.session.deleteCookie(named: "b")
        try check("names", await Set(stage.session.cookies().map(\.name)), is: ["a", "c"])
        try await stage.session.deleteCookie(named: "nope")
        try await stage.session.deleteAllCookies()
        try check("left", await stage.session.cookies().count, is: 0)
        try check("document.cookie", await stage.value("document.cookie"), is: "")
      }
    },
    Feature(.cookies, "a cookie of another site is refused", ["addCookie"]) { stage in
      try await withoutCookies(stage) {
        let cookie = Cookie(name: "x", value: Secret("v", label: "x"), domain: "example.com")
        try await stage.failure(.invalidCookieDomain) { try await stage.session.addCookie(cookie) }
      }
    },
    Feature(.cookies, "a page that has no site takes no cookies", ["addCookie"]) { stage in
      try await stage.session.navigate(to: "data:text/html,x")
      let cookie = Cookie(name: "x", value: Secret("v", label: "x"))
      try await stage.failure(.invalidCookieDomain) { try await stage.session.addCookie(cookie) }
    },
  ]

  private static func withoutCookies(_ stage: Stage, _ body: () async throws -> Void) async throws {
    try await stage.show("plain")
    try await stage.session.deleteAllCookies()
    try await body()
    try await stage.session.deleteAllCookies()
  }
}
