import Testing

@testable import ConsoleEmulator

/// A console that is not as it was: moved fields and further questions.
@Suite struct ChangedConsoleTests {
  private static let again = " data-confirm-again=\"Are you sure?\""

  /// The form's own part of a page, from its fields to its button.
  private func form(_ body: String, _ hook: String) throws -> String {
    let start = try #require(body.firstRange(of: " \(hook)\""))
    let rest = body[start.upperBound...]
    return String(rest[..<(try #require(rest.firstRange(of: "</form>"))).lowerBound])
  }

  /// What every page has and no other: tokens.
  private func withoutTokens(_ body: String) -> String {
    body.replacing(/name="authenticity_token" value="[^"]*"|name="csrf-token" content="[^"]*"|id="user_password" value="[^"]*"/, with: "")
  }

  @Test(arguments: [
    (EmulatedLayout.technicians, "/technicians/new", "bhv-technician-form"), (.technicians, "/technicians/5003", "bhv-technician-form"),
    (.users, "/users/new", "bhv-user-form"), (.users, "/users/5003", "bhv-user-form"),
  ])
  func `a moved field stands at the end of the form in a fieldset of its own`(
    _ layout: EmulatedLayout, _ path: String, _ hook: String
  ) async throws {
    let before = try await Console.runSignedIn(layout) { try await $0.browser.get(path).body }
    let after = try await Console.runSignedIn(layout, { $0.movedFields = ["email"] }) { try await $0.browser.get(path).body }
    for body in [before, after] {
      #expect(body.ranges(of: "id=\"user_email\"").count == 1)
      #expect(body.ranges(of: "for=\"user_email\"").count == 1)
    }
    #expect(!before.contains("<legend>Contact</legend>"))
    let (old, new) = (try form(before, hook), try form(after, hook))
    let oldPlace = try #require(old.firstRange(of: "id=\"user_email\"")).lowerBound
    #expect(oldPlace < (try #require(old.firstRange(of: "type=\"checkbox\"") ?? old.firstRange(of: "type=\"radio\""))).lowerBound)
    let fieldset = try #require(new.firstRange(of: "<legend>Contact</legend>")).lowerBound
    let newPlace = try #require(new.firstRange(of: "id=\"user_email\"")).lowerBound
    let end = try #require(new[fieldset...].firstRange(of: "</fieldset>")).lowerBound
    #expect(fieldset < newPlace && newPlace < end)
    #expect(end < (try #require(new.firstRange(of: "type=\"submit\""))).lowerBound)
    // Nothing else has moved.
    #expect(new[..<fieldset].ranges(of: "class=\"form-group").count == old.ranges(of: "class=\"form-group").count)
  }

  @Test(arguments: EmulatedLayout.allCases) func `what was typed into a moved field arrives`(_ layout: EmulatedLayout) async throws {
    try await Console.runSignedIn(layout, { $0.movedFields = ["email"] }) { console in
      let path = layout == .technicians ? "/technicians" : "/users"
      let taken = try await console.browser.submit(path, [("user[email]", "ada.marsh@acme.example")])
      #expect(taken.status == 422)
      #expect(taken.body.contains("value=\"ada.marsh@acme.example\""))
      let fieldset = try #require(taken.body.firstRange(of: "<legend>Contact</legend>")).lowerBound
      #expect(taken.body[fieldset...].contains("has-error"))
    }
  }

  @Test(arguments: [
    (EmulatedLayout.technicians, "technician.create", "/technicians/new", "bhv-create-technician"),
    (.technicians, "technician.update", "/technicians/5003", "bhv-save-technician"),
    (.technicians, "technician.deactivate", "/technicians/5003", "bhv-deactivate"),
    (.technicians, "permissions.update", "/technicians/5003", "bhv-save-permissions"),
    (.technicians, "ticket.assign", "/tickets/1001", "bhv-update-ticket"),
    (.technicians, "token.delete", "/api_tokens", "bhv-delete-token"),
    (.users, "technician.create", "/users/new", "bhv-create-user"), (.users, "technician.update", "/users/5003", "bhv-update-user"),
    (.users, "technician.deactivate", "/users/5003/disable", "bhv-confirm-disable"),
    (.users, "group.create", "/groups/new", "bhv-create-group"), (.users, "group.update", "/groups/1", "bhv-update-group"),
    (.users, "ticket.assign", "/tickets/1001", "bhv-update-ticket"), (.users, "token.delete", "/api_tokens", "bhv-delete-token"),
  ])
  func `a further question stands at its own button and at no other`(
    _ layout: EmulatedLayout, _ action: String, _ path: String, _ hook: String
  ) async throws {
    let before = try await Console.runSignedIn(layout) { try await $0.browser.get(path).body }
    let after = try await Console.runSignedIn(layout, { $0.extraConfirmations = [action] }) { try await $0.browser.get(path).body }
    #expect(!before.contains("data-confirm-again"))
    #expect(withoutTokens(after.replacing(Self.again, with: "")) == withoutTokens(before))
    for part in after.ranges(of: Self.again) {
      let tag = after[..<part.lowerBound]
      #expect(tag[try #require(tag.lastIndex(of: "<"))...].contains(hook))
    }
    #expect(after.contains(Self.again))
  }

  @Test(arguments: [(EmulatedLayout.technicians, "/technicians/", "bhv-reactivate"), (.users, "/users/", "bhv-update-user")])
  func `reactivating is asked about where somebody is deactivated`(_ layout: EmulatedLayout, _ path: String, _ hook: String) async throws {
    try await Console.runSignedIn(layout, { $0.extraConfirmations = ["technician.reactivate"] }) { console in
      let people = try await console.state().people
      let (left, here) = (try #require(people.first { $0.status == "deactivated" }), try #require(people.first { $0.status == "active" }))
      let page = try await console.browser.get("\(path)\(left.id)").body
      let button = try #require(page.firstRange(of: " \(hook)\""))
      #expect(page[button.upperBound...].prefix { $0 != ">" }.contains(Self.again))
      #expect(try await !console.browser.get("\(path)\(here.id)").body.contains("data-confirm-again"))
    }
  }

  @Test func `everything that can be changed is named`() {
    for layout in EmulatedLayout.allCases {
      var configuration = EmulatorConfiguration()
      configuration.layout = layout
      configuration.movedFields = Set(EmulatorConfiguration.movableFields(layout))
      configuration.extraConfirmations = Set(EmulatorConfiguration.confirmableActions(layout))
      #expect(throws: Never.self) { try configuration.check() }
    }
  }
}
