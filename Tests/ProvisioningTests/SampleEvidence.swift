import Foundation
import Technicians
import Testing

@testable import Provisioning

/// An evidence folder as a run of two changes leaves it, made by the calls of a run, with small pictures.
struct SampleEvidence {
  let url: URL
  let key: SigningKey
  let header: RunHeader

  static let began = Date(timeIntervalSince1970: 1_795_444_267)

  /// Makes the folder in `parent`, in place of another of that name.
  ///
  /// - Parameter until: how many entries of seven are written; the seal comes with the last.
  init(in parent: URL, key: SigningKey? = nil, began: Date = Self.began, until count: Int = 7) throws {
    let folder = try EvidenceFolder(in: parent, now: began)
    self.key = try key ?? SigningKey(newFor: "evidence")
    url = folder.url
    header = try Self.header(folder.run, began: began)
    let results = try Self.results()
    try folder.begin(header)
    var written = 1
    func next(_ step: () throws -> Void) rethrows {
      guard written < count else { return }
      try step()
      written += 1
    }
    for (index, result) in results.enumerated() {
      let number = index + 1
      try next {
        try folder.keep(Data("picture \(number) before".utf8), as: "00\(number)-before.png")
        try folder.looked(Looked(person: result.technician), change: number, at: began)
      }
      try next {
        try folder.keep(Data("picture \(number) after".utf8), as: "00\(number)-after.png")
        try folder.ended(result, change: number, at: began)
      }
    }
    try next { try folder.wentOn(process: 2, at: began) }
    try next { try folder.end(try Self.summary(), at: began, seal: self.key) }
  }

  static func header(_ run: RunID, began: Date = Self.began) throws -> RunHeader {
    let changes = try Self.results().map(\.change)
    let plan = Plan(
      basis: Plan.Basis(
        address: "acme.example", layout: "users", signedInAs: try EmailAddress("robot@acme.example"), rosterFile: "team.yaml", people: 2,
        roles: 0),
      changes: changes, unchanged: 0, notInRoster: [],
      seats: SeatForecast(usage: SeatUsage(active: 2, pricePerMonth: Money(cents: 12900), source: .console), changes: changes), notes: [])
    let file = try PlanFile(
      made: began, expires: began + 3600, author: "alice", console: "https://acme.example", pack: "0123", roster: ["4567"],
      limits: GuardSettings(), verdicts: [], plan: plan)
    return RunHeader(
      id: run, console: "https://acme.example", layout: "users", signedInAs: try EmailAddress("robot@acme.example"), operator: "alice",
      host: "desk", process: 1, began: began, plan: file)
  }

  static func results() throws -> [ChangeResult] {
    try ["lee.wong@acme.example", "nina.park@acme.example"].map { email in
      let person = try SampleConsole.technician(email, "Lee \"L\" Wöng", id: "5127")
      return ChangeResult(
        change: Change(
          subject: .person(id: person.id, email: person.email, name: person.name), action: .reactivate, rosterLocation: .commandLine),
        outcome: .done, detail: "reactivated, read back", technician: person, group: nil, commands: 9, seconds: 1.25, began: began,
        pictures: [], explanation: nil, cause: nil)
    }
  }

  static func summary() throws -> RunSummary { RunSummary(results: try results(), seconds: 2.5, endedEarly: nil) }

  /// The findings, each as `file:line kind`.
  func findings(key: PublicKey? = nil) throws -> [String] {
    try EvidenceVerifier.verify(url, key: key ?? self.key.publicKey).map { finding in
      "\(finding.file)\(finding.line.map { ":\($0)" } ?? "") \(finding.kind.rawValue)"
    }
  }

  var log: URL { url.appending(path: "log.jsonl") }

  func lines() throws -> [String] {
    try String(decoding: Data(contentsOf: log), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func write(_ lines: [String]) throws { try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: log) }

  /// The lines with numbers, links and digests worked out anew: what somebody does who knows how the log is made and has no key.
  static func rechained(_ lines: [String], from first: Int = 0, to last: Int? = nil, renumbering: Bool = true) throws -> [String] {
    var lines = lines
    for index in first...(last ?? lines.count - 1) {
      var line = lines[index]
      let previous = index == 0 ? "" : try digest(in: lines[index - 1])
      line.replace(/"previous":"[^"]*"\}$/, with: "\"previous\":\"\(previous)\"}")
      if renumbering { line.replace(/"n":\d+,"payload"/, with: "\"n\":\(index + 1),\"payload\"", maxReplacements: 1) }
      let stated = try digest(in: line)
      let bare = line.replacing("\"digest\":\"\(stated)\"", with: "\"digest\":\"\"", maxReplacements: 1)
      lines[index] = bare.replacing("\"digest\":\"\"", with: "\"digest\":\"\(Digest.sha256(Data(bare.utf8)))\"", maxReplacements: 1)
    }
    return lines
  }

  static func digest(in line: String) throws -> String { String(try #require(line.firstMatch(of: /"digest":"([0-9a-f]{64})"/)).output.1) }
}

/// A folder for the time of `body`.
func withTemporaryFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
