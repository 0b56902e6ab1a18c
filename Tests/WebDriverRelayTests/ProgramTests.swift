import BrowserSupport
import CurlTransport
import Foundation
import Testing
import WebDriver

/// The executable, from its start to the last trace of it.
@Suite(.timeLimit(.minutes(3))) struct ProgramTests {
  private static let headless: [String: JSONValue] = [
    "browserName": "chrome",
    "goog:chromeOptions": ["args": .array((["--headless=new"] + (geteuid() == 0 ? ["--no-sandbox"] : [])).map { .string($0) })],
  ]

  @Test(arguments: [SIGTERM, SIGINT]) func aSignalEndsDriverAndBrowserToo(_ signal: Int32) async throws {
    try await withBrowserPlace {
      let program = try RelayProgram([])
      let remote = RemoteEnd(transport: try CurlTransport(baseURL: program.url))
      let session = try await Session.start(on: remote, alwaysMatch: Self.headless)
      try await session.navigate(to: "data:text/html,<title>t</title>")
      #expect(program.relatives.contains { $0.contains("chromedriver") })
      // In the middle of a command.
      let script = Task { try await session.executeAsync("", as: JSONValue.self) }
      #expect(try await remote.status().message.isEmpty == false)
      #expect(program.end(signal) == 0)
      await #expect(throws: (any Error).self) { try await script.value }
      #expect(program.files == [])
      #expect(program.relatives == [])
    }
  }

  @Test func whatItWasPointedAtLivesOn() async throws {
    let stub = try StubServer.answering { _ in answer(#"{"value":{"ready":true,"message":"here"}}"#) }
    defer { stub.stop() }
    let trace = FileManager.default.temporaryDirectory.appending(path: "relay-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: trace) }
    let program = try RelayProgram(["--to", stub.url, "--prefix", "/wd/hub", "--trace", trace.path])
    #expect(program.url.hasSuffix("/wd/hub"))
    #expect(try await RemoteEnd(transport: try CurlTransport(baseURL: program.url)).status().message == "here")
    #expect(program.end(SIGTERM) == 0)
    #expect(stub.requests.map(\.line) == ["GET /status HTTP/1.1"])
    #expect(try String(contentsOf: trace, encoding: .utf8).contains(#""name":"status""#))
  }
}
