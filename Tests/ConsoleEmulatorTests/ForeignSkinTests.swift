import Foundation
import Testing

@testable import ConsoleEmulator

/// Another console's addresses, names and times are those of the routes, written otherwise.
@Suite struct ForeignSkinTests {
  @Test(arguments: [
    ("/technicians", "/mannschaft"), ("/technicians/new", "/mannschaft/neu"), ("/technicians/7/permissions", "/mannschaft/7/rechte"),
    ("/technicians?status=all&query=a%40b&page=2", "/mannschaft?stand=all&suche=a%40b&blatt=2"), ("/users/sign_in", "/anmeldung"),
    ("/users/two_factor_authentication", "/anmeldung/zwei"), ("/groups/new", "/kreise/neu"), ("/", "/"), ("/admin", "/admin"),
    ("/tickets?assignee=3&amp;status=open", "/vorgaenge?wer=3&amp;stand=open"),
  ])
  func addressesGoThereAndBack(_ own: String, _ shown: String) {
    let skin = ForeignSkin(.technicians)
    #expect(skin.shown(own) == shown)
    #expect(skin.own(shown) == own)
  }

  @Test func namesOfFieldsGoThereAndBack() {
    let page = #"<form action="/users/7"><input name="user[security_group_ids][]"><input name="_method"><a href="/assets/x">x</a></form>"#
    let shown = ForeignSkin(.users).dressed(page)
    #expect(
      shown
        == #"<form action="/mannschaft/7"><input name="user:security_group_ids:"><input name="_method"><a href="/assets/x">x</a></form>"#)
    #expect(ForeignSkin.ownField("user:security_group_ids:") == "user[security_group_ids][]")
    #expect(ForeignSkin.ownField("user:email") == "user[email]")
    #expect(ForeignSkin.ownField("_method") == "_method")
  }

  /// Against the calendar of the system, around both changes of the clocks.
  @Test func timesAreThoseOfBerlin() throws {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "Europe/Berlin")
    formatter.dateFormat = "dd.MM.yyyy HH:mm"
    for year in 2024...2030 {
      for month in 1...12 {
        for day in [1, 24, 25, 26, 27, 28, 29, 30, 31] {
          for hour in [0, 1, 2, 23] {
            let parts = DateComponents(
              calendar: Calendar(identifier: .gregorian), timeZone: .gmt, year: year, month: month, day: day, hour: hour, minute: 30)
            let date = try #require(parts.date)
            #expect(UTCMoment(date).inBerlin == formatter.string(from: date), "\(date)")
          }
        }
      }
    }
  }
}
