import ArgumentParser
import Foundation
import Provisioning

/// `syncroctl manual`: for whoever packages the program. Hidden, since everybody else has `man syncroctl`.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Prints a page of the manual, or writes all of them.",
    usage: "syncroctl manual [<command>] [--write <dir>]",
    discussion: """
      syncroctl manual offboard | man -l -
      syncroctl manual --write man1

      Installed, the pages are there already: man syncroctl-offboard
      """,
    shouldDisplay: false)

  @Argument(help: "Whose page; that of syncroctl itself if not said.")
  var command: String?

  @Option(help: ArgumentHelp("Write all pages into this folder.", valueName: "dir"), completion: .directory)
  var write: String?

  func validate() throws {
    if command != nil, write != nil { throw ValidationError("--write writes every page: leave out \(command ?? "")") }
  }

  func run() throws {
    let pages = try ManualPage.all()
    guard let write else {
      let name = (["syncroctl"] + [command].compactMap(\.self)).joined(separator: "-")
      guard let page = pages.first(where: { $0.name == name }) else {
        let known = pages.map { $0.name.replacing("syncroctl-", with: "") }.joined(separator: ", ")
        throw UsageError("there is no page of \(ShownText.quoted(command ?? ""))", "There is one of: \(known).")
      }
      return try StandardOutput.write(page.text)
    }
    let folder = URL(fileURLWithPath: write)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for page in pages { try Data(page.text.utf8).write(to: folder.appending(path: "\(page.name).1")) }
    } catch {
      throw Shortfall(status: .failed, description: "the manual cannot be written to \(write): \(error.localizedDescription)")
    }
  }
}
