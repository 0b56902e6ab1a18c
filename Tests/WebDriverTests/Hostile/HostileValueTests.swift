import BrowserSupport
import CurlTransport
import Testing
import WebDriver

/// Values of the wrong shape in answers that are otherwise in order.
@Suite(.timeLimit(.minutes(1)))
struct HostileValueTests {
  private func end(_ value: String) async throws -> HostileEnd {
    try await HostileEnd { $0.send(answer(#"{"value":\#(value)}"#)) }
  }

  @Test(
    "an element whose id is no text",
    arguments: ["7", "null", "[]", "{}", "true", #"{"element-6066-11e4-a52e-4f735466cecf":"x"}"#])
  func elementID(_ id: String) async throws {
    let end = try await end(#"{"element-6066-11e4-a52e-4f735466cecf":\#(id)}"#)
    let error = await #expect(throws: NotWebDriver.self) { try await end.session.find(.css("p")) }
    #expect(error?.reason.hasPrefix(".value.element-6066-11e4-a52e-4f735466cecf: ") == true, "\(error?.reason ?? "")")
    #expect(try await end.session.title() == "a title")
  }

  @Test(
    "numbers that are too large",
    arguments: ["1e400", "99999999999999999999999999", String(repeating: "9", count: 100_000), "-1e99999"])
  func hugeNumber(_ number: String) async throws {
    let end = try await end(#"{"x":\#(number),"y":0,"width":1,"height":1}"#)
    await #expect(throws: NotWebDriver.self) { try await end.session.windowRect() }
    #expect(try await end.session.title() == "a title")
  }

  @Test("an id that is a path stays inside its part of the path")
  func elementIDWithSlashes() async throws {
    let end = try await end(#"{"element-6066-11e4-a52e-4f735466cecf":"../../s2/../x?y#z"}"#)
    let element = try await end.session.find(.css("p"))
    #expect(try await end.session.text(of: element) == "a title")
    #expect(end.lines.last == "GET /session/s1/element/..%2F..%2Fs2%2F..%2Fx%3Fy%23z/text HTTP/1.1")
  }

  @Test("a depth of 100,000 where anything may come")
  func depth() async throws {
    let end = try await end(String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000))
    await #expect(throws: NotWebDriver.self) { try await end.session.execute("return 1", as: [[[Int]]].self) }
    #expect(try await end.session.title() == "a title")
  }
}
