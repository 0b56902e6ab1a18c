import Foundation
import Provisioning
import Secrets
import Subprocess
import Technicians

/// How somebody's first password is handed on: to a person's eyes or to a program, and to no file of ours.
enum PasswordDelivery: Sendable {
  /// The terminal itself, by its open descriptor: the streams may lead into files.
  case terminal(Int32)
  /// The standard input of a shell command.
  case command(String)

  /// It was not handed on.
  struct Failed: Error {
    let reason: String
  }

  /// - Throws: ``UsageError`` where there is no terminal.
  static func onTerminal() throws -> PasswordDelivery {
    let terminal = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else {
      throw UsageError(
        "there is no terminal to show a password on", "Say --password-to COMMAND, or leave it out: then the console mails it.")
    }
    return .terminal(terminal)
  }

  /// What is said of it beforehand.
  var sentence: String {
    switch self {
    case .terminal: "first password: shown here once, and not mailed"
    case .command(let command): "first password: given to the command \(ShownText.quoted(command)), and not mailed"
    }
  }

  /// Hands it on. Ctrl-C does not stop it: it is all that is left of a password that nobody else knows.
  func deliver(_ secret: Secret, of email: EmailAddress) async throws(Failed) {
    switch self {
    case .terminal(let terminal):
      do {
        try secret.reveal { try Streams.write("First password of \(email): \($0)\n", to: terminal) }
      } catch {
        throw Failed(reason: "the terminal did not take it: \(error)")
      }
    case .command(let command):
      let result = await Task { await Self.run(command, given: secret) }.value
      try result.get()
    }
  }

  /// What the command prints is thrown away: it may say what it was given.
  private static func run(_ command: String, given secret: Secret) async -> Result<Void, Failed> {
    let shown = ShownText.quoted(command)
    // One line, as programs that ask for a password read it.
    let line = secret.reveal { Array("\($0)\n".utf8) }
    do {
      let result = try await Subprocess.run(
        .name("sh"), arguments: ["-c", command], input: .array(line), output: .discarded, error: .discarded)
      guard result.terminationStatus.isSuccess else {
        return .failure(Failed(reason: "the command failed (\(result.terminationStatus)): \(shown)"))
      }
      return .success(())
    } catch {
      return .failure(Failed(reason: "the command could not be given it: \(shown)"))
    }
  }
}
