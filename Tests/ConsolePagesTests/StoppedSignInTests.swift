import ConsoleEmulator
import ConsolePages
import Synchronization
import Technicians
import TestSupport
import Testing
import WebDriver

/// The forms of signing in are filled in as soon as they are there. A page that empties them after that gets nothing, and is filled in again.
@Suite struct StoppedSignInTests {
  /// Empties all fields of the page just before some of the clicks.
  private final class EmptyingTransport: Transport {
    private let next: any Transport
    private let emptied: Set<Int>
    private let clicks = Mutex(0)

    init(_ next: any Transport, before clicks: Set<Int>) { (self.next, emptied) = (next, clicks) }

    func send(_ request: WireRequest) async throws -> WireResponse {
      let isEmptied =
        request.command == "elementClick"
        && clicks.withLock { count in
          count += 1
          return emptied.contains(count)
        }
      if isEmptied {
        _ = try await next.send(
          WireRequest(
            command: "executeScript", method: .post, path: Array(request.path.prefix(2)) + ["execute", "sync"],
            body: ["script": "for (const each of document.querySelectorAll('input:not([type=hidden])')) each.value = '';", "args": []],
            timeLimit: request.timeLimit))
      }
      return try await next.send(request)
    }
  }

  private func withPages(
    _ layout: EmulatedLayout, emptiedBefore clicks: Set<Int>, _ body: @Sendable (EmulatedConsole, Console) async throws -> Void
  ) async throws -> [String] {
    let notes = Mutex<[String]>([])
    try await withEmulatedConsole(layout, signedIn: false, transport: { EmptyingTransport($0, before: clicks) }) { test in
      let console = Console(
        address: test.console.address, pack: test.console.pack, session: test.console.session,
        clock: SessionClock(now: { .zero }, sleep: { _ in }), note: { note in notes.withLock { $0.append(note) } })
      try await body(test, console)
    }
    return notes.withLock { $0 }
  }

  @Test(arguments: EmulatedLayout.allCases, [1, 2]) func whatIsEmptiedIsFilledInAgain(_ layout: EmulatedLayout, _ click: Int) async throws {
    let notes = try await withPages(layout, emptiedBefore: [click]) { (test, console) async throws -> Void in
      #expect(try await SignInPage(console).signIn(test.credentials).description == test.emulator.email)
      // Had a form been sent empty, the console would have refused it, and signing in would have ended with that.
      #expect(try await test.mutations().map(\.action) == ["session.create"])
    }
    #expect(notes.count == 1)
    #expect(notes.first?.hasSuffix("; the click was stopped; signing in again in 1 s") == true)
  }

  @Test func afterFourTriesItIsGivenUp() async throws {
    let notes = try await withPages(.users, emptiedBefore: [1, 2, 3, 4]) { (test, console) async throws -> Void in
      let error = try await #require(throws: ConsoleError.self) { try await SignInPage(console).signIn(test.credentials) }
      #expect(error.code == .pageNotRecognised)
      #expect(error.isStoppedClick)
      #expect(
        error.message
          == "the page changed between the look and the click (on the way to the page after the password); the click was stopped")
      #expect(try await test.mutations().isEmpty)
    }
    #expect(notes.compactMap { $0.split(separator: " ").dropLast().last } == ["1", "2", "4"])
  }
}
