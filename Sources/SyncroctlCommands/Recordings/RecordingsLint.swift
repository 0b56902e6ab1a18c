import ArgumentParser
import ConsoleEmulator
import Foundation
import Recordings
import Scenarios
import SelectorPacks

/// `syncroctl recordings lint`
struct RecordingsLint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Checks that every recording is whole, in its form, and not stale; and that every scenario has one.",
    usage: "syncroctl recordings lint [<options>]",
    discussion: """
      syncroctl recordings lint

      A changed selector fails the recordings that use it. Age and another
      version of the browser are only said. No browser is started.
      """)

  @OptionGroup var place: RecordingsFolderOptions
  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let store = try RecordingStore(place)
    let runner = try ScenarioRunner.shipped(logger: talk.logger)
    var mistakes: [String] = []
    var packs: [String: SelectorPack] = [:]
    let there = Set(try RecordingName.all(in: store.folder))
    for name in there.union(RecordingStore.expected).sorted(by: { "\($0)" < "\($1)" }) {
      guard RecordingStore.expected.contains(name) else {
        mistakes.append("\(store.shown(name)): there is no scenario of that name. Remove the file.")
        continue
      }
      guard there.contains(name) else {
        mistakes.append("\(store.shown(name)): not recorded. Type: syncroctl recordings record \(name)")
        continue
      }
      do {
        let (recording, file) = try store.read(name)
        guard recording.header.subject == .scenario("\(name)") else {
          mistakes.append("\(file): holds another scenario. Type: syncroctl recordings record \(name)")
          continue
        }
        let pack = try packs[name.layout] ?? EmulatedLayout(rawValue: name.layout).map(runner.pack)
        packs[name.layout] = pack
        guard let pack else { continue }
        let header = recording.header
        for reason in header.staleness(
          packDigest: pack.digest, digests: pack.digests(of: Set(header.pack.uses.keys)), today: Today.text)
        {
          if reason.isFailure { mistakes.append("\(file): \(reason)") } else { talk.talk.say("warning: \(file): \(reason)") }
        }
      } catch {
        mistakes.append("\(error)")
      }
    }
    guard mistakes.isEmpty else {
      throw Shortfall(status: .failed, description: (["\(mistakes.count) mistakes"] + mistakes.map { "  \($0)" }).joined(separator: "\n"))
    }
    talk.talk.say("\(there.count) recordings are whole and up to date")
  }
}
