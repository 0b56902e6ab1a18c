import Glibc

/// One of the clients of `scripts/bench-webdriver`: `webdriver-bench URL SESSION` reads lines such as `title 50`, and answers each with so
/// many durations in nanoseconds.
@main
enum Main {
  static func main() async throws {
    try await run()
  }

  /// Not on the main thread, where each answer would have to queue for it.
  @concurrent
  private static func run() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { throw Usage() }
    let bench = try Bench(url: arguments[1], sessionID: arguments[2])
    while let line = readLine() {
      print(try await bench.answer(line))
      // What reads it is a pipe, before which output is held back.
      fflush(nil)
    }
  }

  /// The arguments are not `URL SESSION`.
  struct Usage: Error {}
}
