import Foundation
import Testing

@testable import ConsoleEmulator

@Suite struct RuleTests {
  @Test func `a person needs a name and an email`() {
    let problems = AccountRules.problems(name: .split(first: "", last: ""), email: "") { _ in false }
    #expect(problems.map(\.field) == ["first_name", "last_name", "email"])
    #expect(problems.allSatisfy { $0.message == "can't be blank" })
  }

  @Test func `an email is compared without regard to case`() {
    let problems = AccountRules.problems(name: .whole("A"), email: "Robot@ACME.example") { $0 == "robot@acme.example" }
    #expect(problems == [.init(field: "email", message: "has already been taken")])
  }

  @Test(arguments: ["a", "a@", "@b.c", "a@b", "a b@c.d", "a@b@c.d", "a@b..c", "<a>@b.c"])
  func `what is no email is refused`(_ email: String) {
    #expect(AccountRules.problems(name: .whole("A"), email: email) { _ in false } == [.init(field: "email", message: "is invalid")])
  }

  @Test(arguments: ["a@b.c", "o'hara+x@mail.acme.example"])
  func `what is an email is taken`(_ email: String) {
    #expect(AccountRules.problems(name: .whole("A"), email: email) { _ in false }.isEmpty)
  }

  @Test func `a name has a longest length`() {
    func problems(_ count: Int) -> [FieldProblem] {
      AccountRules.problems(name: .whole(String(repeating: "ž", count: count)), email: "a@b.c") { _ in false }
    }
    #expect(problems(255).isEmpty)
    #expect(problems(256) == [.init(field: "full_name", message: "is too long (maximum is 255 characters)")])
  }

  @Test func `the last admin and oneself stay`() {
    let robot = SeededAccount(configuration: .init(), offered: [], now: .now).robot
    #expect(AccountRules.refusalToDeactivate(robot, by: robot.id, activeAdmins: 5) == .oneself)
    #expect(AccountRules.refusalToDeactivate(robot, by: 1, activeAdmins: 1) == .lastAdmin)
    #expect(AccountRules.refusalToDeactivate(robot, by: 1, activeAdmins: 2) == nil)
    #expect(AccountRules.refusalToDemote(robot, by: robot.id, activeAdmins: 5) == .oneself)
    #expect(AccountRules.refusalToDemote(robot, by: 1, activeAdmins: 1) == .lastAdmin)
  }

  @Test(arguments: [
    ("", "can't be blank"), ("Ab1!", "is too short (minimum is 12 characters)"),
    ("ABCDEFGHIJK1!", "must contain a lowercase letter"), ("abcdefghijk1!", "must contain an uppercase letter"),
    ("Abcdefghijkl!", "must contain a digit"), ("Abcdefghijkl1", "must contain a special character"),
    ("Ada.Marsh1@acme.example", "must not be the email"),
    ("Aa1!" + String(repeating: "x", count: 125), "is too long (maximum is 128 characters)"),
  ])
  func `a password has a rule`(_ password: String, _ message: String) {
    #expect(PasswordRule.problems(password, email: "ada.marsh1@acme.example").map(\.message) == [message])
  }

  @Test func `passwords that are made up keep the rule`() {
    #expect(PasswordRule.problems(TemporaryPassword.make(), email: "a@b.c").isEmpty)
    #expect(PasswordRule.problems("Console-5001-pass", email: "a@b.c").isEmpty)
  }

  @Test func `seats are prorated by the days that are left`() {
    let november23 = StandingClock().now
    #expect(SeatPrices(layout: .users).proratedCents(at: november23) == 3_707)  // 8 of 30 days of USD 139
    #expect(SeatPrices.text(cents: 1_234_567_05) == "USD 1,234,567.05")
  }

  @Test(arguments: [
    (0, "1970-01-01 00:00:00 UTC"), (951_782_400, "2000-02-29 00:00:00 UTC"), (1_795_420_800, "2026-11-23 08:00:00 UTC"),
    (-1, "1969-12-31 23:59:59 UTC"), (4_107_542_399, "2100-02-28 23:59:59 UTC"),
  ])
  func `moments are written in UTC`(_ seconds: Int, _ text: String) {
    #expect(UTCMoment(.init(timeIntervalSince1970: Double(seconds))).dateAndTime == text)
  }

  @Test func `a form is read as a browser writes it`() {
    let form = Form(encoded: "user%5Bname%5D=Zo%C3%AB+%26+Co&user[a][]=1&user[a][]=&user[a][]=2&x=0&x=1&bad=%zz&alone")
    #expect(form.text("name") == "Zoë & Co")
    #expect(form.numbers("a") == [1, 2])
    #expect(form["x"] == "1")
    #expect(form["bad"] == "%zz")
    #expect(form["alone"] == "")
  }

  @Test func `a list is cut into pages`() {
    let third = Paging(Array(1...60), page: 3)
    #expect(third.rows == Array(51...60))
    #expect((third.first, third.last, third.total, third.previous, third.next) == (51, 60, 60, 2, nil))
    #expect(Paging(Array(1...60), page: 9).rows.isEmpty)
    #expect(Paging(Array(1...60), page: -1).first == 1)
  }
}
