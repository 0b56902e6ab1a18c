public import ArgumentParser
import DriverProcess
import Foundation
import UnixSignals

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
        export SYNCROCTL_CONSOLE=https://acme.syncromsp.com SYNCROCTL_LAYOUT=users
        export SYNCROCTL_EMAIL=robot@acme.com SYNCROCTL_PASSWORD_COMMAND='pass show acme/password'
        export SYNCROCTL_TOTP_COMMAND='pass show acme/totp'
        syncroctl plan team.yaml
        syncroctl apply team.yaml

      Exit codes: 0 done, or nothing to do · 1 failed · 2 changes are pending (plan) · 3 a guard refused · 5 not signed in ·
      6 the page was not recognised · 7 outcome unknown: a person must look · 8 some changes done, some not · 64 usage ·
      130 interrupted before anything was changed.
      """,
    version: "0.1.0",
    subcommands: [Demo.self, Emulator.self, Technicians.self, Seats.self, PlanCommand.self, Apply.self])

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
    return await Interrupts.listening {
      do {
        if var asynchronous = command as? any AsyncParsableCommand {
          try await asynchronous.run()
        } else {
          var synchronous = command
          try synchronous.run()
        }
        return 0
      } catch {
        return Failure(error, interrupted: Task.isCancelled).report()
      }
    }
  }

  /// Help and version are no errors; anything else is a mistake in the arguments.
  private static func report(parsing error: any Error) -> Int32 {
    let text = fullMessage(for: error)
    guard exitCode(for: error).isSuccess else {
      StandardError.write(text + "\n")
      return ExitStatus.usage.rawValue
    }
    print(text)
    return 0
  }
}
