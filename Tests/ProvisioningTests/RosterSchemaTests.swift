import Foundation
import Technicians
import TestSupport
import Testing

@testable import Provisioning

/// The published schema says what the reader reads.
@Suite struct RosterSchemaTests {
  private static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
  private let check: SchemaCheck

  init() throws {
    let text = try String(contentsOf: Self.top.appending(path: "schemas/roster.schema.json"), encoding: .utf8)
    check = SchemaCheck(schema: try Self.value(text, "roster.schema.json"))
  }

  private static func value(_ text: String, _ fileName: String) throws -> SchemaValue {
    switch RosterTree.parse(RosterSource(text: text, fileName: fileName)) {
    case .success(let tree): SchemaValue(tree)
    case .failure(let mistake): throw RosterMistakes([mistake], first: fileName)
    }
  }

  private func properties(_ definition: String...) throws -> [String: SchemaValue] {
    var schema = check.schema
    for name in definition { schema = try #require(schema["$defs"]?[name] ?? schema[name]) }
    return try #require(schema["properties"]).members
  }

  /// The mapping among the shapes of a role.
  private func roleFields() throws -> SchemaValue {
    try #require(check.schema["$defs"]?["role"]?["anyOf"]?.items.first { $0["properties"] != nil })
  }

  // MARK: Names

  @Test func everySectionAndFieldIsInTheSchemaAndNoOther() throws {
    #expect(try Set(properties().keys) == Set(RosterSection.allCases.map(\.rawValue)))
    #expect(try Set(properties("person").keys) == Set(RosterField.allCases.map(\.rawValue)))
    #expect(try Set(#require(roleFields()["properties"]).members.keys) == Set(RoleField.allCases.map(\.rawValue)))
    for schema in [check.schema, try #require(check.schema["$defs"]?["person"]), try roleFields()] {
      #expect(schema["additionalProperties"] == .bool(false))
    }
  }

  @Test func everyWordIsInTheSchemaAndNoOther() throws {
    func words(_ schema: SchemaValue?) throws -> Set<String> { Set(try #require(schema?["enum"]).items.compactMap(\.text)) }
    #expect(try words(properties("person")["kind"]) == Set(TechnicianKind.allCases.map(\.rawValue)))
    #expect(try words(properties("person")["state"]) == Set(TechnicianStatus.allCases.map(\.rawValue)))
    #expect(try words(properties()["unlisted"]) == Set(UnlistedRule.allCases.map(\.rawValue)))
    #expect(try words(properties()["version"]) == [TreeRosterReader.version])
    let shapes = try #require(check.schema["$defs"]?["role"]?["anyOf"]).items
    #expect(shapes.compactMap { $0["const"]?.text } == [TreeRosterReader.existing])
  }

  @Test func everythingIsExplained() throws {
    let all = try [properties(), properties("person"), #require(roleFields()["properties"]).members]
    for (name, schema) in all.flatMap({ $0 }) { #expect((schema["description"]?.text ?? "").count > 20, "\(name)") }
  }

  // MARK: Files

  @Test(arguments: ["roster.yaml", "roles.yaml", "roster.json", "everything.yaml"])
  func theExamplesAreAsTheSchemaSays(_ name: String) throws {
    let text = try String(contentsOf: Self.top.appending(path: "docs/examples/\(name)"), encoding: .utf8)
    #expect(try check.accepts(Self.value(text, name)))
    #expect(text.contains("../../schemas/roster.schema.json"), "an editor finds the schema by this")
  }

  @Test func whatTheReaderReadsIsAsTheSchemaSays() throws {
    for layout in PlanProperties.layouts {
      for seed in PlanProperties.seeds {
        var accounts = RandomAccounts(seed: seed, capabilities: layout)
        let writing = try accounts.writing(on: accounts.console(people: 12))
        #expect(throws: Never.self) { try writing.roster(.yaml) }
        #expect(try check.accepts(Self.value(writing.yaml(), "team.yaml")), "seed \(seed)")
        #expect(try check.accepts(Self.value(writing.json(), "team.json")), "seed \(seed)")
      }
    }
  }

  private static let person = "{email: a@acme.example, name: Ann Lee, role: r}"

  @Test(arguments: [
    "roles: {r: [A/*]}\ntechnicians: [\(person)]\nteams: {}", "technicians: []", "technicians: nina", "[]",
    "roles: [r]\ntechnicians: [\(person)]", "roles: {r: A/*}\ntechnicians: [\(person)]", "roles: {r: [A]}\ntechnicians: [\(person)]",
    "roles: {r: {without: [A/x]}}\ntechnicians: [\(person)]", "roles: {r: {permissions: []}, s: {inherits: [r]}}\ntechnicians: [\(person)]",
    "roles: {r: {inherit: r}}\ntechnicians: [\(person)]", "roles: {'': [A/*], r: []}\ntechnicians: [\(person)]",
    "version: 2\nroles: {r: []}\ntechnicians: [\(person)]", "unlisted: remove\nroles: {r: []}\ntechnicians: [\(person)]",
    "protect: breakglass@acme.example\nroles: {r: []}\ntechnicians: [\(person)]",
    "ignore: [contractor.example]\nroles: {r: []}\ntechnicians: [\(person)]",
    "roles: {r: []}\ntechnicians: [{email: acme.example, name: Ann Lee, role: r}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, role: r}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, first_name: Ann, role: r}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, name: Ann, first_name: Ann, last_name: Lee, role: r}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, name: Ann Lee}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, name: Ann Lee, role: r, kind: boss}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, name: Ann Lee, role: r, state: gone}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, name: Ann Lee, role: r, extra: A/x}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, name: Ann Lee, role: r, id: '07'}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, name: Ann Lee, role: r, id: 5.5}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, name: 42, role: r}]",
    "roles: {r: []}\ntechnicians: [{email: a@acme.example, name: No, role: r}]",
  ])
  func whatTheReaderRefusesTheSchemaRefuses(_ text: String) throws {
    #expect(throws: RosterMistakes.self) { try RosterReader.parse(text: text, fileName: "team.yaml") }
    #expect(try !check.accepts(Self.value(text, "team.yaml")))
  }
}
