import ConsoleEmulator
import Foundation
import TestSupport
import Testing

/// `seats --unused-for`, as a person runs it, against what the console knows of itself.
@Suite struct SeatsCommandTests {
  struct Report: Decodable {
    struct Unused: Decodable {
      struct Person: Decodable { let email: String }
      struct LeftOut: Decodable {
        let email: String
        let why: String
      }
      struct Saving: Decodable {
        struct Money: Decodable { let cents: Int }
        let seats: Int
        let perMonth: Money
        let perYear: Money
      }
      let since: String
      let isShown: Bool
      let unused: [Person]
      let neverSignedIn: [Person]
      let leftOut: [LeftOut]
      let savedByUnused: Saving
      let savedByNeverSignedIn: Saving
    }
    let unused: Unused?
  }

  /// What the console says of itself, with last sign-ins, which no page object may take from there.
  struct Truth: Decodable {
    struct Person: Decodable {
      let email: String
      let status: String
      let lastSignIn: String?
    }
    let people: [Person]
  }

  @Test func namesWhoDoesNotUseTheirSeat() async throws {
    try await Emulated.run(.technicians) { emulated in
      let truth: Truth = try await Control.get(emulated.emulator.controlURL + "/state")
      let price = try await emulated.state().seats.priceCents
      let run = try await emulated.syncroctl("seats", "--unused-for", "30d", "--format", "json")
      #expect(run.status == 0)
      let unused = try #require(try run.json(as: Report.self).unused)
      #expect(unused.isShown)
      let active = truth.people.filter { $0.status == "active" }
      // Both are times in UTC of one form, so that their texts are in the order of the times.
      let since = unused.since.replacing("Z", with: "")
      let expected = active.filter { ($0.lastSignIn.map { $0.replacing("Z", with: "") <= since }) == true }.map(\.email)
      #expect(!expected.isEmpty)
      #expect(Set(unused.unused.map(\.email)) == Set(expected))
      let never = active.filter { $0.lastSignIn == nil }.map(\.email)
      #expect(!never.isEmpty)
      #expect(Set(unused.neverSignedIn.map(\.email)) == Set(never))
      #expect(unused.savedByUnused.seats == expected.count)
      #expect(unused.savedByUnused.perMonth.cents == expected.count * price)
      #expect(unused.savedByUnused.perYear.cents == expected.count * price * 12)
      #expect(unused.savedByNeverSignedIn.perMonth.cents == never.count * price)
      // The one who asks has just signed in.
      #expect(unused.leftOut.isEmpty && !unused.unused.contains { $0.email == emulated.emulator.email })
      #expect(try await emulated.changes().isEmpty)

      // To sign in is to use one's seat.
      let second = try await emulated.environment(admin: 1)["SYNCROCTL_EMAIL"]
      let left = expected.count { $0 != second }
      let table = try await emulated.syncroctl("seats", "--unused-for", "30d", admin: 1)
      #expect(table.output.contains("\nUnused for 30d: \(left) people, no sign-in since\n"))
      #expect(table.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
  }

  @Test func namesNobodyWhereTheConsoleDoesNotShowIt() async throws {
    try await Emulated.run(.users) { emulated in
      let run = try await emulated.syncroctl("seats", "--unused-for", "12w")
      #expect(run.status == 0)
      #expect(run.output.hasSuffix("\nwho does not use their seat is not known. Nobody is named.\n"))
      #expect(!run.output.contains("@"))
      #expect(run.talk.contains("This console does not show when people signed in last: nobody is named\n"))
    }
  }

  @Test func refusesATimeInMonths() async throws {
    try await Program.inPlace { program in
      let run = try await program.run(["seats", "--unused-for", "6m"], browses: false)
      #expect(run.status == 64)
      #expect(run.output == "")
      #expect(run.talk.contains("\"6m\" ends in \"m\"; say hours (h), days (d) or weeks (w)"))
      #expect(run.talk.contains("Nothing was changed."))
    }
  }
}
