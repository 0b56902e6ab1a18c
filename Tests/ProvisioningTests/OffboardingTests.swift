import ConsoleEmulator
import ConsolePages
import Foundation
import SelectorPacks
import Technicians
import TestSupport
import Testing
import WebDriver

@testable import Provisioning

/// The chain of an offboarding on an emulated console in a real browser, where a part of it cannot be done.
@Suite struct OffboardingTests {
  private func summary(
    _ test: EmulatedConsole, _ person: Technician, shared: Bool = true, heir: Technician? = nil, console: Console? = nil
  ) async throws -> RunSummary {
    let console = console ?? test.console
    let changes = Offboarding(person, heir: heir, includesSharedTokens: shared).changes(console, price: nil)
    let plan = Plan.without(
      roster: changes, facts: [PlanFact(person: person, email: person.email)], address: console.address.host, layout: console.layout,
      signedInAs: test.credentials.email)
    return try await Applier(console, evidence: nil, commandCount: test.commandCount).apply(plan)
  }

  private func found(_ email: String, _ test: EmulatedConsole) async throws -> Technician {
    try #require(try await TechniciansPage(test.console).find(EmailAddress(email)))
  }

  /// Somebody active with tokens, whom `fits`.
  private func holder(_ state: EmulatedState, _ fits: (EmulatedState.Person) -> Bool) throws -> EmulatedState.Person {
    try #require(
      state.people.first { person in
        person.status == "active" && person.kind != "admin" && state.tokens.contains { $0.creator == person.email } && fits(person)
      })
  }

  private func namesakes(of person: EmulatedState.Person, _ state: EmulatedState) -> Int { state.people.count { $0.name == person.name } }

  @Test(arguments: EmulatedLayout.allCases) func tokensByNameAloneAreTheirsWhereNobodyElseIsCalledSo(_ layout: EmulatedLayout) async throws
  {
    try await withEmulatedConsole(layout, configure: { $0.tokensShowEmails = false }) { test in
      let before = try await test.state()
      let person = try holder(before) { namesakes(of: $0, before) == 1 }
      let summary = try await summary(test, try await found(person.email, test))
      #expect(summary.results.prefix(2).map(\.outcome) == [.done, .done], "\(summary.results.map(\.detail))")
      let after = try await test.state()
      #expect(!after.tokens.contains { $0.creator == person.email })
      #expect(after.tokens.count == before.tokens.count - before.tokens.filter { $0.creator == person.email }.count)
    }
  }

  /// A token of the other Maria Garcia would be as good a guess.
  @Test func tokensByANameThatTwoHaveAreLeftForAPerson() async throws {
    try await withEmulatedConsole(.users, configure: { $0.tokensShowEmails = false }) { test in
      let before = try await test.state()
      let person = try holder(before) { namesakes(of: $0, before) > 1 }
      let summary = try await summary(test, try await found(person.email, test))
      #expect(summary.results.map(\.outcome) == [.done, .manual, .manual], "\(summary.results.map(\.detail))")
      #expect(summary.results[1].detail.contains("without an address, which may be somebody else than \(person.email)"))
      #expect(summary.results[1].task?.steps.first?.address?.hasSuffix("/api_tokens") == true)
      let after = try await test.state()
      #expect(after.person(person.email)?.status == "deactivated")
      #expect(after.tokens.count == before.tokens.count)
    }
  }

  /// The button in the row is none that the pack knows: access is cut all the same, and the tickets go on.
  @Test(arguments: EmulatedLayout.allCases) func whatFailsLaterNeitherUndoesNorHidesTheFirst(_ layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout, patience: .seconds(2), configure: { $0.wording = ["tokens.delete": "Throw away"] }) { test in
      var pack = test.console.pack
      pack.pages["api_tokens"]?.elements["delete"]?.candidates = [.role("button", names: ["X"])]
      let console = Console(address: test.console.address, pack: pack, session: test.console.session, patience: .seconds(2))
      let before = try await test.state()
      let person = try holder(before) { person in
        before.tickets.contains { $0.assignee == person.email && $0.status != "Resolved" }
      }
      let heir = try await found("maria.garcia@acme.example", test)
      let summary = try await summary(test, try await found(person.email, test), heir: heir, console: console)
      #expect(summary.results.map(\.outcome) == [.done, .manual, .done, .failed], "\(summary.results.map(\.detail))")
      let steps = try #require(summary.results[1].task?.steps)
      let own = before.tokens.filter { $0.creator == person.email }
      #expect(steps.count { $0.act == .press } == own.count, "\(steps.map(\.text))")
      #expect(summary.results[3].detail.contains("is still there"))
      let after = try await test.state()
      #expect(after.person(person.email)?.status == "deactivated")
      #expect(after.tokens.count == before.tokens.count)
      #expect(!after.tickets.contains { $0.assignee == person.email && $0.status != "Resolved" })
    }
  }

  /// A person chooses by the name, which is all that a list to choose from shows.
  @Test func whoGetsTheTicketsIsNamedToWhoeverDoesItByHand() async throws {
    try await withEmulatedConsole(.technicians, patience: .seconds(2)) { test in
      var pack = test.console.pack
      pack.pages["ticket"]?.elements["save"]?.candidates = [.role("button", names: ["Zubrow"])]
      let console = Console(address: test.console.address, pack: pack, session: test.console.session, patience: .seconds(2))
      let state = try await test.state()
      let person = try holder(state) { person in state.tickets.contains { $0.assignee == person.email && $0.status != "Resolved" } }
      let heir = try await found("alex.kim@acme.example", test)
      let summary = try await summary(test, try await found(person.email, test), heir: heir, console: console)
      let task = try #require(summary.results.first { $0.change.verb == "give tickets" }?.task)
      #expect(task.steps.contains { $0.value == "Alex Kim (alex.kim@acme.example)" }, "\(task.steps.map(\.text))")
    }
  }

  /// A pack that knows no page of tokens or tickets leaves their steps out, and says so.
  @Test func whatHasNoPageIsSaidAndNotDone() async throws {
    try await withEmulatedConsole(.technicians) { test in
      var pack = test.console.pack
      pack.pages["api_tokens"] = nil
      pack.pages["tickets"] = nil
      let console = Console(address: test.console.address, pack: pack, session: test.console.session)
      let person = try await found("mei.dawson@acme.example", test)
      let changes = Offboarding(person, heir: person).changes(console, price: nil)
      #expect(changes.map(\.verb) == ["deactivate", "check"])
      #expect(Offboarding.unknownPages(console).count == 2)
    }
  }
}

struct BelongingsTests {
  private func token(_ name: String, _ created: String = "2026-11-20") throws -> APIToken {
    try JSONDecoder().decode(
      APIToken.self, from: Data(#"{"name":"\#(name)","creator":"Lee","created":"\#(created)","creatorEmail":"lee@acme.example"}"#.utf8))
  }

  @Test func twoThatLookTheSameAreTwo() throws {
    let (phone, zapier) = (try token(""), try token("Zapier"))
    let two = Belongings(tokens: [phone, phone, zapier])
    #expect(two.differences(from: Belongings(tokens: [phone, zapier])) == ["the nameless API token of 2026-11-20 is still there"])
    #expect(Belongings(tokens: [zapier]).differences(from: two).count == 2)
    #expect(two.differences(from: two).isEmpty)
  }

  @Test func whatWasNotLookedAtIsNotCompared() throws {
    #expect(Belongings(tokens: nil).differences(from: Belongings(tokens: [])).isEmpty)
    #expect(Belongings(tokens: [try token("")]).differences(from: Belongings(tickets: [])).isEmpty)
  }
}
