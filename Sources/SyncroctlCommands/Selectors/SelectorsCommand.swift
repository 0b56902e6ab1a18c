import ArgumentParser
import Foundation
import SelectorPacks

/// `syncroctl selectors`
struct SelectorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "selectors",
    abstract: "Checks selector packs and overrides, shows what is in effect, and tries examples.",
    usage: "syncroctl selectors <subcommand>",
    discussion: """
      syncroctl selectors lint acme.yaml
      syncroctl selectors show technician.save --layout users
      syncroctl selectors test acme.yaml
      """,
    subcommands: [SelectorsLint.self, SelectorsShow.self, SelectorsTest.self])
}

/// Files of packs as they are named on the command line.
enum SelectorFiles {
  static func urls(_ paths: [String]) -> [URL] { paths.map { URL(fileURLWithPath: $0) } }

  /// A place with its file as seen from here, for a remark.
  static func shown(_ place: PackPlace) -> String { "\(shown(place.file)):\(place.line)" }

  static func shown(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}
