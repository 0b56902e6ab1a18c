import ConsoleEmulator
import ConsolePages
import Secrets
import Synchronization
import Technicians
import TestSupport
import Testing
import WebDriver

/// Keeps the marks that pass, and how many commands came after each.
private final class Marks: Sendable {
  private let kept = Mutex<[(text: String, commands: Int)]>([])

  var texts: [String] { kept.withLock { $0.map(\.text) } }
  /// Marks behind which nothing was sent.
  var idle: [String] { kept.withLock { $0.filter { $0.commands == 0 }.map(\.text) } }

  func add(_ text: String) { kept.withLock { $0.append((text, 0)) } }
  func countCommand() { kept.withLock { if !$0.isEmpty { $0[$0.count - 1].commands += 1 } } }
}

private struct MarkingTransport: Transport {
  let next: any Transport
  let marks: Marks

  func send(_ request: WireRequest) async throws -> WireResponse {
    marks.countCommand()
    return try await next.send(request)
  }

  func mark(page: String, step: String) { marks.add("\(page) \(step)") }
}

@Suite struct MarkTests {
  @Test(arguments: EmulatedLayout.allCases) func pagesSayWhatTheyDo(_ layout: EmulatedLayout) async throws {
    let marks = Marks()
    let email = try EmailAddress("mei.dawson@acme.example")
    let robot = try await withEmulatedConsole(layout, transport: { MarkingTransport(next: $0, marks: marks) }) { test in
      let people = TechniciansPage(test.console)
      _ = try await people.readAll()
      let person = try #require(try await people.find(email))
      let page = TechnicianPage(test.console, id: try #require(person.id))
      _ = try await page.read(expecting: email)
      _ = try await SeatsPage(test.console).read()
      _ = try await TicketsPage(test.console).open(assignedTo: page.id)
      _ = try await APITokensPage(test.console).readAll()
      try await DeactivatePage(test.console).deactivate(person)
      _ = try await page.read(expecting: email)
      try await page.reactivate(email)
      test.credentials.password.reveal { password in #expect(!marks.texts.contains { $0.contains(password) }) }
      return test.emulator.email
    }
    #expect(
      marks.texts == [
        "sign_in signs in as \(robot)", "technicians reads the whole list", "technicians looks for \(email)",
        "technician reads the page of \(email)", "seats reads seats and price", marks.texts[5], "api_tokens reads the whole list",
        "deactivate deactivates \(email)", "technician reads the page of \(email)", "technician reactivates \(email)",
      ])
    #expect(marks.texts[5].wholeMatch(of: /tickets reads the open tickets of number \d+/) != nil)
    #expect(marks.idle == [])
  }
}
