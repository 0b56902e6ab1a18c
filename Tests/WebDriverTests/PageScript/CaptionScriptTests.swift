import BrowserSupport
import DriverProcess
import Foundation
import Testing
import WebDriver

/// The caption of a picture in every engine, with and without a top layer.
@Suite struct CaptionScriptTests {
  @Test(arguments: Engine.allCases) func showsAndLeavesNothing(_ engine: Engine) async throws {
    try await withBrowser(engine) { session in
      try await session.navigate(to: "data:text/html,<!doctype html><title>t</title><p>Text</p>")
      let source = "return document.documentElement.outerHTML"
      let before: String = try await session.execute(source)
      let plain = try await session.screenshot()
      let _: JSONValue = try await session.execute(PageScripts.caption, arguments: [["one", "two"]])
      let distance: Double = try await session.execute(
        "return document.querySelector('syncroctl-caption').getBoundingClientRect().bottom - document.documentElement.clientHeight")
      #expect(abs(distance) < 1)
      let picture = try await session.screenshot()
      #expect(picture != plain)
      let _: JSONValue = try await session.execute(PageScripts.caption, arguments: [.null])
      #expect(try await session.execute(source) == before)
      if let folder = ProcessInfo.processInfo.environment["SYNCROCTL_KEEP_PICTURES"] {
        try picture.write(to: URL(fileURLWithPath: folder).appending(path: "caption-\(engine.rawValue).png"))
      }
    }
  }
}
