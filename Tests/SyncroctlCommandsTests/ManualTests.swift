import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import SyncroctlCommands

@Suite struct ManualTests {
  /// Made once: unoptimised, it takes seconds.
  private static let pages = Result { try ManualPage.all() }

  private func page(_ name: String) throws -> String { try #require(Self.pages.get().first { $0.name == name }).text }

  @Test func everyCommandHasAPageAndEveryCommandBelowItASection() throws {
    let shown = HelpTests.commands.filter { $0 != ["manual"] }
    let pages = try Self.pages.get()
    #expect(pages.map(\.name).sorted() == shown.filter { $0.count < 2 }.map { (["syncroctl"] + $0).joined(separator: "-") }.sorted())
    for command in shown where command.count == 2 {
      let text = try page("syncroctl-\(command[0])")
      #expect(text.contains(".SS \"\(Roff.text(command[1]))\"\n"), "\(command)")
    }
    // A page of a command that is hidden would tell of what nobody is meant to type.
    #expect(try !page("syncroctl").contains("manual"))
  }

  @Test func aPageSaysWhatTheHelpSays() throws {
    let text = try page("syncroctl-offboard")
    #expect(text.hasPrefix(".TH SYNCROCTL\\-OFFBOARD 1 \"\" \"syncroctl \(Syncroctl.configuration.version)\" \"User Commands\"\n"))
    #expect(text.contains(".SH \"NAME\"\nsyncroctl\\-offboard \\- cuts one leaver\\(aqs access, all of it, and proves it\n"))
    #expect(text.contains("\\fBsyncroctl\\fR \\fBoffboard\\fR \\fIemail\\fR [\\fIoptions\\fR]\n"))
    let heir = "Who gets their open tickets, by email. Without it open tickets stay theirs, which ends with exit code 8."
    #expect(text.contains(".TP\n\\fB\\-\\-reassign\\-to\\fR \\fIemail\\fR\n\(heir)\n"))
    #expect(text.contains(".TP\n\\fB\\-y\\fR, \\fB\\-\\-yes\\fR\nDo not ask first: for scripts.\n"))
    #expect(text.contains("How to print what was proved. (values: table, json, csv; default: table)\n"))
    #expect(text.contains(".TP 6n\n2.\ndeletes their API tokens, which go on working otherwise\n"))
    #expect(try page("syncroctl-emulator").contains(".TP\n\\fB\\-\\-last\\-sign\\-in\\fR, \\fB\\-\\-no\\-last\\-sign\\-in\\fR\nWhether"))
  }

  @Test func whatAllCommandsOfAPageShareStandsThereOnce() throws {
    let text = try page("syncroctl-technicians")
    #expect(text.components(separatedBy: "\\fB\\-\\-console\\fR").count == 2)
    // Two of six have it, each with its own explanation.
    #expect(text.components(separatedBy: "\\fB\\-\\-grant\\fR \\fIarea/action\\fR").count == 3)
  }

  @Test func everyExitCodeStandsInTheManual() throws {
    let text = try page("syncroctl")
    let section = try #require(text.components(separatedBy: ".SH \"EXIT STATUS\"\n").last?.components(separatedBy: ".SH ").first)
    let codes = section.matches(of: /\.TP 6n\n(\d+)\n/).compactMap { Int32($0.1) }
    #expect(codes == [0, 1, 2, 3, 4, 5, 6, 7, 8, 64, 130])
    for code in codes { #expect(ExitStatus(rawValue: code) != nil) }
  }

  /// A variable that the sources or documents know and the manual does not is one that nobody finds.
  @Test func everyVariableStandsInTheManual() throws {
    let told = Set(ManualWords.environment.flatMap(\.names).filter { $0.hasPrefix("SYNCROCTL_") })
    var known: Set<String> = []
    for folder in ["Sources/SyncroctlCommands", "Sources/DriverProcess", "docs"] {
      let files = FileManager.default.enumerator(at: repository.appending(path: folder), includingPropertiesForKeys: nil)
      for case let file as URL in try #require(files) where ["swift", "md"].contains(file.pathExtension) {
        guard file.deletingLastPathComponent().lastPathComponent != "Manual" else { continue }
        let text = try String(contentsOf: file, encoding: .utf8)
        known.formUnion(text.matches(of: /SYNCROCTL_[A-Z_]*[A-Z]/).map { String($0.0) })
        if folder.hasSuffix("DriverProcess") {
          known.formUnion(text.matches(of: /variable: "([A-Z]+)"/).map { "SYNCROCTL_\($0.1)" })
        }
      }
    }
    // Of the tests alone.
    known.subtract(["SYNCROCTL_RECORDINGS"])
    #expect(told == known)
  }

  @Test func nothingInAPageIsTakenForARequest() {
    #expect(Roff.text(".config 'x' a-b \\ ~/\"q\" `c` ^") == "\\&.config \\(aqx\\(aq a\\-b \\e \\(ti/\\(dqq\\(dq \\(gac\\(ga \\(ha")
    #expect(Roff.text("…") == "…")
    #expect(
      Roff.usage("syncroctl x <a> ... [--to <b c>]")
        == "\\fBsyncroctl\\fR \\fBx\\fR \\fIa\\fR \\&.\\&.\\&. [\\fB\\-\\-to\\fR \\fIb c\\fR]")
  }

  @Test func aDiscussionIsTakenApart() {
    let discussion = HelpDiscussion(
      """
      syncroctl x a \\
        --b c

      It does this
      and that:
        1. one
        2. two
      And more.

      Like this:
        export A=b
          c

      Exit code 0: well.
      """)
    #expect(discussion.examples == ["syncroctl x a \\", "  --b c"])
    #expect(
      discussion.blocks == [
        .prose("It does this and that:"), .list([.init(tag: "1.", text: "one"), .init(tag: "2.", text: "two")]), .prose("And more."),
        .prose("Like this:"), .literal(["export A=b", "  c"]),
      ])
    #expect(discussion.exitCodes == [.prose("Exit code 0: well.")])
    #expect(HelpDiscussion("").blocks == [])
  }

  @Test func pagesArePrintedAndWritten() async throws {
    try await Program.inPlace { program in
      let one = try await program.run(["manual", "offboard"], browses: false)
      #expect(one.status == 0)
      #expect(one.output == (try page("syncroctl-offboard")))
      let all = try await program.run(["manual", "--write", "pages/man1"], browses: false)
      #expect(all.status == 0, "\(all.talk)")
      let files = try FileManager.default.contentsOfDirectory(atPath: program.folder.appending(path: "pages/man1").path)
      #expect(Set(files) == Set(try Self.pages.get().map { "\($0.name).1" }))
      let unknown = try await program.run(["manual", "offbord"], browses: false)
      #expect(unknown.status == 64)
      let list = "There is one of: syncroctl, demo, onboard, offboard,"
      #expect(unknown.talk.hasPrefix("error: there is no page of \"offbord\"\nNothing was changed. \(list)"))
      let both = try await program.run(["manual", "plan", "--write", "x"], browses: false)
      #expect(both.talk.hasPrefix("error: --write writes every page: leave out plan\n"))
    }
  }
}
