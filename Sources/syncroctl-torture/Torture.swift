import ArgumentParser
import ConsoleEmulator
import Foundation

/// `syncroctl-torture`
struct Torture: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "syncroctl-torture",
    abstract: "Kills runs at every point, and lets everything go wrong, on an emulated console.",
    discussion: """
      syncroctl-torture                      # everything: hours
      syncroctl-torture --sample 6           # a few points of each kind, as CI does
      syncroctl-torture --log points.txt     # stopped and started again, it goes on
      syncroctl-torture --job offboard --skin react

      Each run creates, changes and deactivates. Killed or struck, it is taken up
      again; then the console's own log must have every intended change once.
      """)

  @Option(help: "What the runs do: apply a plan, or offboard somebody. (values: apply, offboard)")
  var job = Job.apply

  @Option(help: "Only this layout: technicians or users.")
  var layout: String?

  @Option(help: "The console's skin: classic, react or foreign. The last needs the checkout as the folder it is started in.")
  var skin = "classic"

  @Option(help: "Try only so many points of each kind of kill, and so many of all faults together.")
  var sample: Int?

  @Option(help: "Which points a sample takes: the same number takes the same ones.")
  var seed: UInt64 = 1

  @Option(help: "How many runs at once.")
  var jobs = 2

  @Flag(help: "Only kill.")
  var onlyKills = false

  @Flag(help: "Only let things go wrong.")
  var onlyFaults = false

  @Option(help: "Only this point, such as journal:7, or this fault, such as \"drop-after 12\".")
  var only: String?

  @Option(help: "Write down the points that held, and leave out those that an earlier run of the same build wrote down.")
  var log: String?

  func run() async throws {
    let log = try log.map { try TrialLog($0) }
    var tried = 0
    var before = 0
    var failures: [String] = []
    let chosen = layout
    guard let skin = EmulatedSkin(rawValue: skin) else { throw ValidationError("there is no skin \"\(skin)\"") }
    for layout in EmulatedLayout.allCases where chosen == nil || chosen == layout.rawValue {
      let score = try await LayoutTorture(
        job: job, layout: layout, skin: skin, sample: sample, seed: seed, jobs: max(1, jobs), kills: !onlyFaults, faults: !onlyKills,
        only: only, log: log
      ).run()
      tried += score.tried
      before += score.before
      failures += score.failures
    }
    print("torture: \(tried) points tried, \(failures.count) failed" + (before > 0 ? "; \(before) more held before" : ""))
    for failure in failures { print(failure) }
    guard failures.isEmpty, tried + before > 0 else { throw ExitCode(1) }
  }
}
