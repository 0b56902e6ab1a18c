import ConsoleEmulator
import ConsolePages
import Foundation
import Technicians
import TestSupport
import Testing

/// What stands in the way of pages is named, and nothing is done on them.
@Suite struct BlockTests {
  /// The packs' name for each, in what skin it is tried, and whether somebody is in already when it is met.
  private static func expected(_ block: EmulatedBlock) -> (name: String, layout: EmulatedLayout, skin: EmulatedSkin, isAtSignIn: Bool) {
    switch block {
    case .sso: ("sso_required", .users, .react, true)
    case .ssoRefusal: ("sso_refused", .technicians, .classic, true)
    case .ipAllowList: ("ip_blocked", .users, .classic, true)
    case .mfaSetup: ("mfa_setup", .technicians, .react, true)
    case .newPassword: ("new_password", .users, .classic, true)
    case .failedPayment: ("failed_payment", .technicians, .classic, false)
    case .lockScreen: ("lock_screen", .users, .react, true)
    case .ownPassword: ("own_password", .technicians, .react, false)
    case .notice: ("notice", .technicians, .classic, true)
    }
  }

  private static func requireNamed(_ name: String, _ act: () async throws -> Void) async throws {
    let error = try await #require(throws: ConsoleError.self) { try await act() }
    #expect(error.block?.name == name, "\(error)")
    #expect(error.code == .notSignedIn)
    #expect(error.consequence == .nothing)
    #expect(error.message.hasPrefix(try #require(error.block?.says)))
    // What to do is said.
    #expect((error.advice ?? "").hasSuffix("."))
  }

  /// All but the one that is answered.
  private static let forAPerson = EmulatedBlock.allCases.filter { $0 != .ownPassword }

  @Test(arguments: forAPerson) func isNamedByEveryFlow(_ block: EmulatedBlock) async throws {
    let (name, layout, skin, isAtSignIn) = Self.expected(block)
    try await withEmulatedConsole(
      layout, signedIn: false, patience: .seconds(3),
      configure: {
        $0.skin = skin
        $0.asksForCodes = false
      }
    ) { test in
      let signIn = SignInPage(test.console)
      try await test.block(block)
      if isAtSignIn {
        try await Self.requireNamed(name) { _ = try await signIn.signIn(test.credentials) }
        // Where the page shows it, nothing is typed and sent.
        let posts = try await test.requests().filter { $0.method == "POST" }
        let isShown = block == .sso || block == .ipAllowList
        #expect(posts.map(\.path) == (isShown ? [] : ["/users/sign_in"]))
        try await test.unblock()
      }
      _ = try await signIn.signIn(test.credentials)
      if block == .sso || block == .ssoRefusal { return }

      try await test.unblock()
      let list = TechniciansPage(test.console)
      let person = try #require(try await list.find(EmailAddress("mei.dawson@acme.example")))
      try await test.block(block)
      try await Self.requireNamed(name) { _ = try await list.readAll() }
      try await Self.requireNamed(name) {
        _ = try await NewTechnicianPage(test.console).create(
          email: EmailAddress("nina.park@acme.example"), name: PersonName(first: "Nina", last: "Park"), kind: .technician)
      }
      try await Self.requireNamed(name) { try await DeactivatePage(test.console).deactivate(person) }
      #expect(try await test.mutations().allSatisfy { $0.action.hasPrefix("session.") })
      try await test.unblock()
      #expect(try await list.find(person.email)?.status == .active)
    }
  }

  /// What comes in answer to the button that commits: it was done or not, and neither is said.
  @Test(arguments: EmulatedLayout.allCases) func inAnswerToAClickTheOutcomeIsNotKnown(_ layout: EmulatedLayout) async throws {
    try await withEmulatedConsole(layout, patience: .seconds(3)) { test in
      let list = TechniciansPage(test.console)
      let people = try await list.readAll().filter { $0.kind == .technician && $0.status == .active }
      let faults: [(Fault.Kind, name: String, isDone: Bool)] = [
        (.block(.lockScreen), "lock_screen", false), (.blockAfter(.lockScreen), "lock_screen", true),
        (.blockAfter(.notice), "notice", true), (.blockAfter(.failedPayment), "failed_payment", true),
      ]
      for ((kind, name, isDone), person) in zip(faults, people) {
        try await test.set(Fault(kind, method: "POST", path: layout == .users ? "/users/*/disable" : "/technicians/*/deactivate"))
        let error = try await #require(throws: ConsoleError.self) { try await DeactivatePage(test.console).deactivate(person) }
        #expect(error.block?.name == name, "\(Fault(kind)): \(error)")
        #expect(error.consequence == .unknown)
        try await test.clearFaults()
        try await test.unblock()
        #expect(try await list.find(person.email)?.status == (isDone ? .deactivated : .active), "\(Fault(kind))")
      }
      let changes = try await test.mutations().count { !$0.action.hasPrefix("session.") }
      #expect(changes == faults.count(where: \.isDone))
    }
  }

  /// What is not there for good must not pass for a block, and a block must not pass for what is there beside it.
  @Test func aNoticeBesideThePageIsNoBlock() async throws {
    // The words of a block stand in a heading of the page itself.
    try await withEmulatedConsole(
      .technicians, patience: .seconds(3),
      configure: {
        $0.skin = .react
        $0.wording = ["list.title": "Your last payment failed"]
      }
    ) { test in
      let people = try await TechniciansPage(test.console).readAll()
      let count = try await test.state().people.count
      #expect(people.count == count)
    }
  }
}
