import Glibc

/// The two streams of the program. Everything is written at once and without the C library's buffer, so that talk and data keep their
/// order on a terminal and a program that waits for a line gets it.
enum Streams {
  /// Whether the reader of standard output is still there. One who has gone (`| head`) is no reason to stop changing a console half-way.
  struct OutputLost: Error, CustomStringConvertible {
    let reason: String
    var description: String { "what was to be printed could not be written: \(reason)" }
  }

  /// Writes all of `text`.
  ///
  /// - Throws: ``OutputLost`` where it cannot be written; not when the reader has closed the pipe.
  static func write(_ text: String, to descriptor: Int32) throws(OutputLost) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EAGAIN {
        // A terminal that another program made non-blocking.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno == EPIPE {
        return
      } else if errno != EINTR {
        throw OutputLost(reason: String(cString: strerror(errno)))
      }
    }
  }

  /// Makes a reader that has gone an error of `write`, which would otherwise end this process with its browser still running.
  static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }
}

/// Talk: progress, questions, errors.
enum StandardError {
  /// Whether a person is looking.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whoever cannot be told is not told.
  static func write(_ text: String) { try? Streams.write(text, to: STDERR_FILENO) }

  /// Writes sentences, broken to the width of the terminal where there is one.
  static func say(_ text: String) { write(FittedText.fitted(text, columns: Terminal.columns())) }
}

/// Data.
enum StandardOutput {
  static func write(_ text: String) throws { try Streams.write(text, to: STDOUT_FILENO) }

  /// Writes sentences, broken to the width of the terminal where there is one.
  static func say(_ text: String) throws { try write(FittedText.fitted(text, columns: Terminal.columns(of: STDOUT_FILENO))) }
}

/// What a command says while it works. Silent with `--quiet`.
struct Talk: Sendable {
  let isQuiet: Bool

  func say(_ line: String) {
    guard !isQuiet else { return }
    StandardError.say(line + "\n")
  }
}
