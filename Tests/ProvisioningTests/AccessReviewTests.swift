import ConsolePages
import Foundation
import Technicians
import Testing

@testable import Provisioning

@Suite struct AccessReviewTests {
  private let began = Date(timeIntervalSince1970: 1_795_444_267)

  private func review(_ snapshot: ConsoleSnapshot, stated: Int? = nil) throws -> AccessReview {
    let count = snapshot.technicians.count
    return AccessReview(
      snapshot,
      proof: AccessReview.Proof(
        console: "https://acme.example", layout: snapshot.layout, signedInAs: snapshot.signedInAs, operator: "alice", began: began,
        ended: began.addingTimeInterval(12), lists: snapshot.groups.isEmpty ? 1 : 2, statedPeople: stated, listedPeople: count,
        peoplePagesRead: count, groupPagesRead: snapshot.groups.count, listsReadAgainAndAlike: true, packDigest: "abc"))
  }

  private func onTechnicians() throws -> ConsoleSnapshot {
    try SampleConsole.snapshot([
      try SampleConsole.technician("zoe@acme.example", "Zoe Gone", id: "9", status: .deactivated, lastSignIn: .never, permissions: []),
      try SampleConsole.technician(
        "robot@acme.example", "Robot One", id: "1", kind: .admin, lastSignIn: .at(began), permissions: Set(SampleConsole.offered)),
      try SampleConsole.technician(
        "nina@acme.example", "Nina Park", id: "2", lastSignIn: .never,
        permissions: SampleConsole.permissions("Tickets/Edit", "Tickets/Delete", "Assets/View Details")),
    ])
  }

  private func onGroups(_ name: String = "helpdesk") throws -> ConsoleSnapshot {
    try SampleConsole.snapshot(
      [
        try SampleConsole.technician("robot@acme.example", "Robot One", id: "1", kind: .admin, groups: ["Admins"]),
        try SampleConsole.technician("nina@acme.example", "Nina Park", id: "2", groups: [name, "dispatch"]),
        try SampleConsole.technician("omar@acme.example", "Omar Said", id: "3", groups: []),
      ],
      groups: [
        SecurityGroup(id: "1", name: name, permissions: SampleConsole.permissions("Tickets/Edit")),
        SecurityGroup(id: "2", name: "dispatch", permissions: SampleConsole.permissions("Tickets/List/Search", "Tickets/Edit")),
        SecurityGroup(id: "3", name: "Admins", permissions: []),
      ], capabilities: SampleConsole.onGroups, source: .listPrice)
  }

  @Test func tellsWhoMayDoWhatByArea() throws {
    #expect(
      try review(try onTechnicians(), stated: 3).text == """
        email               name       kind        status       last sign-in          USD/month  may
        nina@acme.example   Nina Park  technician  active       never                 129.00     Assets 1, Tickets 2
        robot@acme.example  Robot One  admin       active       2026-11-23 14:31:07Z  129.00     everything (admin)
        zoe@acme.example    Zoe Gone   technician  deactivated  never                 0.00       nothing

        Console https://acme.example, layout technicians, read as robot@acme.example by alice
        Read from 2026-11-23 14:31:07Z to 2026-11-23 14:31:19Z
        The console states 3 people; its 1 list shows 3
        The pages of all 3 people were read
        The lists were read once more at the end, and showed the same people
        Selector pack abc
        Not looked at: API tokens, which outlive a deactivated account
        """)
  }

  @Test func tellsWhatGroupsPermit() throws {
    let review = try review(try onGroups())
    #expect(
      review.text == """
        email               name       kind        status  last sign-in  USD/month  may
        nina@acme.example   Nina Park  technician  active  -             129.00     dispatch, helpdesk
        omar@acme.example   Omar Said  technician  active  -             129.00     nothing: in no group
        robot@acme.example  Robot One  admin       active  -             129.00     everything (admin)

        group Admins: nothing
        group dispatch: Tickets 2
        group helpdesk: Tickets 1

        Console https://acme.example, layout users, read as robot@acme.example by alice
        Read from 2026-11-23 14:31:07Z to 2026-11-23 14:31:19Z
        The console does not state how many people there are; its 2 lists show 3
        The pages of all 3 people and those of 3 groups were read
        The lists were read once more at the end, and showed the same people
        Selector pack abc
        Not looked at: API tokens, which outlive a deactivated account
        The console does not show when people signed in last
        Seats are at the list price; the contract may differ
        """)
    // What two groups permit is permitted once.
    #expect(review.people[0].permissions.map(\.description) == ["Tickets/Edit", "Tickets/List/Search"])
    #expect(review.people[2].mayDoEverything && review.people[2].permissions.isEmpty)
  }

  @Test func eachRowOfCSVSaysWhatItIsPartOf() throws {
    let rows = try review(try onTechnicians(), stated: 3).csv.components(separatedBy: "\r\n")
    #expect(rows.count == 5)
    #expect(
      rows[1]
        == "nina@acme.example,Nina Park,2,technician,active,never,129.00,USD,no,,Assets/View Details; Tickets/Delete; Tickets/Edit,"
        + "https://acme.example,2026-11-23 14:31:19Z,robot@acme.example,3,3")
    #expect(rows[2].hasPrefix("robot@acme.example,Robot One,1,admin,active,2026-11-23 14:31:07Z,129.00,USD,yes,,"))
  }

  @Test func aPageOfHostileNamesHoldsNoMarkupOfTheirs() throws {
    for snapshot in [try onTechnicians(), try onGroups(ReportsSample.evil)] {
      var snapshot = snapshot
      snapshot.technicians[1].name = PersonName(full: ReportsSample.evil)
      var data = Data()
      try AccessReviewPage(try review(snapshot)).write { data += $0 }
      let page = String(decoding: data, as: UTF8.self)
      #expect(!page.contains("<script") && !page.contains("{{"))
      #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;\\u{202E}gpj.exe\\u{200F} ]]&gt;\\u{0}"))
      #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
      #expect(page.matches(of: /\s(?:src|href|on[a-z]+)=/).isEmpty)
    }
  }

  @Test func thePageListsPermissionsByAreaOfThoseWhomTheyBind() throws {
    var data = Data()
    try AccessReviewPage(try review(try onTechnicians(), stated: 3)).write { data += $0 }
    let page = String(decoding: data, as: UTF8.self)
    #expect(
      page.contains("<b><bdi>Tickets</bdi></b> <span class=\"aside\">2 of 4</span><span class=\"block\"><bdi>Delete, Edit</bdi></span>"))
    // An admin's boxes do not bind.
    #expect(page.matches(of: /<details>/).count == 1)
    #expect(page.contains("<dt>Stated by the console</dt><dd><span><bdi>3 people</bdi></span></dd>"))
  }

  @Test func noReviewIsMadeOfAListThatMoved() throws {
    let read = try onTechnicians().technicians
    try AccessReviewer.requireAlike(read, read.reversed())
    var later = read
    later[1].kind = .technician
    later.remove(at: 0)
    later.append(try SampleConsole.technician("new@acme.example", "New One", id: "10"))
    do {
      try AccessReviewer.requireAlike(read, later)
      Issue.record("a list that moved passed")
    } catch let error as ConsoleError {
      #expect(
        error.description == """
          the console changed while everybody was read, so the review would not be of one moment
            new@acme.example has come
            robot@acme.example has another kind, status or number
            zoe@acme.example has gone
          Nothing was changed. Run it again.
          """)
    }
  }

  @Test func aGroupThatNobodyListedStopsTheReview() throws {
    var snapshot = try onGroups()
    try AccessReviewer.requireKnownGroups(snapshot)
    snapshot.groups.removeAll { $0.name == "dispatch" }
    do {
      try AccessReviewer.requireKnownGroups(snapshot)
      Issue.record("what the group permits would have been left out")
    } catch let error as ConsoleError {
      #expect(error.message == "nina@acme.example is in the group \"dispatch\", which the list of groups does not have")
    }
  }
}
