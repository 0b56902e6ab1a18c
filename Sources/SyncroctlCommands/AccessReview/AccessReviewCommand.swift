import ArgumentParser
import Foundation
import Provisioning

/// `syncroctl access-review`
struct AccessReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access-review",
    abstract: "Says who may do what, with the proof that nobody is missing. Changes nothing.",
    usage: "syncroctl access-review [<options>]",
    discussion: """
      syncroctl access-review
      syncroctl access-review --format html -o access-review.html

      Everybody, active or not: kind, permissions by area or groups and what they
      permit, last sign-in, what the seat costs. Everybody's page is read, and the
      lists once more at the end: if anybody came, went or changed meanwhile, no
      review is made.
      """)

  @OptionGroup var options: ConsoleOptions

  @Option(help: "What to make.")
  var format: Format = .table

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write it, instead of printing it.", valueName: "file"), completion: .file())
  var output: String?

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, html
  }

  func run() async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, talk: talk)
    let review = try await target.withConsole(talk: talk, logger: options.talk.logger) { signedIn in
      try await AccessReviewer(
        signedIn.console, signedInAs: signedIn.operatorEmail, operator: Self.operator(), witness: signedIn.witness,
        progress: { talk.say($0) }
      ).review()
    }
    try put { sink in
      switch format {
      case .table: try sink(Data((review.text + "\n").utf8))
      case .json: try sink(Data((try JSON.text(review) + "\n").utf8))
      case .csv: try sink(Data(review.csv.utf8))
      case .html: try AccessReviewPage(review).write(to: sink)
      }
    }
    // A table and a page say it themselves.
    if format == .csv || format == .json { review.statement.forEach { talk.say($0) } }
  }

  private func put(_ body: (_ sink: (Data) throws -> Void) throws -> Void) throws {
    guard let output else { return try body { try StandardOutput.write(String(decoding: $0, as: UTF8.self)) } }
    try ReportFile(path: output).write(body)
  }

  /// Who started the program: what `SYNCROCTL_OPERATOR` says, or the user's name on this machine.
  private static func `operator`() -> String {
    let said = ProcessInfo.processInfo.environment["SYNCROCTL_OPERATOR"] ?? ""
    return said.isEmpty ? NSUserName() : said
  }
}
