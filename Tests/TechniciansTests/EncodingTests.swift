import Foundation
import Technicians
import Testing

/// What is written twice must be the same bytes twice, since plans are hashed.
@Suite struct EncodingTests {
  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  @Test func aTechniciansSetsAreSorted() throws {
    let permissions = Set((0..<40).map { Permission(area: "Area \($0 % 7)", action: "Action \($0)") })
    let technician = Technician(
      id: TechnicianID(rawValue: "7"), email: try EmailAddress("nina@acme.example"), name: PersonName(full: "Nina"),
      lastSignIn: .at(Date(timeIntervalSince1970: 0)), permissions: permissions, groups: ["b", "a"])
    let text = try json(technician)
    #expect(text.contains(#""groups":["a","b"]"#))
    #expect(text.contains(#""lastSignIn":"1970-01-01T00:00:00Z""#))
    #expect(text.contains("[" + permissions.sorted().map { "\"\($0)\"" }.joined(separator: ",") + "]"))
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    #expect(try decoder.decode(Technician.self, from: Data(text.utf8)) == technician)
  }

  @Test func aGroupsPermissionsAreSorted() throws {
    let permissions = Set((0..<40).map { Permission(area: "Area", action: "Action \($0)") })
    let group = SecurityGroup(id: "3", name: "helpdesk", permissions: permissions)
    let text = try json(group)
    #expect(text.contains("[" + permissions.sorted().map { "\"\($0)\"" }.joined(separator: ",") + "]"))
    #expect(try JSONDecoder().decode(SecurityGroup.self, from: Data(text.utf8)) == group)
  }

  @Test(arguments: [(LastSignIn.never, "[\"never\"]"), (.notShown, "[\"not shown\"]")])
  func lastSignInsAreWords(_ value: LastSignIn, _ expected: String) throws {
    #expect(try json([value]) == expected)
    #expect(try JSONDecoder().decode([LastSignIn].self, from: Data(expected.utf8)) == [value])
  }
}
