import ArgumentParser
import ConsolePages
import Foundation
import Provisioning
import SelectorPacks
import Technicians

/// `syncroctl onboard`
struct Onboard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "onboard",
    abstract: "Gives somebody new an account and their rights, and proves it. Costs a seat.",
    usage: "syncroctl onboard <email> --name <name> [<options>]",
    discussion: """
      syncroctl onboard nina.park@acme.com --name "Nina Park" \\
        --role helpdesk --roster team.yaml
      syncroctl onboard nina.park@acme.com --name "Nina Park" \\
        --like omar.said@acme.com

      Shows who, which rights, and what the seat costs; asks; creates the account
      once, gives it the rights, and reads all of it back from a fresh page. Killed
      on the way, the same typed again goes on where it was.

      The console mails the person how to get in. Or nothing is mailed, and the
      first password is handed on once the account was read back:
        --show-password         on this terminal, once
        --password-to 'pass insert -m acme/nina'
                                to a command, as a line of its standard input
      It is in no log, no picture, no file of a run, and cannot be had again.

      An admin is made by an approved plan alone.
      """)

  @Argument(help: "The new person's email; nobody else on the console may have it.", transform: EmailArgument.parse)
  var email: EmailAddress

  @OptionGroup var naming: NewNameOptions

  @Option(help: ArgumentHelp("A role of the roster: its permissions, or its group.", valueName: "role"))
  var role: String?

  @Option(help: ArgumentHelp("The roster that --role is in. See docs/roster.md.", valueName: "file"), completion: .file())
  var roster: String?

  @Option(help: ArgumentHelp("The roles of a CSV roster: a YAML file.", valueName: "file"), completion: .file())
  var roles: String?

  @Option(help: ArgumentHelp("The rights of somebody who is there, by email.", valueName: "email"), transform: EmailArgument.parse)
  var like: EmailAddress?

  @Option(help: ArgumentHelp("A permission, exactly as the console words it; may be repeated.", valueName: "area/action"))
  var grant: [String] = []

  @Option(help: ArgumentHelp("A security group, on a console that has them; may be repeated.", valueName: "name"))
  var group: [String] = []

  @Flag(help: "An admin, who may do everything, billing too. Refused: somebody has to approve that.")
  var admin = false

  @Option(help: ArgumentHelp("Mail nothing, and give the first password to a shell command.", valueName: "command"))
  var passwordTo: String?

  @Flag(help: "Mail nothing, and show the first password on this terminal, once.")
  var showPassword = false

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var options: ConsoleOptions
  @OptionGroup var acting: ActingOptions

  @Option(help: "How to print what came of it.")
  var format: OutputFormat = .table

  func validate() throws {
    _ = try PermissionArgument.all(grant)
    let ways = [role != nil, like != nil, !grant.isEmpty || !group.isEmpty, admin].count(where: \.self)
    guard ways <= 1 else {
      throw ValidationError("say the rights in one way: --role, --like, --grant or --group, or --admin")
    }
    guard (role == nil) == (roster == nil) else {
      throw ValidationError(role == nil ? "--roster is for --role: which role?" : "which roster is the role in? Say --roster FILE")
    }
    if roles != nil, roster == nil { throw ValidationError("--roles is for --roster") }
    if passwordTo != nil, showPassword { throw ValidationError("say --password-to or --show-password, and not both") }
    if passwordTo?.allSatisfy(\.isWhitespace) == true { throw ValidationError("--password-to wants a command") }
    let recording = options.browser.recording
    if passwordTo != nil || showPassword, recording.record != nil || recording.replay != nil || recording.verify != nil {
      throw ValidationError("a session in which a password is handed on is not recorded, played back or compared: leave that out")
    }
  }

  func run() async throws {
    let newcomer = Newcomer(email: email, name: naming.written)
    let rights = try rights(of: newcomer)
    let delivery: PasswordDelivery? =
      if let passwordTo { PasswordDelivery.command(passwordTo) } else { try showPassword ? PasswordDelivery.onTerminal() : nil }
    let handover = delivery.map { FirstPasswordHandover(email: email, delivery: $0) }
    var single = SingleChange(options: options, acting: acting, policy: policy, format: format)
    single.firstPassword = handover?.password
    single.concluding = { [handover] report in await handover?.conclude(report) }
    single.resumes = { change in
      guard case .person(_, newcomer.email, let name) = change.subject else { return false }
      return name.readsLike(newcomer.name) && rights.isAskedFor(by: change)
    }
    try await single.run(email) { found, signedIn in
      try newcomer.requireName(on: signedIn.console)
      if handover != nil { try NewTechnicianPage(signedIn.console).requirePasswordField() }
      if let found, found.status == .deactivated || handover != nil { throw newcomer.taken(by: found) }
      guard var order = try await rights.order(for: newcomer, found: found, signedIn) else { return nil }
      order.preview = Self.rightsLines(order.change) + order.preview + [delivery?.sentence ?? Self.mailSentence(signedIn.console)]
      return order
    }
  }

  private func rights(of newcomer: Newcomer) throws -> NewcomerRights {
    if let role, let roster {
      return try .role(role, in: try RosterReader.read(path: roster, rolesPath: roles), for: newcomer)
    }
    if let like {
      if like == email { throw UsageError("--like is the new person", "Name somebody who is there.") }
      return .like(like)
    }
    return admin ? .admin : .named(permissions: try PermissionArgument.all(grant), groups: group)
  }

  /// The rights one by one: an area a line.
  private static func rightsLines(_ change: Change) -> [String] {
    guard case .create(.technician, _, let permissions, let groups) = change.action else { return [] }
    if !groups.isEmpty { return ["groups: \(groups.map { ShownText.plain($0) }.joined(separator: ", "))"] }
    var areas: [String] = []
    for permission in permissions where !areas.contains(permission.area) { areas.append(permission.area) }
    return areas.map { area in
      let actions = permissions.filter { $0.area == area }.map { ShownText.plain($0.action) }
      return "\(ShownText.plain(area)): \(actions.joined(separator: ", "))"
    }
  }

  private static func mailSentence(_ console: Console) -> String {
    console.pack.capabilities.firstPassword == .temporary
      ? "the console mails them a first password" : "the console mails them an invitation"
  }
}
