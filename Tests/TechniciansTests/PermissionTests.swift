import Foundation
import Technicians
import Testing

@Suite struct PermissionTests {
  @Test func theFirstSlashSeparates() throws {
    let permission = try #require(Permission("Tickets/List/Search"))
    #expect(permission.area == "Tickets")
    #expect(permission.action == "List/Search")
    #expect(permission.description == "Tickets/List/Search")
  }

  @Test(arguments: ["", "/", "Tickets", "Tickets/", "/Create"])
  func bothSidesAreNeeded(_ text: String) { #expect(Permission(text) == nil) }

  @Test func isEncodedAsOneText() throws {
    let permission = Permission(area: "Line Item", action: "Add Manual Item for Invoices/Estimates")
    let data = try JSONEncoder().encode([permission])
    #expect(try JSONDecoder().decode([Permission].self, from: data) == [permission])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Permission].self, from: Data(#"["Tickets"]"#.utf8)) }
  }

  @Test(arguments: [
    ("Tickets/*", "Tickets/List/Search", true),
    ("Tickets/*", "Ticket Timers/Edit", false),
    ("*/View Details", "Assets/View Details", true),
    ("*/View Details", "Assets/View Details Now", false),
    ("*", "Assets/Create", true),
    ("*i*/*e", "Tickets/Merge", true),
    ("Tickets/Create", "Tickets/Create", true),
    ("tickets/create", "Tickets/Create", false),
    ("Tickets/Create*", "Tickets/Create", true),
    ("**", "Tickets/Create", true),
    ("", "Tickets/Create", false),
  ])
  func patternsMatch(_ pattern: String, _ permission: String, _ expected: Bool) throws {
    #expect(PermissionPattern(pattern).matches(try #require(Permission(permission))) == expected)
  }

  @Test(arguments: [
    ("*", true), ("Tickets/*", true), ("*/*", true), ("A/B/C", true), ("Tickets", false), ("Tickets/", false), ("/x", false), ("", false),
  ])
  func patternsAreWellFormed(_ pattern: String, _ expected: Bool) { #expect(PermissionPattern(pattern).isWellFormed == expected) }

  @Test func aRoleHasWhatAnyOfItsPatternsNames() {
    let offered = ["Tickets/Create", "Tickets/Edit", "Assets/Create"].compactMap { Permission($0) }
    let role = Role(name: "helpdesk", patterns: [PermissionPattern("Tickets/*"), PermissionPattern("Tickets/Edit")])
    #expect(role.permissions(among: offered) == Set(offered.prefix(2)))
    let careful = Role(name: "careful", patterns: [PermissionPattern("*")], exclusions: [PermissionPattern("*/Create")])
    #expect(careful.permissions(among: offered) == [offered[1]])
    #expect(Role(name: "Admins", patterns: nil).permissions(among: offered) == [])
  }
}
