import ArgumentParser
import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import WebDriver

/// `syncroctl learn`
struct LearnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Shows the console in a browser and has you point at what the selector pack does not find. Changes nothing.",
    usage: "syncroctl learn --write <file> [<options>]",
    discussion: """
      syncroctl learn --write acme.yaml
      syncroctl learn --write acme.yaml --page technician --all

      A browser opens, signs in, and goes from page to page. Where something is not
      as the pack says, a panel asks for it in plain words: point at it and click.
      The click does not reach the page: nothing is pressed, sent or followed by it.
      What you pointed at becomes an override, each way to tell it tried on the page
      at once; at the end everything is looked at again with it. Skip what you do
      not know. Stop, Ctrl-C and closing the window keep what was learnt until then.
      Exit code 0 if everything fits by then, 6 if not.
      """)

  @OptionGroup var options: ConsoleOptions

  @Option(help: ArgumentHelp("The override to write.", valueName: "file"), completion: .file())
  var write: String

  @Flag(help: "Write over the file.")
  var force = false

  @Flag(help: "Ask for everything on each page, not only for what is missing or unclear.")
  var all = false

  @Option(help: ArgumentHelp("Ask on this page alone; may be repeated. The names are the pack's: technician, seats.", valueName: "name"))
  var page: [String] = []

  @Flag(help: "Show no browser: for a program that points through the same driver.")
  var headless = false

  @Option(help: "How to print what was found in the end.")
  var format: OutputFormat = .table

  func run() async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(try shown(), talk: talk)
    guard case .live = target.purpose else {
      throw UsageError("a person points at a live console, which is neither recorded nor played back", "Leave the option out.")
    }
    try checkPages(target.pack)
    let file = try LearntFile(write, overwrites: force, configuration: target.configuration, console: target.address)
    talk.say("Learning \(target.address.host) (layout \(target.pack.layout)) as \(target.credentials.email). Look at the browser.")
    let scope = ConsoleLearner.Scope(pages: Set(page), everything: all)
    let (diagnosis, ending): (ConsoleDoctor.Diagnosis, ConsoleLearner.Ending) = try await target.browser.withSession(
      logger: options.talk.logger, observer: { _ in }
    ) { session in
      let learner = ConsoleLearner(
        address: target.address, pack: target.pack, session: session, scope: scope, note: { talk.say($0) })
      let ending: ConsoleLearner.Ending
      do {
        ending = try await learner.learn(as: target.credentials)
      } catch {
        try file.keep(learner, pack: target.pack, talk)
        throw error
      }
      let isKept = try file.keep(learner, pack: target.pack, talk)
      guard isKept, ending.leavesTheBrowser else { return (learner.diagnosis, ending) }
      // With the file itself, as any later command reads it.
      talk.say("Looking at everything again, with \(file.path)")
      return (try await learner.check(try file.pack()), ending)
    }
    try report(diagnosis, ending)
  }

  private func report(_ diagnosis: ConsoleDoctor.Diagnosis, _ ending: ConsoleLearner.Ending) throws {
    if case .closed = ending {
      throw Cut("the browser was closed before everything was asked for and looked at again")
    }
    let text = DoctorReport(diagnosis: diagnosis)
    switch format {
    case .table: try StandardOutput.write(text.text + "\n")
    case .csv: try StandardOutput.write(text.csv)
    case .json: try StandardOutput.write(try JSON.text(text) + "\n")
    }
    if case .obstacle(let obstacle) = ending { throw obstacle }
    if let obstacle = diagnosis.obstacle { throw obstacle }
    guard text.isSound else { throw text.unsound }
  }

  /// The browser was closed by the person.
  private struct Cut: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  // MARK: What is asked for

  /// The options with a browser to look at, unless it is elsewhere or not wanted.
  private func shown() throws -> ConsoleOptions {
    var options = options
    let isElsewhere = try options.configuration().webdriver != nil
    options.browser.headed = options.browser.headed || !(headless || isElsewhere)
    if options.browser.headed, headless { throw UsageError("--headed and --headless contradict each other", "Leave one of them out.") }
    if options.browser.headed, !Display.isThere {
      throw UsageError(
        "there is no display to show a browser on: neither DISPLAY nor WAYLAND_DISPLAY is set",
        "Run it on a desktop, or over ssh -X. Where nobody can point, syncroctl doctor --write FILE makes suggestions by itself.")
    }
    return options
  }

  private func checkPages(_ pack: SelectorPack) throws {
    for name in page where pack.pages[name] == nil {
      throw UsageError("the pack has no page \"\(name)\"", "There are: \(pack.pages.keys.sorted().joined(separator: ", ")).")
    }
  }
}

extension ConsoleLearner.Ending {
  /// Whether there is a browser to look again with, signed in.
  fileprivate var leavesTheBrowser: Bool {
    switch self {
    case .finished, .stopped: true
    case .closed, .obstacle: false
    }
  }
}

/// Whether a browser can be shown.
enum Display {
  static var isThere: Bool { isThere(ProcessInfo.processInfo.environment) }

  static func isThere(_ environment: [String: String]) -> Bool {
    #if os(Linux)
      return ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
    #else
      return true
    #endif
  }
}
