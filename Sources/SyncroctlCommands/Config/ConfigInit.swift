import ArgumentParser
import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import Technicians

/// `syncroctl config init`
struct ConfigInit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a first configuration file, with a remark on everything that can stand in it.",
    usage: "syncroctl config init [<options>]",
    discussion: """
      syncroctl config init
      syncroctl config init --console https://acme.syncromsp.com --layout users \\
        --email robot@acme.com

      On a terminal it asks for what is not said; elsewhere it leaves that to be
      filled in. It asks for no password and writes none: the file shows how one is
      had from a command.

      The file is ~/.config/syncroctl/config.yaml, or the one that SYNCROCTL_CONFIG
      names. One that is there stays as it is; with --force it is kept beside the
      new one, as config.yaml.1.
      """)

  @Option(help: ArgumentHelp("The console's address, such as https://acme.syncromsp.com.", valueName: "url"))
  var console: String?

  @Option(help: ArgumentHelp("Which console it is: technicians, users, or a pack of your own by its path.", valueName: "name"))
  var layout: String?

  @Option(help: "The email of the account that signs in.")
  var email: String?

  @Flag(help: "Make room for the new file: one that is there is kept under another name.")
  var force = false

  @OptionGroup var talk: TalkOptions

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let file = ConfigFile(url: ConfigurationPlaces.fileToWrite(environment))
    try file.check(force: force)
    var template = ConfigTemplate()
    for answer in ConfigAnswer.all {
      template[keyPath: answer.field] = try await self.answer(answer, environment)
    }
    let kept = try file.write(template.text, force: force)
    let talk = talk.talk
    if let kept { talk.say("What was there is kept: \(kept.path)") }
    talk.say("Written: \(file.url.path)")
    talk.say("To be filled in: \(template.missing.map(\.key).joined(separator: ", "))")
    talk.say("Then: syncroctl config check")
  }

  private func answer(_ answer: ConfigAnswer, _ environment: [String: String]) async throws -> String? {
    let said: [Setting: String?] = [.console: console, .layout: layout, .email: email]
    if let said = said[answer.setting] ?? nil {
      do { return try answer.check(said) } catch {
        throw UsageError("\(answer.setting.option ?? "--email") \(error)", "Put it right.")
      }
    }
    guard Question.isPossible else { return nil }
    return try await answer.ask(suggesting: environment[answer.setting.variable].flatMap { $0.isEmpty ? nil : $0 }) {
      StandardError.write($0)
    } line: {
      try await Question.line()
    }
  }
}

/// A question about a setting of a first configuration file.
struct ConfigAnswer: Sendable {
  let setting: Setting
  nonisolated(unsafe) let field: WritableKeyPath<ConfigTemplate, String?>
  private let question: String
  /// What is taken if nothing is typed.
  private let usual: String?
  /// The answer as it is written; what it throws says why it is none, after the name of what was asked for.
  let check: @Sendable (String) throws -> String

  /// Why an answer is none.
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  static let all: [ConfigAnswer] = [
    ConfigAnswer(setting: .console, field: \.console, question: "The console's address", usual: nil) { text in
      do { return try ConsoleAddress(text).origin } catch { throw Mistake(description: "is of no use: \(error)") }
    },
    ConfigAnswer(
      setting: .layout, field: \.layout, question: "Its layout: technicians, users, or the path of a pack", usual: "users"
    ) { text in
      // From wherever it is typed to wherever the file is.
      if PackLibrary.isPath(text) {
        let path = URL(fileURLWithPath: text).standardizedFileURL.path
        guard FileManager.default.isReadableFile(atPath: path) else { throw Mistake(description: "\(text) cannot be read") }
        return path
      }
      let known = PackLibrary.layouts(in: try Shipped.folder("selectors"))
      guard known.contains(text) else {
        throw Mistake(
          description:
            "\(ShownText.quoted(text)) is no layout\(NearestNames.question(for: text, among: known)); there are \(known.joined(separator: ", "))"
        )
      }
      return text
    },
    ConfigAnswer(setting: .email, field: \.email, question: "The email that signs in", usual: nil) { text in
      do { return try EmailAddress(text).description } catch { throw Mistake(description: "\(ShownText.quoted(text)) \(error)") }
    },
  ]

  /// Asks until there is an answer. Nothing typed takes what is suggested, or leaves the setting to be filled in.
  func ask(
    suggesting suggestion: String?, say: (String) -> Void, line: () async throws -> String
  ) async throws -> String? {
    let suggestion = suggestion.flatMap { try? check($0) } ?? usual
    for _ in 1...Self.mostTries {
      say("\(question)\(suggestion.map { " [\($0)]" } ?? ", or nothing to fill it in later"): ")
      let typed = try await line().trimmingCharacters(in: .whitespacesAndNewlines)
      if typed.isEmpty { return suggestion }
      do { return try check(typed) } catch { say("That \(error)\n") }
    }
    throw UsageError("\(setting.key) was mistyped \(Self.mostTries) times", "Start over, or fill it in by hand.")
  }

  /// A program that answers on a terminal must not be asked for ever.
  private static let mostTries = 5
}
