public import ArgumentParser
import Foundation

/// The command line.
public struct Syncroctl: AsyncParsableCommand {
  /// What the command is called and which commands it has.
  public static let configuration = CommandConfiguration(
    commandName: "syncroctl",
    abstract: "Manages the technicians of a Syncro account through its own admin pages.",
    discussion: """
      See it work, on a local console and with a real browser:
        syncroctl demo

      Bring a console in line with a roster:
        syncroctl config init                    # console, account, password
        syncroctl config check
        syncroctl roster export -o team.yaml     # on the first day
        syncroctl plan team.yaml -o team.plan
        syncroctl apply team.plan

      Exit codes (docs/exit-codes.md says what to do about each):
        0    done, or nothing to do
        1    failed
        2    changes are pending (plan, drift)
        3    a guard refused
        4    an approval is missing, expired, stale or spent
        5    not signed in
        6    the page was not recognised
        7    outcome unknown: a person must look
        8    some changes done, some not
        64   a mistake in what was asked for: arguments, roster, settings
        130  interrupted before anything was changed
      """,
    version: "0.1.0",
    subcommands: [
      Demo.self, Onboard.self, Offboard.self, Reactivate.self, ResetMFA.self, PermissionsCommand.self, PlanCommand.self, Approve.self,
      Apply.self, Resume.self, TasksCommand.self, DriftCommand.self,
      RosterCommand.self, Technicians.self, Seats.self, AccessReviewCommand.self, RunsCommand.self, ReportCommand.self,
      EvidenceCommand.self, Keys.self, ConfigCommand.self, Emulator.self, RecordingsCommand.self, SelectorsCommand.self, DoctorCommand.self,
      LearnCommand.self, ManualCommand.self,
    ])

  /// For the parser.
  public init() {}

  /// Runs the command that `arguments` name, and ends the process with its exit code.
  public static func runAndExit(_ arguments: [String]) async -> Never {
    Foundation.exit(await run(arguments))
  }

  /// Runs the command that `arguments` name.
  ///
  /// - Returns: the exit code.
  static func run(_ arguments: [String]) async -> Int32 {
    let command: any ParsableCommand
    do {
      command = try parseAsRoot(arguments)
    } catch {
      return report(parsing: error)
    }
    // Handed over whole: nothing here touches it afterwards.
    nonisolated(unsafe) var parsed = command
    Streams.ignoreClosedPipes()
    let undertaking = Undertaking(arguments: arguments)
    return await Interrupts.listening(undertaking) {
      do {
        try await parsed.runAnyway()
        return 0
      } catch  where exitCode(for: error).isSuccess {
        // The parser asks for its help in this way.
        return report(parsing: error)
      } catch {
        return Failure(error, interrupted: Task.isCancelled, standing: undertaking.standing).report()
      }
    }
  }

  /// Help and version are no errors; anything else is a mistake in the arguments.
  private static func report(parsing error: any Error) -> Int32 {
    guard exitCode(for: error).isSuccess else {
      StandardError.say(usageText(for: error))
      return ExitStatus.usage.rawValue
    }
    try? StandardOutput.write(fullMessage(for: error) + "\n")
    return 0
  }

  /// The parser's message in the form of every other error, with the help to look at. Its own form repeats all options on one line.
  static func usageText(for error: any Error) -> String {
    var message = message(for: error)
    while message.hasSuffix(".") { message.removeLast() }
    if let first = message.first, message.dropFirst().first?.isUppercase != true {
      message = first.lowercased() + message.dropFirst()
    }
    let help = fullMessage(for: error).firstMatch(of: /See '([^']+)'/).map { String($0.1) } ?? "syncroctl --help"
    return "error: \(message)\nNothing was changed. See: \(help) (exit \(ExitStatus.usage.rawValue))\n"
  }
}

extension ParsableCommand {
  /// Runs the command, whether it is asynchronous or not.
  fileprivate mutating func runAnyway() async throws {
    if let asynchronous = self as? any AsyncParsableCommand {
      // A copy that only this call knows; the parser's protocol does not promise that it may cross to another thread.
      nonisolated(unsafe) var copy = asynchronous
      try await copy.run()
    } else {
      try run()
    }
  }
}
