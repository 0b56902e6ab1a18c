import FoundationEssentials

/// A reason not to trust a recording any more. Judged from what stands in the file, never from when the file was written.
public struct Staleness: Sendable, Hashable, CustomStringConvertible {
  /// The kinds of staleness.
  public enum Kind: Sendable, Hashable {
    /// Entries of the selector pack that the flow uses are others now. Fails: the pack moved and the recording did not.
    case pack(entries: [String])
    /// A script that is sent into pages is another now. Fails.
    case script(String)
    /// It was made so many days ago. Warns.
    case age(days: Int)
    /// The browser at hand is of another major version. Warns.
    case browser(recorded: Int, now: Int)
  }

  /// What is stale about it.
  public let kind: Kind
  /// What to type to record it anew.
  public let recordAgain: String

  /// After how many days a recording is called old.
  public static let oldAfter = 120

  /// Whether replaying it would prove nothing.
  public var isFailure: Bool {
    switch kind {
    case .pack, .script: true
    case .age, .browser: false
    }
  }

  /// For people.
  public var description: String {
    let what =
      switch kind {
      case .pack(let entries):
        entries.count == 1
          ? "the selector pack's \(entries[0]) has changed since"
          : "of the selector pack have changed since: \(entries.joined(separator: ", "))"
      case .script(let name): "the script \(name), which is sent into pages, has changed since"
      case .age(let days): "it is \(days) days old"
      case .browser(let recorded, let now): "it was recorded with version \(recorded) of the browser, and \(now) is at hand"
      }
    return "\(what). Record it anew: \(recordAgain)"
  }
}

extension RecordingHeader {
  /// What is stale about the recording; failures first.
  ///
  /// - Parameters:
  ///   - packDigest: the digest of the pack that is in force now.
  ///   - digests: the digests of that pack's entries, by name, for the names that the recording uses.
  ///   - today: the day in UTC, `2026-11-24`; `nil` does not ask how old it is.
  ///   - browser: the version of the browser at hand; `nil` where none is.
  public func staleness(
    packDigest: String, digests: [String: String], today: String? = nil, browser: Browser? = nil
  ) -> [Staleness] {
    var kinds: [Staleness.Kind] = []
    if packDigest != pack.digest {
      let changed = pack.uses.keys.filter { digests[$0] != pack.uses[$0] }.sorted()
      if !changed.isEmpty { kinds.append(.pack(entries: changed)) }
    }
    kinds += scripts.keys.sorted().filter { KnownScripts.digests[$0] != scripts[$0] }.map { .script($0) }
    if let today, let days = Self.days(from: recorded, to: today), days > Staleness.oldAfter { kinds.append(.age(days: days)) }
    if let browser, browser.name == self.browser.name, let now = browser.major, let then = self.browser.major, now != then {
      kinds.append(.browser(recorded: then, now: now))
    }
    return kinds.map { Staleness(kind: $0, recordAgain: recordAgain) }
  }

  private static func days(from first: String, to last: String) -> Int? {
    func date(_ text: String) -> Date? { try? Date("\(text)T00:00:00Z", strategy: .iso8601) }
    guard let first = date(first), let last = date(last) else { return nil }
    return Int((last.timeIntervalSince(first) / 86_400).rounded())
  }
}
