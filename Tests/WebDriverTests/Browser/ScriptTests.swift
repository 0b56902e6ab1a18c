import BrowserSupport
import Testing
import WebDriver

extension BrowserTests {
  @Suite(.inBrowser, .serialized) struct ScriptTests {
    private struct Answer: Decodable, Sendable, Equatable {
      let name: String
      let numbers: [Int]
      let missing: String?
    }

    @Test func decodesWhatAScriptReturns() async throws {
      let session = try await Stage.show("")
      let answer = try await session.execute("return { name: 'ü\"\\n', numbers: [1, 2], extra: {} }", as: Answer.self)
      #expect(answer == Answer(name: "ü\"\n", numbers: [1, 2], missing: nil))
      #expect(try await session.execute("", as: String?.self) == nil)
      let wrong = await #expect(throws: NotWebDriver.self) { try await session.execute("return 'x'", as: Int.self) }
      #expect(wrong?.command == "executeScript")
    }

    @Test func argumentsArriveAsTheyWere() async throws {
      let session = try await Stage.show("")
      let arguments: [JSONValue] = [nil, true, -7, .double(0.25), "q\"uo\\te\u{1}\n😀", [1, [2]], ["a": ["b": "c"]]]
      let read = try await session.execute(
        "return JSON.stringify([...arguments])", arguments: arguments, as: String.self)
      #expect(read == #"[null,true,-7,0.25,"q\"uo\\te\u0001\n😀",[1,[2]],{"a":{"b":"c"}}]"#)
    }

    @Test func waitsForPromisesAndCallbacks() async throws {
      let session = try await Stage.show("")
      #expect(try await session.execute("return new Promise((done) => setTimeout(done, 20, 'late'))", as: String.self) == "late")
      #expect(
        try await session.executeAsync("setTimeout(arguments[1], 20, arguments[0] + 1)", arguments: [41], as: Int.self) == 42)
    }

    @Test func elementsGoInAndComeOut() async throws {
      let session = try await Stage.show("<p id=a>A</p><p id=b>B</p>")
      let second = try await session.execute("return document.querySelectorAll('p')[1]", as: ElementReference.self)
      #expect(try await session.text(of: second) == "B")
      let both = try await session.execute("return [...document.querySelectorAll('p')]", as: [ElementReference].self)
      #expect(both.last == second)
      let id = try await session.execute("return arguments[0].inner[0].id", arguments: [["inner": [second.json]]], as: String.self)
      #expect(id == "b")
    }

    @Test func whatAScriptThrowsIsAnError() async throws {
      let session = try await Stage.show("")
      let thrown = await #expect(throws: WebDriverError.self) { try await session.execute("throw new Error('boom')", as: Int?.self) }
      #expect(thrown?.code == .javascriptError)
      let place = try Stage.current.site.origin + "/page"
      #expect(thrown.map { "\($0)" } == #"javascript error: boom (executeScript on script "throw new Error('boom')", page \#(place))"#)
      let rejected = await #expect(throws: WebDriverError.self) {
        try await session.execute("return Promise.reject(new Error('no'))", as: Int?.self)
      }
      #expect(rejected?.code == .javascriptError)
      let syntax = await #expect(throws: WebDriverError.self) { try await session.executeAsync("return (", as: Int?.self) }
      #expect(syntax?.code == .javascriptError)
    }
  }
}
