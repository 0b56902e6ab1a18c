internal import ArgumentParser
internal import ConsoleEmulator
import Foundation

/// `syncroctl emulator`
struct Emulator: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs a local console to try things on.",
    usage: "syncroctl emulator [<options>]",
    discussion: """
      syncroctl emulator --layout users --technicians 200

      A stand-in for the real console in either layout, with made-up people. It
      runs until Ctrl-C. The control address answers, as JSON, the console's whole
      state (/state) and all that was changed (/mutations); its /faults make it
      misbehave, as --fault does, its /hostile makes its pages hard to drive, and
      its /blocks puts something in the way.
      """)

  @OptionGroup var emulated: EmulatorOptions

  @Option(help: ArgumentHelp("The console's port on 127.0.0.1; any free one if not said.", valueName: "port"))
  var port = 0

  @Option(help: ArgumentHelp("The control port on 127.0.0.1; any free one if not said.", valueName: "port"))
  var controlPort = 0

  @Option(
    help: ArgumentHelp(
      "Make a request go wrong, such as 'POST /technicians/* 500-after'; may be repeated. See docs/emulator.md.", valueName: "fault"))
  var fault: [String] = []

  @Option(help: ArgumentHelp("Make the pages hard to drive, such as overlay; may be repeated. See docs/emulator.md.", valueName: "name"))
  var hostile: [String] = []

  @Option(
    help: ArgumentHelp(
      "Put something in the way of every page, such as lock-screen; may be repeated. See docs/emulator.md.", valueName: "name"))
  var block: [String] = []

  @Flag(help: "Ask the robot for a passkey instead of a one-time code.")
  var passkey = false

  @OptionGroup var talk: TalkOptions

  func validate() throws {
    _ = try faults()
    _ = try behaviours()
    _ = try blocks()
    for (name, value) in [("--port", port), ("--control-port", controlPort)] where !(0...65_535).contains(value) {
      throw ValidationError("\(name) is \(value), and has to be 0 to 65535")
    }
  }

  func run() async throws {
    var configuration = try emulated.configuration()
    configuration.port = port
    configuration.controlPort = controlPort
    configuration.faults = try faults()
    configuration.hostile = try behaviours()
    configuration.blocks = try blocks()
    configuration.asksForPasskey = passkey
    configuration.asksForCodes = !passkey
    let layout = emulated.layout.rawValue
    // What no shipped pack knows is driven by an example.
    let pack = emulated.skin == .foreign ? "docs/examples/packs/werkhof-\(layout).yaml" : layout
    try await withEmulator(configuration, logger: talk.logger) { running in
      try StandardOutput.write(
        """
        Console   \(running.consoleURL) (layout \(layout), \(emulated.technicians) people)
        Control   \(running.controlURL)

        Sign in as  \(running.email)
        password    \(running.password)
        \(running.passkey.map { "passkey     \($0)" } ?? "TOTP secret \(running.totpSecret)")
        recovery    \(running.recoveryCodes.joined(separator: " "))

        In another terminal:
          export SYNCROCTL_CONSOLE=\(running.consoleURL) SYNCROCTL_LAYOUT=\(pack)
          export SYNCROCTL_EMAIL=\(running.email) SYNCROCTL_PASSWORD='\(running.password)'
          export \(running.passkey.map { "SYNCROCTL_PASSKEY='\($0)'" } ?? "SYNCROCTL_TOTP_SECRET=\(running.totpSecret)")
          syncroctl technicians list

        Ctrl-C ends it.

        """)
      do {
        while true { try await Task.sleep(for: .seconds(3600)) }
      } catch is CancellationError {
        talk.talk.say("The emulator has ended; its people are gone.")
      }
    }
  }
}

extension Emulator {
  private func behaviours() throws -> Set<HostileBehaviour> {
    Set(
      try hostile.map { name in
        do { return try HostileBehaviour(named: name) } catch { throw ValidationError("--hostile: \(error)") }
      })
  }

  private func blocks() throws -> Set<EmulatedBlock> {
    Set(
      try block.map { name in
        do { return try EmulatedBlock(named: name) } catch { throw ValidationError("--block: \(error)") }
      })
  }

  private func faults() throws -> [Fault] {
    try fault.map { text in
      do { return try Fault(text) } catch { throw ValidationError("--fault: \(error)") }
    }
  }
}

/// How the emulated console is to look.
struct EmulatorOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Which console to imitate.", valueName: "name"))
  var layout: LayoutArgument = .technicians

  @Option(
    help: ArgumentHelp(
      "What its pages are made of: forms of the server, islands that a script draws, or another console's.", valueName: "name"))
  var skin: SkinArgument = .classic

  @Option(help: ArgumentHelp("How many people it has, 2 to 10000.", valueName: "number"))
  var technicians = 60

  @Option(help: ArgumentHelp("Offer only the first permissions of the catalogue.", valueName: "number"))
  var permissions: Int?

  @Flag(inversion: .prefixedNo, help: "Whether the list shows last sign-ins; by default only in the layout technicians.")
  var lastSignIn: Bool?

  @Option(help: ArgumentHelp("Answer every page this much later, in milliseconds.", valueName: "ms"))
  var delay = 0

  @OptionGroup var changes: EmulatorChanges

  func validate() throws {
    try changes.check(for: [layout.emulated])
    guard (2...10_000).contains(technicians) else { throw ValidationError("--technicians is \(technicians), and has to be 2 to 10,000") }
    guard delay >= 0 else { throw ValidationError("--delay is \(delay), and must not be below 0") }
  }

  func configuration() throws -> EmulatorConfiguration {
    var configuration = EmulatorConfiguration()
    configuration.layout = layout.emulated
    configuration.skin = skin.emulated
    configuration.technicians = technicians
    configuration.permissions = permissions
    configuration.showsLastSignIn = lastSignIn
    configuration.responseDelay = .milliseconds(delay)
    changes.apply(to: &configuration)
    return configuration
  }
}

/// The emulated layouts as words of the command line.
enum LayoutArgument: String, ExpressibleByArgument, CaseIterable {
  case technicians, users

  var emulated: EmulatedLayout { self == .technicians ? .technicians : .users }
}

/// The emulated skins as words of the command line.
enum SkinArgument: String, ExpressibleByArgument, CaseIterable {
  case classic, react, foreign

  var emulated: EmulatedSkin {
    switch self {
    case .classic: .classic
    case .react: .react
    case .foreign: .foreign
    }
  }
}
