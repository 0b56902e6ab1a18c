import Provisioning
import Secrets
import Subprocess

extension Configuration {
  /// Where a secret comes from.
  enum SecretSetting: Sendable {
    case value(Secret)
    /// A shell command that prints it, such as `pass show acme/password`.
    case command(String)
  }
}

extension Configuration.SecretSetting {
  /// The secret itself.
  ///
  /// - Parameter isWhole: whether all that a command prints is the secret, and not its first line alone.
  /// - Throws: ``UsageError`` if its command fails or prints nothing. What the command printed is not shown.
  func secret(label: String, isWhole: Bool = false) async throws -> Secret {
    switch self {
    case .value(let secret): return secret
    case .command(let command):
      let shown = CommandText.quoted(command)
      let advice = "Try it in a shell: \(isWhole ? "what it prints" : "its first line") has to be the secret."
      let line: String
      do {
        let result = try await Subprocess.run(
          .name("sh"), arguments: ["-c", command], output: .string(limit: 64 * 1024), error: .discarded)
        guard result.terminationStatus.isSuccess else {
          throw UsageError("the command for \(label) failed (\(result.terminationStatus)): \(shown)", advice)
        }
        line = isWhole ? result.standardOutput : result.standardOutput.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
      } catch is SubprocessError {
        // Its text says what could not be run or read, never what was read.
        throw UsageError("the command for \(label) could not be run: \(shown)", advice)
      }
      guard !line.isEmpty else { throw UsageError("the command for \(label) printed nothing: \(shown)", advice) }
      return Secret(line, label: label)
    }
  }
}
