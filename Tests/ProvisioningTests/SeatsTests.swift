import Foundation
import Technicians
import Testing

@testable import Provisioning

@Suite struct SeatsTests {
  private let now = Date(timeIntervalSince1970: 1_795_444_267)
  private let robot = "robot@acme.example"

  private func days(_ days: Double) -> LastSignIn { .at(now.addingTimeInterval(-days * 86400)) }

  private func people() throws -> [Technician] {
    [
      try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin, lastSignIn: days(90)),
      try SampleConsole.technician("lee.wong@acme.example", "Lee Wong", id: "2", lastSignIn: days(31)),
      try SampleConsole.technician("mei.dawson@acme.example", "Mei Dawson", id: "3", kind: .admin, lastSignIn: days(60)),
      try SampleConsole.technician("nina.park@acme.example", "Nina Park", id: "4", lastSignIn: days(29)),
      try SampleConsole.technician("new.one@acme.example", "New One", id: "5", lastSignIn: .never),
      try SampleConsole.technician("breakglass@acme.example", "Break Glass", id: "6", kind: .admin, lastSignIn: .never),
      try SampleConsole.technician("gone@acme.example", "Gone Long", id: "7", status: .deactivated, lastSignIn: days(400)),
    ]
  }

  private func report(_ people: [Technician], _ time: String = "30d", source: SeatUsage.PriceSource = .console) throws -> SeatReport {
    let usage = SeatUsage(active: people.count { $0.status == .active }, pricePerMonth: Money(cents: 12900), source: source)
    return SeatReport(
      usage: usage, people: people,
      unused: UnusedSeats(
        people, price: usage.pricePerMonth, unusedFor: try IdleTime(time), now: now, signedInAs: try EmailAddress(robot),
        isProtected: { $0.comparable.hasPrefix("breakglass@") }))
  }

  @Test func namesWhoDoesNotUseTheirSeat() throws {
    let text = try report(try people()).text
    #expect(
      text == """
        what                value
        paid seats          6
        active people       6
          never signed in   2
        deactivated people  1
        price of a seat     129.00 USD/month
                            as the console says
        cost                774.00 USD/month
                            9,288.00 USD/year

        Unused for 30d: 2 people, no sign-in since
        2026-10-24 14:31:07Z
          mei.dawson@acme.example  2026-09-24 14:31:07Z  admin
          lee.wong@acme.example    2026-10-23 14:31:07Z
        Deactivated, they save 258.00 USD/month,
        3,096.00 USD/year.

        Never signed in: 1 person. Since when they have their
        accounts the console does not say: some may be new.
          new.one@acme.example
        Deactivated, they save 129.00 USD/month,
        1,548.00 USD/year.

        Saved from the end of the billing cycle on. When that is,
        the console does not say.

        Left out:
          breakglass@acme.example (protected)
          robot@acme.example (signed in here)
        """)
  }

  @Test func namesNobodyWhereNoLastSignInIsShown() throws {
    let unseen = try people().map { person in
      var person = person
      person.lastSignIn = .notShown
      return person
    }
    let report = try report(unseen, source: .listPrice)
    #expect(report.neverSignedIn == nil)
    #expect(report.unused?.isShown == false)
    #expect(report.unused?.unused == [] && report.unused?.neverSignedIn == [] && report.unused?.leftOut == [])
    #expect(
      report.text.hasSuffix(
        """
                            the list price; your contract may differ
        cost                774.00 USD/month
                            9,288.00 USD/year

        This console does not show when people signed in last, so
        who does not use their seat is not known. Nobody is named.
        """))
  }

  @Test func whoIsNotShownIsCountedAndNotNamed() throws {
    var people = try people()
    people[1].lastSignIn = .notShown
    let report = try report(people)
    #expect(report.unused?.unused.map(\.email.description) == ["mei.dawson@acme.example"])
    #expect(report.unused?.notShown == 1)
    #expect(report.text.hasSuffix("\nOf 1 person the console does not say when they signed in."))
  }

  @Test func theBoundaryItselfIsUnused() throws {
    let people = try [30.0, 30.0 - 1.0 / 86400].enumerated().map { index, ago in
      try SampleConsole.technician("t\(index)@acme.example", "T \(index)", id: "\(index)", lastSignIn: days(ago))
    }
    #expect(try report(people).unused?.unused.map(\.email.description) == ["t0@acme.example"])
    #expect(try report(people, "720h").unused?.unused.map(\.email.description) == ["t0@acme.example"])
    #expect(try report(people, "5w").unused?.unused == [])
  }

  @Test func nobodyUnusedSavesNothingAndPromisesNothing() throws {
    let text = try report([try people()[3]]).text
    #expect(text.hasSuffix("\nUnused for 30d: 0 people, no sign-in since\n2026-10-24 14:31:07Z"))
  }

  @Test func seatsThatDifferFromPeopleAreSaid() throws {
    let report = SeatReport(
      usage: SeatUsage(active: 8, pricePerMonth: Money(cents: 12900), source: .console), people: try people())
    #expect(report.text.hasSuffix("\n\nSeats and people differ: look at the console's own bill."))
  }

  @Test func csvHasOneRowAPersonOrOneForTheMonth() throws {
    #expect(
      try report(try people()).csv
        == """
        email,name,kind,last_sign_in,standing,why_left_out,saves_per_month,currency
        mei.dawson@acme.example,Mei Dawson,admin,2026-09-24 14:31:07Z,unused,,129.00,USD
        lee.wong@acme.example,Lee Wong,technician,2026-10-23 14:31:07Z,unused,,129.00,USD
        new.one@acme.example,New One,technician,never,never signed in,,129.00,USD
        breakglass@acme.example,,,,left out,protected,,
        robot@acme.example,,,,left out,signed in here,,

        """.replacing("\n", with: "\r\n"))
    let month = SeatReport(usage: SeatUsage(active: 6, pricePerMonth: Money(cents: 12900), source: .console), people: try people()).csv
    #expect(
      month
        == "active_seats,active_people,never_signed_in,deactivated_people,price_per_month,cost_per_month,cost_per_year,currency,price_source\r\n"
        + "6,6,2,1,129.00,774.00,9288.00,USD,console\r\n")
  }

  @Test func jsonSaysThatTheDateIsNotKnown() throws {
    let json = String(decoding: try CanonicalJSON.data(try report(try people())), as: UTF8.self)
    #expect(json.contains("\"savedFrom\" : \"the end of the billing cycle; the console does not say when that is\""))
    #expect(json.contains("\"unusedFor\" : \"30d\""))
  }

  @Test(arguments: [("30d", 720), ("12w", 2016), ("1h", 1), ("3660d", 87840)])
  func readsTimes(_ text: String, _ hours: Int) throws { #expect(try IdleTime(text).hours == hours) }

  @Test(arguments: [
    ("6m", "\"6m\" ends in \"m\"; say hours (h), days (d) or weeks (w)"),
    ("30D", "\"30D\" ends in \"D\"; say hours (h), days (d) or weeks (w)"),
    ("1year", "\"1year\" ends in \"year\"; say hours (h), days (d) or weeks (w)"),
    ("30", "\"30\" is not a time such as 30d, 12w or 720h"), ("", "\"\" is not a time such as 30d, 12w or 720h"),
    ("-3d", "\"-3d\" is not a time such as 30d, 12w or 720h"), ("1.5d", "\"1.5d\" is not a time such as 30d, 12w or 720h"),
    ("٣d", "\"٣d\" is not a time such as 30d, 12w or 720h"),
    ("0d", "\"0d\" is not more than nothing and at most ten years"),
    ("99999999999999999999d", "\"99999999999999999999d\" is not more than nothing and at most ten years"),
  ])
  func refusesOtherTimesInWords(_ text: String, _ words: String) {
    #expect(throws: IdleTime.Malformed(description: words)) { try IdleTime(text) }
  }
}
