import BrowserSupport
import CurlTransport
import Foundation
import Synchronization
import Testing
import WebDriver
import WebDriverRelay

/// A client that knows nothing of this project: Selenium's Python bindings.
@Suite(.timeLimit(.minutes(3))) struct SeleniumTests {
  @Test func seleniumWorksThroughTheRelay() async throws {
    let python = repository.appending(path: ".build/selenium-venv/bin/python3")
    try #require(
      FileManager.default.isExecutableFile(atPath: python.path), "Selenium's Python bindings are not there; type: scripts/selenium-venv")
    let seen = Mutex<Set<String>>([])
    let observer: CommandObserver = { event in seen.withLock { _ = $0.insert(event.command) } }
    let site = try Site()
    defer { site.stop() }
    let page = site.put(.html(WalkedPage.html), at: "/")
    _ = site.put(.html(WalkedPage.next), at: "/next")
    try await withRemoteDriver { driver in
      try await withRelay(to: try CurlTransport(baseURL: driver.url), observer: observer, logger: noLogger) { relay in
        let options = String(decoding: JSONValue.object(driver.capabilities).bytes(secrets: .revealed), as: UTF8.self)
        let run = try await Self.run(python, [Self.script, relay.url, page, options])
        #expect(run.status == 0, "\(run.talk)")
        #expect(relay.openSessionCount == 0)
      }
    }
    let expected: Set = [
      "newSession", "deleteSession", "navigateTo", "getTitle", "findElement", "findElements", "elementClick", "elementSendKeys",
      "switchToFrame", "getAlertText", "acceptAlert", "addCookie", "getAllCookies", "getWindowHandles", "newWindow", "performActions",
      "takeScreenshot", "printPage", "executeScript", "executeAsyncScript", "setTimeouts", "getElementShadowRoot",
      "findElementFromShadowRoot", "addVirtualAuthenticator", "addCredential", "getCredentials", "goog:cdp/execute", "se:file",
    ]
    #expect(expected.subtracting(seen.withLock { $0 }) == [])
  }

  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Selenium/through_relay.py").path

  /// Runs the script to its end, on a thread of its own.
  private static func run(_ program: URL, _ arguments: [String]) async throws -> (status: Int32, talk: String) {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            let process = Process()
            process.executableURL = program
            process.arguments = arguments
            process.standardInput = FileHandle.nullDevice
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            try process.run()
            let talk = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, talk)
          })
      }
    }
  }
}
