import ArgumentParser
import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import WebDriver
import WholeFiles

/// `syncroctl doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Holds every page of a console against the selector pack, and says what does not fit. Changes nothing.",
    usage: "syncroctl doctor [<options>]",
    discussion: """
      syncroctl doctor
      syncroctl doctor --write acme.yaml
      syncroctl doctor --selectors acme.yaml --pictures pictures

      It signs in, follows links and opens forms, and submits nothing else. For what
      it does not find it says what may be meant, with the lines for an override;
      --write keeps those that it tried and found. Read them before you use them.
      Exit code 0 if everything fits, 6 if not.
      """)

  @OptionGroup var options: ConsoleOptions

  @Option(help: ArgumentHelp("Write an override with what was found to be otherwise.", valueName: "file"), completion: .file())
  var write: String?

  @Flag(help: "Write over what --write or --bundle names.")
  var force = false

  @Option(
    help: ArgumentHelp("Keep a picture of each page, with what was found outlined. They show people's names.", valueName: "dir"),
    completion: .directory)
  var pictures: String?

  @Option(
    help: ArgumentHelp("Write what a bug report needs, without people's names, emails or anything typed.", valueName: "file"),
    completion: .file())
  var bundle: String?

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  func run() async throws {
    let talk = options.talk.talk
    let target = try await ConsoleTarget.resolve(options, talk: talk)
    guard case .live = target.purpose else {
      throw UsageError("the doctor looks at a live console, and is neither recorded nor played back", "Leave the option out.")
    }
    let override = try write.map { try OutputFile($0, overwrites: force) }
    let report = try bundle.map { try OutputFile($0, overwrites: force) }
    let album = try pictures.map { try Album(folder: $0) }
    let pack = target.pack
    let keep: (@Sendable (ConsoleDoctor.Picture) throws -> Void)? = album.map { album in { @Sendable picture in try album.keep(picture) } }
    talk.say("Examining \(target.address.host) (layout \(pack.layout)) as \(target.credentials.email)")
    let diagnosis: ConsoleDoctor.Diagnosis = try await target.browser.withSession(logger: options.talk.logger, observer: { _ in }) {
      session in
      let doctor = ConsoleDoctor(
        address: target.address, pack: pack, session: session, note: { line in talk.say(line) },
        picture: keep)
      return try await doctor.examine(as: target.credentials)
    }
    let text = DoctorReport(diagnosis: diagnosis)
    switch format {
    case .table: try StandardOutput.write(text.text + "\n")
    case .csv: try StandardOutput.write(text.csv)
    case .json: try StandardOutput.write(try JSON.text(text) + "\n")
    }
    if let override {
      if let lines = diagnosis.override {
        try override.write(text.heading(of: pack) + lines)
        let all = (target.configuration?.selectors ?? []) + [write ?? ""]
        let words = all.map { "--selectors \(ShellWords.quoted($0))" }.joined(separator: " ")
        talk.say("Written: \(write ?? ""). Read it, then add to every command: \(words)")
      } else {
        talk.say("There is nothing to write into \(write ?? "")")
      }
    }
    if let report {
      try report.write(try JSON.text(DoctorBundle(diagnosis, pack: pack)) + "\n")
      talk.say("Written for a bug report: \(bundle ?? "")")
    }
    if let album { talk.say("Pictures: \(album.shown)") }
    if let obstacle = diagnosis.obstacle { throw obstacle }
    guard text.isSound else {
      throw text.unsound
    }
  }
}

/// Where pictures are kept, readable by this user alone.
struct Album: Sendable {
  let folder: URL
  let shown: String

  init(folder: String) throws {
    self.folder = URL(fileURLWithPath: folder)
    shown = folder
    do {
      try FileManager.default.createDirectory(
        at: self.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw UsageError("the folder \(folder) cannot be made: \(error.localizedDescription)", "Name another with --pictures.")
    }
  }

  func keep(_ picture: ConsoleDoctor.Picture) throws {
    let name = picture.page.replacing(/[^A-Za-z0-9_]+/, with: "-").trimmingSuffix { $0 == "-" }
    let url = folder.appending(path: "\(name).png")
    if let problem = WholeFile.write(Array(picture.png), to: url, earlier: .isReplaced) {
      throw UsageError("\(url.path) cannot be written: \(String(cString: strerror(problem)))", "Name another folder with --pictures.")
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while fits: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, fits(last) { text.removeLast() }
    return text
  }
}
