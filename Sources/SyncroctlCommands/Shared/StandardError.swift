import Foundation

/// Talk: progress, questions, errors. Data goes to standard output.
enum StandardError {
  /// Whether a person is looking.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

/// What a command says while it works. Silent with `--quiet`.
struct Talk: Sendable {
  let isQuiet: Bool

  func say(_ line: String) {
    guard !isQuiet else { return }
    StandardError.write(line + "\n")
  }
}

/// Data that must be out at once, though standard output is a pipe.
enum StandardOutput {
  static func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}
