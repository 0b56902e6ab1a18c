import ConsoleEmulator
import Foundation
import SelectorPacks
import TestSupport
import Testing

/// The published schema says what the reader reads.
@Suite struct PackSchemaTests {
  private let check: SchemaCheck

  init() throws {
    let text = try String(contentsOf: repository.appending(path: "schemas/selectors.schema.json"), encoding: .utf8)
    check = SchemaCheck(schema: try SchemaValue(yaml: text))
  }

  @Test(arguments: EmulatedLayout.allCases) func theShippedPacksAreAsTheSchemaSays(_ layout: EmulatedLayout) throws {
    let text = try String(contentsOf: repository.appending(path: "selectors/\(layout.rawValue).yaml"), encoding: .utf8)
    #expect(try check.accepts(SchemaValue(yaml: text)))
    #expect(text.hasPrefix("# yaml-language-server: $schema=../schemas/selectors.schema.json\n"), "an editor finds the schema by this")
  }

  @Test(arguments: ReadingTests.validTexts + ExtendsTests.validTexts) func whatIsReadIsAsTheSchemaSays(_ text: String) throws {
    #expect(try check.accepts(SchemaValue(yaml: text)))
  }

  /// What a schema cannot see: references, files and layers, regular expressions, and YAML itself.
  @Test(arguments: MistakeTests.mistakes) func whatIsRefusedTheSchemaRefusesIfItCanSeeIt(_ mistake: MistakeTests.Mistake) throws {
    guard let texts = try? ([mistake.text] + mistake.overrides).map({ try SchemaValue(yaml: $0) }) else {
      #expect(mistake.schemaSees == .notYAML)
      return
    }
    let areAccepted = try texts.allSatisfy { try check.accepts($0) }
    #expect(areAccepted == (mistake.schemaSees == .no), "\(mistake.title)")
  }

  @Test func everythingIsExplained() throws {
    func walk(_ schema: SchemaValue, _ path: String) {
      for (name, property) in schema["properties"]?.members ?? [:] where property != .bool(false) && property["const"] == nil {
        #expect((property["description"]?.text ?? "").count > 12, "\(path).\(name)")
      }
      for (name, part) in schema.members { walk(part, "\(path).\(name)") }
      for part in schema.items { walk(part, path) }
    }
    walk(try #require(check.schema["properties"]), "")
    for name in ["block", "page", "element", "candidate", "table", "boxes", "capabilities"] {
      walk(try #require(check.schema["$defs"]?[name]), name)
    }
  }
}
