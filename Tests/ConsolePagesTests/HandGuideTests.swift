import ConsoleEmulator
import ConsolePages
import SelectorPacks
import Technicians
import TestSupport
import Testing
import WebDriver

/// What a person is told to do, to the letter, out of the shipped packs.
@Suite struct HandGuideTests {
  private func guide(_ layout: EmulatedLayout) throws -> HandGuide {
    HandGuide(pack: try shippedPack(layout), origin: "https://acme.example")
  }

  /// Each step with its boxes.
  private func texts(_ steps: [HandStep]) -> [String] {
    steps.map { ([$0.text] + $0.boxes).joined(separator: " | ") }
  }

  private func permissions(_ names: String...) -> [Permission] { names.compactMap { Permission($0) } }

  private var nina: EmailAddress { get throws { try EmailAddress("nina.park@acme.example") } }
  private let name = PersonName(first: "Nina", last: "Park")
  private let id = TechnicianID(rawValue: "5127")

  @Test func makesSomebodyOnTheLayoutTechnicians() throws {
    let steps = try guide(.technicians).create(
      email: nina, name: name, kind: .technician, permissions: Set(permissions("Tickets/Edit", "Invoices/Create")))
    #expect(
      texts(steps) == [
        "Open https://acme.example/technicians?status=all&query=nina.park%40acme.example",
        "Nobody there has nina.park@acme.example. If somebody has, make no second account",
        "Open https://acme.example/technicians/new", #"Type into "First name": Nina"#, #"Type into "Last name": Park"#,
        #"Type into "Email address" or "Email": nina.park@acme.example"#, #"Choose "Technician""#, #"Tick "Send an invitation email""#,
        "Should it ask for a password, give one of your own choice that follows the rule, and write it down nowhere",
        #"Press "Create Technician""#, "The page that comes shows nina.park@acme.example",
        "Tick these 2 boxes, and no others | Invoices/Create | Tickets/Edit", #"Press "Save Permissions""#,
      ])
    #expect(steps[0].address == "https://acme.example/technicians?status=all&query=nina.park%40acme.example")
    #expect(steps[3].element == "new_technician.first_name")
    #expect(steps[3].words == ["First name"])
    #expect(steps[3].value == "Nina")
  }

  @Test func makesSomebodyOnTheLayoutUsers() throws {
    #expect(
      texts(try guide(.users).create(email: nina, name: name, kind: .admin, groups: ["helpdesk"])) == [
        "Open https://acme.example/users?query=nina.park%40acme.example",
        "Open https://acme.example/users?disabled=true&query=nina.park%40acme.example",
        "Nobody there has nina.park@acme.example. If somebody has, make no second account", "Open https://acme.example/users/new",
        #"Type into "Full Name": Nina Park"#, #"Type into "Email": nina.park@acme.example"#, #"Tick "Global Admin""#,
        #"Tick "Send Temporary Password Via Email""#,
        "Write down nowhere the password that the console makes up: the person gets it by mail",
        #"Tick this box under "Security Groups" | helpdesk"#, #"Press "Create User""#,
      ])
  }

  @Test func setsBoxes() throws {
    let changes = [permissions("Invoices/Create")[0]: true, permissions("Tickets/Delete")[0]: false, permissions("Assets/Edit")[0]: true]
    let look = "It shows nina.park@acme.example. If it shows somebody else, stop"
    #expect(
      texts(try guide(.technicians).setPermissions(changes, of: nina, id)) == [
        "Open https://acme.example/technicians/5127", look, "Tick these 2 boxes | Assets/Edit | Invoices/Create",
        "Untick this box | Tickets/Delete", #"Press "Save Permissions""#,
      ])
    #expect(
      texts(try guide(.users).setGroups(["Admins": true, "Night": false], of: nina, id)) == [
        "Open https://acme.example/users/5127", look, #"Tick this box under "Security Groups" | Admins"#,
        #"Untick this box under "Security Groups" | Night"#, #"Press "Update User""#,
      ])
    #expect(
      texts(try guide(.users).setPermissions(changes, ofGroup: "Night", "7")).dropFirst().dropLast() == [
        "It shows Night. If it shows another group, stop", "Tick these 2 boxes | Assets/Edit | Invoices/Create",
        "Untick this box | Tickets/Delete",
      ])
  }

  @Test func changesDetailsFromWhatStandsThere() throws {
    let before = Technician(id: id, email: try nina, name: name, kind: .technician)
    let steps = try guide(.technicians).update(
      nina, id, before: before, newEmail: try EmailAddress("nina@acme.example"), name: PersonName(first: "Nina", last: "Park-Lee"),
      kind: .admin)
    #expect(
      texts(steps).dropFirst(2) == [
        #"Type into "Email address" or "Email", where nina.park@acme.example stands: nina@acme.example"#,
        #"Type into "First name", where Nina stands: Nina"#, #"Type into "Last name", where Park stands: Park-Lee"#,
        #"Choose "Admin Technician""#, #"Press "Save Technician""#,
      ])
    #expect(steps[2].before == "nina.park@acme.example")
  }

  @Test func takesAccessAwayAndGivesItBack() throws {
    let look = "It shows nina.park@acme.example. If it shows somebody else, stop"
    #expect(
      texts(try guide(.technicians).deactivate(nina, id)) == [
        "Open https://acme.example/technicians/5127", look, #"Press "Deactivate" or "Disable""#, "Say yes to what the console asks",
      ])
    #expect(
      texts(try guide(.users).deactivate(nina, id)) == [
        "Open https://acme.example/users?query=nina.park%40acme.example",
        #"In the row of nina.park@acme.example press "Disable User""#,
        "The page that comes shows nina.park@acme.example. If it shows somebody else, stop",
        #"Choose at "Reason": Left the company"#, #"Press "Disable User Account""#,
      ])
    #expect(try guide(.users).deactivate(nina, id, reason: "Contract ended").first { $0.act == .choose }?.value == "Contract ended")
    #expect(
      texts(try guide(.users).reactivate(nina, id)).dropFirst(2) == [
        #"Untick "Disable Account (Termination)""#, #"Press "Update User""#,
      ])
  }

  @Test func whatThePackKnowsWithoutWordsIsCalledByItsEntry() throws {
    var pack = try shippedPack(.technicians)
    pack.pages["technician"]?.elements["save_permissions"]?.candidates = [.hook("bhv-save")]
    pack.pages["technician"]?.path = nil
    pack.pages["technician"]?.elements["deactivate"] = nil
    let uses = PackUses()
    pack.uses = uses
    let guide = HandGuide(pack: pack, origin: "https://acme.example")
    let steps = guide.setPermissions([permissions("Tickets/Edit")[0]: true], of: try nina, id)
    #expect(steps.first?.text == "Open the page that the selector pack calls technician")
    #expect(steps.last?.text == "Press what the selector pack calls technician.save_permissions")
    #expect(steps.last?.words == [])
    #expect(guide.deactivate(try nina, id)[2].text == "Press what the selector pack calls technician.deactivate")
    // To tell of an entry is not to go by it.
    #expect(uses.names.isEmpty)
  }
}
