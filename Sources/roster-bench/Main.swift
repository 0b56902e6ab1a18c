import Foundation
import Provisioning
import Technicians

/// Times what happens between a roster's file and its plan, for scripts/bench-roster: reads the file, lays it beside a console of as many
/// people, writes the plan. Nothing of a browser.
///
///     roster-bench make FOLDER ROWS          # roster.yaml, roster.json, roster.csv with roles.yaml
///     roster-bench time FILE [ROLES] ROWS RUNS
///
/// Prints one line a run, in milliseconds: reading, planning, writing; and last the most memory that the process has had, in kB.
@main enum Main {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    switch words.first {
    case "make" where words.count == 3: try make(in: URL(fileURLWithPath: words[1]), company: Company(people: Int(words[2]) ?? 0))
    case "time" where words.count > 3:
      let numbers = words.suffix(2).compactMap { Int($0) }
      let files = words.dropFirst().dropLast(2)
      try time(files.first ?? "", roles: files.dropFirst().first, company: Company(people: numbers[0]), runs: numbers[1])
    default: throw Misuse()
    }
  }

  private static func make(in folder: URL, company: Company) throws {
    for (name, text) in [
      ("roster.yaml", company.yaml), ("roster.json", company.json), ("roster.csv", company.csv), ("roles.yaml", company.rolesYAML),
    ] { try Data(text.utf8).write(to: folder.appending(path: name)) }
  }

  private static func time(_ file: String, roles: String?, company: Company, runs: Int) throws {
    let console = company.console
    print("before \(peakKilobytes) kB")
    for _ in 0..<runs {
      let clock = ContinuousClock()
      let start = clock.now
      let roster = try RosterReader.read(path: file, rolesPath: roles)
      let read = clock.now
      let plan = try Planner.plan(roster: roster, snapshot: console)
      let planned = clock.now
      let kept = try PlanFile(
        made: Date(), expires: Date(), author: "bench", console: "https://acme.example", pack: "", roster: [], limits: GuardSettings(),
        verdicts: [], plan: plan)
      let bytes = try kept.data().count
      let written = clock.now
      let times = [read - start, planned - read, written - planned].map { "\(Int($0 / .milliseconds(1)))" }
      print("\(times.joined(separator: " ")) ms, \(plan.changes.count) changes, \(bytes) bytes")
    }
    print("peak \(peakKilobytes) kB")
  }

  /// `VmHWM`: the kernel's own count of the most that was resident.
  private static var peakKilobytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  private struct Misuse: Error, CustomStringConvertible {
    let description = "roster-bench make FOLDER ROWS, or roster-bench time FILE [ROLES] ROWS RUNS"
  }
}
