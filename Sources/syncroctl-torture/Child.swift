import Foundation
import Synchronization
import SyncroctlCommands

/// The program under test, in a process of its own: it is `syncroctl` but for two hooks, which kill it at a chosen moment.
enum Child {
  static let flag = "--child"
  /// Where to kill, such as `journal:7`, in the environment of the child.
  static let pointVariable = "SYNCROCTL_TORTURE_POINT"
  /// A file into which the child counts its writes and commands.
  static let countVariable = "SYNCROCTL_TORTURE_COUNT"

  static func run(_ arguments: [String]) async -> Never {
    let environment = ProcessInfo.processInfo.environment
    let point = environment[pointVariable].flatMap { KillPoint($0) }
    let counts = Counts(file: environment[countVariable])
    var hooks = RunHooks()
    hooks.afterJournalWrite = { number in
      counts.note(writes: number)
      if point == KillPoint(.journal, number) { kill(getpid(), SIGKILL) }
    }
    hooks.afterCommand = { number in
      counts.note(commands: number)
      if point == KillPoint(.command, number) { kill(getpid(), SIGKILL) }
    }
    await RunHooks.$current.withValue(hooks) { () async -> Void in await Syncroctl.runAndExit(arguments) }
    exit(0)
  }

  /// The highest numbers so far, kept in a file for the parent.
  private final class Counts: Sendable {
    private let file: String?
    private let state = Mutex((writes: 0, commands: 0))

    init(file: String?) { self.file = file }

    func note(writes: Int? = nil, commands: Int? = nil) {
      state.withLock { state in
        state = (max(state.writes, writes ?? 0), max(state.commands, commands ?? 0))
        if let file { try? "\(state.writes) \(state.commands)".write(toFile: file, atomically: true, encoding: .utf8) }
      }
    }
  }
}

/// A moment at which the process is killed.
struct KillPoint: Sendable, Hashable, CustomStringConvertible {
  enum Kind: String, Sendable, CaseIterable {
    /// After a write to the journal.
    case journal
    /// After the answer to a WebDriver command.
    case command
    /// After the console has committed a change, before it answers.
    case commit
  }

  let kind: Kind
  /// Which of them, from 1.
  let number: Int

  init(_ kind: Kind, _ number: Int) {
    self.kind = kind
    self.number = number
  }

  init?(_ text: String) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), let number = Int(parts[1]) else { return nil }
    self.init(kind, number)
  }

  var description: String { "\(kind.rawValue):\(number)" }
}
