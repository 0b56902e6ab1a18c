import ConsolePages
import Foundation
import SelectorPacks
import Technicians
import WebDriver

/// What a bug report needs of a console that the pack does not fit: what there is on each page, without whom it is about.
///
/// Kept are the names of controls, headings of tables, ids, classes and hooks. Texts, cells and whatever stands in a row of people are
/// replaced by their shape.
struct DoctorBundle: Encodable {
  struct Page: Encodable {
    let page: String
    let path: String
    let status: Int
    let things: [Thing]
    let tables: [Table]
  }

  struct Thing: Encodable {
    let role: String
    let name: String
    let labels: [String]
    let tag: String
    let type: String
    let id: String
    let field: String
    let hooks: [String]
    let classes: [String]
    let inside: String
    let form: Int
    let row: Int
    let shown: Bool
    let known: String?
  }

  struct Table: Encodable {
    let headings: [String]
    let id: String
    let hooks: [String]
    let classes: [String]
    let rows: Int
    let cells: [[String]]
  }

  let layout: String
  let version: String
  let findings: [Finding]
  let pages: [Page]

  /// A finding without its suggestions, which have words of the page in them.
  struct Finding: Encodable {
    let name: String
    let state: String
    let by: [String]
  }

  init(_ diagnosis: ConsoleDoctor.Diagnosis, pack: SelectorPack) {
    layout = pack.layout
    version = pack.version
    findings = diagnosis.pages.flatMap { page in
      page.entries.map { Finding(name: $0.state == .unknown ? Self.shape($0.name) : $0.name, state: $0.state.rawValue, by: $0.by) }
        + (page.block.map { [Finding(name: page.page, state: page.state.rawValue, by: [$0])] } ?? [])
    }
    let own = diagnosis.signedInAs.map { Self.parts($0.description) } ?? []
    let people = Set(diagnosis.seen.flatMap { $0.inventory.tables }.flatMap(\.sample).flatMap(\.self).flatMap(Self.parts) + own)
    func safe(_ text: String) -> String {
      text.contains("@") || Self.parts(text).contains(where: people.contains) ? Self.shape(text) : text
    }
    pages = diagnosis.seen.map { seen in
      let inventory = seen.inventory
      return Page(
        page: seen.page, path: Self.path(inventory.address), status: inventory.status,
        things: inventory.things.map { thing in
          let isTold = thing.kind == .control && thing.row < 0
          return Thing(
            role: thing.role,
            name: isTold || (thing.kind == .control && thing.role == "button") ? safe(thing.name) : Self.shape(thing.name),
            labels: thing.labels.map(safe), tag: thing.tag, type: thing.type, id: Self.shapeOfNumbers(thing.id), field: thing.field,
            hooks: thing.hooks, classes: thing.classes, inside: safe(thing.inside), form: thing.form, row: thing.row, shown: thing.shown,
            known: thing.known)
        },
        tables: inventory.tables.map { table in
          Table(
            headings: table.headings, id: Self.shapeOfNumbers(table.id), hooks: table.hooks, classes: table.classes, rows: table.rows,
            cells: table.sample.map { $0.map(Self.shape) })
        })
    }
  }

  /// The words of a text that could be a person's: with a capital, or of an address.
  private static func parts(_ text: String) -> [String] {
    text.split { !$0.isLetter }.filter { $0.count > 2 }.map { $0.lowercased() }.filter { !common.contains($0) }
  }

  /// Words that stand in cells and in labels, and are nobody's name.
  private static let common: Set<String> = [
    "active", "admin", "global", "technician", "user", "deactivated", "disabled", "never", "open", "new", "utc", "name", "email", "com",
    "net",
    "org", "token", "mobile", "api", "details", "disable", "password", "mfa",
  ]

  /// `Xxxx Xxxxx`, `xxxx@xxxx.xxxx`, `9999-99-99`.
  static func shape(_ text: String) -> String {
    String(text.prefix(80).map { $0.isUppercase ? "X" : $0.isLetter ? "x" : $0.isNumber ? "9" : $0 })
  }

  private static func shapeOfNumbers(_ text: String) -> String { String(text.map { $0.isNumber ? "9" : $0 }) }

  private static func path(_ address: String) -> String {
    guard let scheme = address.range(of: "://") else { return "" }
    let rest = address[scheme.upperBound...]
    return shapeOfNumbers(String(rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"))
  }
}
