import Synchronization
import WebDriver

/// Counts the commands that read pages inside the browser, and may interfere in the same session just before one of them.
final class BulkTransport: Transport {
  /// What is done before such a command.
  enum Interference: Sendable {
    /// Runs a script in the page that is open, as one that the console had written there.
    case script(String)
    /// Ends the session: the browser forgets all cookies.
    case signOut
  }

  private let next: any Transport
  private let watch: BulkWatch

  init(_ next: any Transport, _ watch: BulkWatch) {
    self.next = next
    self.watch = watch
  }

  func send(_ request: WireRequest) async throws -> WireResponse {
    if Self.isBulk(request) {
      watch.add()
      try await interfere(request)
    }
    return try await next.send(request)
  }

  private static func isBulk(_ request: WireRequest) -> Bool {
    let cases = request.body?["args"]?.arrayValue?.first?["cases"]?.arrayValue ?? []
    return cases.contains { ($0["steps"]?.arrayValue ?? []).contains { $0["op"]?.stringValue == "pages" } }
  }

  private func interfere(_ request: WireRequest) async throws {
    guard let interference = watch.interference else { return }
    let session = Array(request.path.prefix(2))
    switch interference {
    case .script(let script):
      _ = try await next.send(
        WireRequest(
          command: "executeScript", method: .post, path: session + ["execute", "sync"],
          body: ["script": .string(script), "args": []], timeLimit: request.timeLimit))
    case .signOut:
      _ = try await next.send(
        WireRequest(command: "deleteAllCookies", method: .delete, path: session + ["cookie"], body: nil, timeLimit: request.timeLimit))
    }
  }
}

/// How many commands have read pages inside the browser, and what is done before the next.
final class BulkWatch: Sendable {
  private let state = Mutex<(count: Int, interference: BulkTransport.Interference?)>((0, nil))

  init(_ interference: BulkTransport.Interference? = nil) { state.withLock { $0.interference = interference } }

  var count: Int { state.withLock { $0.count } }
  var interference: BulkTransport.Interference? {
    get { state.withLock { $0.interference } }
    set { state.withLock { $0.interference = newValue } }
  }
  func add() { state.withLock { $0.count += 1 } }
}

/// Scripts that stand between a page and what it fetches.
enum FetchScript {
  /// What is fetched says something else than it does when it is opened. `change` is a JavaScript expression of the text `html` and of
  /// `number`, which counts what was fetched from 1.
  static func changing(_ change: String) -> String {
    """
    const real = window.fetch;
    let count = 0;
    window.fetch = async (address, options) => {
      const number = ++count;
      const answer = await real(address, options);
      const html = await answer.text();
      const changed = new Response(\(change), { status: answer.status, headers: answer.headers });
      Object.defineProperty(changed, 'url', { value: answer.url });
      return changed;
    };
    """
  }

  /// Before page number `page` is fetched, and after all that was begun earlier has been answered, `act` is done: statements that may await,
  /// with the real `fetch` as `real`. Pages are fetched several at a time, so that `act` could else overtake the first.
  static func before(_ page: String, _ act: String) -> String {
    """
    const real = window.fetch;
    let number = 0;
    const begun = [];
    window.fetch = async (address, options) => {
      number += 1;
      if (\(page)) { await Promise.allSettled(begun); \(act) }
      const answer = real(address, options);
      begun.push(answer);
      return answer;
    };
    """
  }
}
