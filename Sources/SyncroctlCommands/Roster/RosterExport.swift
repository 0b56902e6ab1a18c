import ArgumentParser
import Foundation
import Provisioning
import Technicians

/// `syncroctl roster export`
struct ExportRoster: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the roster and the roles of a console as it stands. Changes nothing.",
    usage: "syncroctl roster export [<options>]",
    discussion: """
      syncroctl roster export -o team.yaml
      syncroctl plan team.yaml                  # nothing to do: that is how it is

      People with the same permissions share a role; what somebody has beyond it
      or lacks of it stands in their row. Whoever a roster cannot describe is
      ignored by it, and never changed in passing: each is named with the reason.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to write it, readable by you alone; else it is printed.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Write over a file that is there.")
  var force = false

  @Flag(help: "Name deactivated people too, as state: deactivated.")
  var withDeactivated = false

  @Flag(help: "Write Area/* where all of an area is granted. That grants what it may hold in future, too.")
  var wildcards = false

  @Flag(help: "Use security groups as they stand: the roster then says who is in them, and not what they permit.")
  var existingGroups = false

  @OptionGroup var options: ConsoleOptions

  func validate() throws {
    if force, output == nil { throw ValidationError("--force is for -o FILE.") }
  }

  func run() async throws {
    let talk = options.talk.talk
    // Found out before a browser is started.
    let file = try output.map { try OutputFile($0, overwrites: force) }
    let target = try await ConsoleTarget.resolve(options, talk: talk)
    let snapshot = try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      let before = signedIn.counter.count
      let reader = signedIn.reader { talk.say($0) }
      let snapshot = try await reader.readEverybody()
      talk.say("Read the console (\(signedIn.counter.count - before) commands)")
      return snapshot
    }
    let chosen = Provisioning.RosterExport.Options(
      includesDeactivated: withDeactivated, foldsAreas: wildcards, keepsGroups: existingGroups)
    let name = output.map { URL(fileURLWithPath: $0).lastPathComponent } ?? "team.yaml"
    let export = try Provisioning.RosterExport.make(snapshot: snapshot, options: chosen, fileName: name, at: Date())
    try export.check(against: snapshot)
    if let file { try file.write(export.text) } else { try StandardOutput.write(export.text) }
    for note in export.notes { talk.say("note: \(ShownText.plain(note, limit: 1000))") }
    talk.say(Self.summary(of: export))
    if let output { talk.say("Written to \(output). Next: \(ShellWords.line(["syncroctl", "plan", output]))") }
  }

  /// What is in the roster, and that it is true.
  static func summary(of export: Provisioning.RosterExport) -> String {
    func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
    var parts = [count(export.people, "person", "people"), count(export.roles, "role", "roles")]
    if !export.ignored.isEmpty { parts.append("\(export.ignored.count) ignored") }
    if export.leftOut > 0 { parts.append("\(export.leftOut) deactivated left out") }
    return "\(parts.joined(separator: ", ")); a plan of it has nothing to do"
  }
}
