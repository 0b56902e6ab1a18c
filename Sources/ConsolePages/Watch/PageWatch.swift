public import Foundation
import Synchronization
import WebDriver

/// Compares each page, the first time that a run comes to it, with how it was before. It costs no command: the look that reads the page
/// tells its shape too.
public final class PageWatch: Sendable {
  private struct State {
    var shapes: PageShapes
    var changes: [PageChange] = []
    var seen: Set<String> = []
  }
  private let state: Mutex<State>
  private let now: @Sendable () -> Date

  /// - Parameters:
  ///   - known: how the pages were seen before.
  ///   - now: the time to take down.
  public init(known: PageShapes, now: @escaping @Sendable () -> Date = { Date() }) {
    state = Mutex(State(shapes: known))
    self.now = now
  }

  /// How the pages were seen, this run included.
  public var shapes: PageShapes { state.withLock { $0.shapes } }

  /// What has changed, in the order in which it was seen.
  public var changes: [PageChange] { state.withLock { $0.changes } }

  /// The page that is waited for, if it is still to be looked at. The frame is none: it stands around every page, and is looked at on
  /// whichever is open; what is new in it is seen with each page.
  func wants(_ cases: [PageCase]) -> String? {
    guard let name = cases.first?.all.first?.element, let dot = name.firstIndex(of: ".") else { return nil }
    let page = String(name[..<dot])
    guard page != "frame" else { return nil }
    return state.withLock { $0.seen.contains(page) } ? nil : page
  }

  func note(_ answer: PageAnswer, of page: String) {
    guard let lines = answer.shape else { return }
    let found = answer.order.filter { $0.hasPrefix("\(page).") }.map { $0.dropFirst(page.count + 1) }.sorted().joined(separator: " ")
    state.withLock { state in
      state.seen.insert(page)
      if let change = state.shapes.see(lines, of: "\(page) \(found)", at: now()) { state.changes.append(change) }
    }
  }
}
