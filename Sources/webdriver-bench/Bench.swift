import CurlTransport
import WebDriver

/// Does on one session what it is told, and says how long it took.
struct Bench {
  private let client: CurlClient
  private let remote: any Transport
  private let session: Session

  /// Joins the session `sessionID` of the remote end at `url`.
  init(url: String, sessionID: String) throws {
    client = CurlClient()
    remote = try CurlTransport(baseURL: url, client: client)
    session = Session.attach(sessionID, on: RemoteEnd(transport: remote))
  }

  /// Carries out one line, and gives the line to answer with.
  func answer(_ line: String) async throws -> String {
    let words = line.split(separator: " ").map(String.init)
    guard words.count > 1, let count = Int(words[1]) else { throw Misunderstood(line: line) }
    switch words[0] {
    case "title": return try await times(count) { _ = try await session.title() }
    case "find": return try await times(count) { _ = try await session.find(.css("#button")) }
    case "execute": return try await times(count) { _ = try await session.execute("return(1+1)", as: Int.self) }
    case "click":
      let button = try await session.find(.css("#button"))
      return try await times(count) { try await session.click(button) }
    case "texts":
      let elements = try await session.findAll(.css("p"))
      return try await times(count) { for element in elements { _ = try await session.text(of: element) } }
    case "soak": return try await soak(count)
    case "cancel": return try await cancel(count)
    case "parallel": return try await parallel(count, browser: words[2], arguments: Array(words[3...]))
    default: throw Misunderstood(line: line)
    }
  }

  /// How long `body` takes each of `count` times, in nanoseconds.
  private func times(_ count: Int, _ body: () async throws -> Void) async throws -> String {
    var times: [String] = []
    for _ in 0..<count {
      let start = ContinuousClock.now
      try await body()
      times.append("\((ContinuousClock.now - start).nanoseconds)")
    }
    return times.joined(separator: " ")
  }

  /// Resident memory in kB before and after `count` commands of three kinds, the first hundred of which come before the first figure.
  private func soak(_ count: Int) async throws -> String {
    var before = 0
    for number in 0..<(count + 100) {
      if number == 100 { before = OwnProcess.residentKilobytes }
      switch number % 3 {
      case 0: _ = try await session.title()
      case 1: _ = try await session.find(.css("#button"))
      default: _ = try await session.execute("return(1+1)", as: Int.self)
      }
    }
    return "\(before) \(OwnProcess.residentKilobytes)"
  }

  /// How long it takes, each of `count` times, until a cancelled command has thrown, in nanoseconds.
  private func cancel(_ count: Int) async throws -> String {
    let usual = session.timeouts
    try await session.setTimeouts(SessionTimeouts(script: .milliseconds(150)))
    var times: [String] = []
    for _ in 0..<count {
      let command = Task { [session] in try await session.execute("return new Promise(() => {})", as: Int?.self) }
      // Long enough for the script to be running.
      try await Task.sleep(for: .milliseconds(25))
      let start = ContinuousClock.now
      command.cancel()
      let result = await command.result
      times.append("\((ContinuousClock.now - start).nanoseconds)")
      guard case .failure(let error) = result, error is CancellationError else { throw NotCancelled() }
      // The driver goes on with the script until its limit, and only then does this.
      _ = try await session.title()
    }
    try await session.setTimeouts(usual)
    return times.joined(separator: " ")
  }

  /// Threads before `count` more sessions, at most while all of them wait for scripts at once, and how many milliseconds 20 scripts of
  /// 100 ms in each of them took.
  private func parallel(_ count: Int, browser: String, arguments: [String]) async throws -> String {
    let options: JSONValue = ["binary": .string(browser), "args": .array(arguments.map(JSONValue.string))]
    let before = OwnProcess.threads
    let remote = remote
    let sessions = try await withThrowingTaskGroup(of: Session.self) { group in
      for _ in 0..<count {
        group.addTask {
          try await Session.start(
            on: RemoteEnd(transport: remote), alwaysMatch: ["browserName": "chrome", "goog:chromeOptions": options],
            startLimit: .seconds(300))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let start = ContinuousClock.now
    let most = try await withThrowingTaskGroup(of: Int.self) { group in
      for session in sessions {
        group.addTask {
          var most = 0
          for _ in 0..<20 {
            async let script = session.executeAsync("setTimeout(arguments[0], 100, 1)", as: Int.self)
            most = max(most, OwnProcess.threads)
            _ = try await script
            most = max(most, OwnProcess.threads)
          }
          return most
        }
      }
      return try await group.reduce(0, max)
    }
    let took = (ContinuousClock.now - start).nanoseconds / 1_000_000
    await withTaskGroup { group in
      for session in sessions { group.addTask { try? await session.delete() } }
    }
    return "\(before) \(most) \(took)"
  }

  /// A line that is no command.
  struct Misunderstood: Error { let line: String }
  /// A cancelled command that did not end as one.
  struct NotCancelled: Error {}
}

extension Duration {
  fileprivate var nanoseconds: Int { Int(components.seconds) * 1_000_000_000 + Int(components.attoseconds / 1_000_000_000) }
}
