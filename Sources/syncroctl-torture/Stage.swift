import ConsoleEmulator
import CurlTransport
import Foundation
import Logging
import Subprocess
import Synchronization
import SystemPackage
import WebDriver

/// A place where runs are tortured: a console that is new for each run but always at the same address, so that one plan serves all of them.
struct Stage: Sendable {
  let layout: EmulatedLayout
  let skin: EmulatedSkin
  /// All that the runs keep; taken away afterwards.
  let folder: URL
  let port: Int
  let controlPort: Int

  /// How a child ended.
  struct Ended: Sendable {
    /// The exit code; 128 and the number of the signal that ended it.
    let status: Int32
    let talk: String
  }

  /// A console that a run is made on.
  struct Console: Sendable {
    let stage: Stage
    let emulator: RunningEmulator
    let child: RunningChild

    /// What was changed, each change as one line of JSON. People who sign in are no changes.
    func changes() async throws -> [String] {
      try await Control.array(emulator.controlURL + "/mutations").compactMap { entry in
        guard let action = entry["action"] as? String, !action.hasPrefix("session.") else { return nil }
        let kept = ["action": action, "target": entry["target"] ?? "", "changes": entry["changes"] ?? [:]]
        return String(decoding: try JSONSerialization.data(withJSONObject: kept, options: [.sortedKeys]), as: UTF8.self)
      }
    }

    /// The methods of the requests for pages that there have been.
    func requests() async throws -> [String] {
      try await Control.array(emulator.controlURL + "/requests").map { $0["method"] as? String ?? "" }
    }

    /// Somebody who is no admin and has API tokens, one with a name and one without, and open tickets; and somebody active who has neither.
    func leaverAndHeir() async throws -> (leaver: String, heir: String) {
      let state = try await Control.object(emulator.controlURL + "/state")
      func list(_ name: String) -> [[String: Any]] { state[name] as? [[String: Any]] ?? [] }
      let tokens = list("tokens")
      let tickets = list("tickets").filter { $0["status"] as? String != "Resolved" }
      let people = list("people").filter { $0["status"] as? String == "active" && $0["kind"] as? String != "admin" }
        .compactMap { $0["email"] as? String }
      func has(_ email: String, named: Bool) -> Bool {
        tokens.contains { $0["creator"] as? String == email && ($0["name"] as? String != "") == named }
      }
      func hasTickets(_ email: String) -> Bool { tickets.contains { $0["assignee"] as? String == email } }
      guard let leaver = people.first(where: { has($0, named: true) && has($0, named: false) && hasTickets($0) }),
        let heir = people.first(where: { !has($0, named: true) && !has($0, named: false) && !hasTickets($0) })
      else { throw Broken("the console has nobody with tokens and tickets, or nobody without") }
      return (leaver, heir)
    }

    /// Runs the program under test.
    func syncroctl(_ arguments: [String], kill point: KillPoint? = nil) async throws -> Ended {
      try await stage.run(arguments, emulator, child, point)
    }
  }

  /// What the program is told that the console is. What no shipped pack knows has one among the examples of the checkout.
  private var pack: String {
    guard skin == .foreign else { return layout.rawValue }
    return "\(FileManager.default.currentDirectoryPath)/docs/examples/packs/werkhof-\(layout.rawValue).yaml"
  }
  private var counts: String { folder.appending(path: "counts").path }

  /// How many writes and commands the last child came to.
  var lastCounts: (writes: Int, commands: Int) {
    let words = ((try? String(contentsOfFile: counts, encoding: .utf8)) ?? "").split(separator: " ").compactMap { Int($0) }
    return words.count == 2 ? (words[0], words[1]) : (0, 0)
  }

  /// A new console, and a place without a trace of earlier runs but for the plan.
  func withConsole<Value: Sendable>(
    faults: [Fault] = [], killAtCommit number: Int? = nil, _ body: @Sendable (Console) async throws -> Value
  ) async throws -> Value {
    for name in ["home", "tmp", "state", "runs"] {
      try? FileManager.default.removeItem(at: folder.appending(path: name))
      try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    let child = RunningChild()
    var configuration = EmulatorConfiguration()
    configuration.layout = layout
    configuration.skin = skin
    configuration.port = port
    configuration.controlPort = controlPort
    configuration.asksForCodes = false
    configuration.faults = faults
    let commits = Mutex(0)
    // People who sign in are counted by the console too; here only what they change.
    configuration.onMutation = { _ in
      let count = commits.withLock { count in
        count += 1
        return count
      }
      if count == number { child.kill() }
    }
    return try await withEmulator(configuration, logger: Logger(label: "torture", factory: { _ in SwiftLogNoOpLogHandler() })) { emulator in
      try await body(Console(stage: self, emulator: emulator, child: child))
    }
  }

  private func run(
    _ arguments: [String], _ emulator: RunningEmulator, _ child: RunningChild, _ point: KillPoint?
  ) async throws -> Ended {
    let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    func place(_ name: String) -> String { folder.appending(path: name).path }
    var environment: [String: String] = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": place("home"), "TMPDIR": place("tmp"),
      "SYNCROCTL_STATE_DIR": place("state"), "SYNCROCTL_CONSOLE": emulator.consoleURL, "SYNCROCTL_LAYOUT": pack,
      "SYNCROCTL_EMAIL": emulator.email, "SYNCROCTL_PASSWORD": emulator.password, Child.countVariable: counts,
    ]
    if let point { environment[Child.pointVariable] = "\(point)" }
    var variables: [Subprocess.Environment.Key: String] = [:]
    for (name, value) in environment { variables[Subprocess.Environment.Key(stringLiteral: name)] = value }
    let result = try await Subprocess.run(
      .path(FilePath(executable)), arguments: Arguments([Child.flag] + arguments), environment: .custom(variables),
      workingDirectory: FilePath(folder.path), input: .none, output: .discarded, error: .string(limit: 1 << 20)
    ) { execution in
      child.started(execution.processIdentifier.value)
    }
    child.ended()
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Ended(status: status, talk: "\(result.standardError)")
  }
}

/// The process that is to be killed when the console says so.
final class RunningChild: Sendable {
  private let process = Mutex<Int32?>(nil)

  func started(_ id: Int32) { process.withLock { $0 = id } }
  func ended() { process.withLock { $0 = nil } }

  func kill() {
    process.withLock { id in
      if let id { _ = Foundation.kill(id, SIGKILL) }
    }
  }
}

/// The console's own account of itself.
private enum Control {
  static func array(_ url: String) async throws -> [[String: Any]] { try await value(url) as? [[String: Any]] ?? [] }

  static func object(_ url: String) async throws -> [String: Any] { try await value(url) as? [String: Any] ?? [:] }

  private static func value(_ url: String) async throws -> Any {
    let client = CurlClient()
    defer { client.close() }
    let response = try await client.send(HTTPRequest(.get, url, timeLimit: .seconds(10)))
    return try JSONSerialization.jsonObject(with: Data(response.body))
  }
}
