import ConsolePages
import Foundation
import SelectorPacks

/// The override that `learn` writes.
struct LearntFile: Sendable {
  let path: String
  private let file: OutputFile
  private let layout: String?
  private let selectors: [String]
  private let console: ConsoleAddress

  /// Looks whether the file can be written, before anything else is done.
  ///
  /// - Throws: ``UsageError`` if it cannot, or if it is one of the overrides that are in use: what they hold would be lost.
  init(_ path: String, overwrites: Bool, configuration: Configuration?, console: ConsoleAddress) throws {
    let selectors = configuration?.selectors ?? []
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    if selectors.contains(where: { URL(fileURLWithPath: $0).resolvingSymlinksInPath() == url }) {
      throw UsageError(
        "\(path) is in use with \(configuration?.place(of: .selectors) ?? "--selectors"), and what it holds would be lost",
        "Write to another file, and use both: --selectors \(path) --selectors OTHER.")
    }
    (self.path, self.layout, self.selectors) = (path, configuration?.layout, selectors)
    self.console = console
    file = try OutputFile(path, overwrites: overwrites)
  }

  /// Writes what was learnt so far. Answers whether there was anything.
  @discardableResult
  func keep(_ learner: ConsoleLearner, pack: SelectorPack, _ talk: Talk) throws -> Bool {
    guard let lines = learner.override else {
      talk.say("Nothing was learnt, so \(path) is not written")
      return false
    }
    try file.write(Self.heading(host: console.host, pack: pack, now: Date()) + lines)
    let learnt = learner.learnt
    let all = (selectors + [path]).map { "--selectors \(ShellWords.quoted($0))" }.joined(separator: " ")
    talk.say("Written: \(path), with \(learnt.count == 1 ? "1 entry" : "\(learnt.count) entries"). Add to every command: \(all)")
    return true
  }

  /// The pack that the file makes of the one that was in use.
  func pack() throws -> SelectorPack {
    guard let layout else { throw UsageError("no layout", "Say --layout.") }
    return try PackLibrary.pack(
      layout: layout, in: Shipped.folder("selectors"), overrides: (selectors + [path]).map { URL(fileURLWithPath: $0) })
  }

  /// Remarks over the lines.
  static func heading(host: String, pack: SelectorPack, now: Date) -> String {
    """
    # Learnt by pointing, on \(host) at \(now.formatted(.iso8601)), over the pack \(pack.layout) \(pack.version).

    """
  }
}
