import Foundation
import Provisioning

/// Where runs are written down, and where it is seen to that one console has one run at a time: in the state folder of this user.
struct RunPlace: Sendable {
  let journal: Journal
  /// The state folder, with the locks in it; `nil` where nothing is changed, as in a replay.
  let state: URL?
  /// What seals the evidence; `nil` where there is none to seal.
  let seal: SigningKey?

  /// The place of this user's runs. A replay has one of its own in memory, gone afterwards.
  static func open(isReplay: Bool) throws -> RunPlace {
    if isReplay { return try passing() }
    let configuration = try Configuration.load()
    let state = configuration.stateFolder
    // Had before anything is done, so that no run ends without its seal.
    let seal = try SigningKey.loadOrMake(at: state.appending(path: EvidenceKey.fileName))
    return RunPlace(journal: try JournalFile.open(configuration), state: state, seal: seal)
  }

  /// A place in memory.
  static func passing() throws -> RunPlace { RunPlace(journal: try Journal.inMemory(), state: nil, seal: nil) }

  /// Sees to it that no other run changes the console meanwhile.
  ///
  /// - Parameter wait: whether to wait for a run that is under way, or to say at once which one it is.
  /// - Returns: the lock, which is let go of with the last reference; `nil` for a replay.
  func lock(_ console: String, run: RunID, wait: Bool, talk: Talk) async throws -> RunLock? {
    guard let state else { return nil }
    guard wait else { return try RunLock.take(console: console, in: state, run: run) }
    return try await RunLock.wait(console: console, in: state, run: run) { holder in
      let who = holder.map { "the run \($0.run) (process \($0.process), since \(ShownTime.text($0.since)))" } ?? "another run"
      talk.say("Waiting for \(who) to end")
    }
  }
}
