public import ConsoleEmulator
import ConsolePages
public import Logging
import Secrets
public import SelectorPacks
import Technicians
public import WebDriver

/// Tries flows on consoles that are hard to drive, one after the other in one browser, and holds what came of each against the console's own
/// account of itself.
public struct Matrix: Sendable {
  let session: Session
  let packs: @Sendable (EmulatedLayout, EmulatedSkin) throws -> SelectorPack
  let logger: Logger
  /// How long a page may take to show what is expected: short, since many cells are to stop.
  let patience: Duration

  /// A matrix in one browser; see the properties.
  public init(
    session: Session, patience: Duration = .seconds(2), logger: Logger,
    packs: @escaping @Sendable (EmulatedLayout, EmulatedSkin) throws -> SelectorPack
  ) {
    self.session = session
    self.patience = patience
    self.logger = logger
    self.packs = packs
  }

  /// Tries all of `cells`, and tells of each.
  public func run(_ cells: [Cell], told: @Sendable (Cell, Verdict) -> Void = { _, _ in }) async throws -> [Cell: Verdict] {
    var verdicts: [Cell: Verdict] = [:]
    for layout in EmulatedLayout.allCases {
      for skin in EmulatedSkin.allCases {
        var left = cells.filter { $0.layout == layout && $0.skin == skin }[...]
        while !left.isEmpty {
          let done = try await stretch(left, layout, skin)
          for (cell, verdict) in done {
            verdicts[cell] = verdict
            told(cell, verdict)
          }
          left = left.dropFirst(done.count)
        }
      }
    }
    return verdicts
  }

  /// Tries cells on one console until it is not as it was.
  private func stretch(
    _ cells: ArraySlice<Cell>, _ layout: EmulatedLayout, _ skin: EmulatedSkin
  ) async throws -> [(Cell, Verdict)] {
    let signsIn = cells.first?.flow == .signIn
    var configuration = EmulatorConfiguration()
    configuration.layout = layout
    configuration.skin = skin
    configuration.asksForCodes = signsIn
    return try await withEmulator(configuration, logger: logger) { emulator in
      let control = Control(url: emulator.controlURL)
      let credentials = Credentials(
        email: try EmailAddress(emulator.email), password: Secret(emulator.password, label: "password"),
        codes: signsIn
          ? ComputedCodes(totp: try TOTP(secret: Secret(emulator.totpSecret, label: "totp")), account: emulator.email, ledger: OneSignIn())
          : nil)
      let (address, pack) = (try ConsoleAddress(emulator.consoleURL), try packs(layout, skin))
      let before = try await control.account()
      if !signsIn {
        _ = try await SignInPage(Console(address: address, pack: pack, session: session)).signIn(credentials)
      }
      var done: [(Cell, Verdict)] = []
      for cell in cells.prefix(while: { ($0.flow == .signIn) == signsIn }) {
        try await control.behave(cell.behaviour.map { [$0.rawValue] } ?? [])
        try await control.mutate(cell.mutant)
        let console = Console(address: address, pack: pack, session: session, patience: patience)
        let verdict = try await verdict(cell, console, credentials, control, before)
        // A dialog that still stands belongs to this cell.
        while (try? await session.dismissDialog()) != nil {}
        done.append((cell, try await closeWindows() ? Verdict(.wrong, "another window was opened") : verdict))
        if try await !control.changes().isEmpty || signsIn { break }
      }
      return done
    }
  }

  /// Closes windows that were opened. Answers whether there were any.
  private func closeWindows() async throws -> Bool {
    let all = try await session.windows()
    guard all.count > 1 else { return false }
    let own = try await session.window()
    for other in all where other != own {
      try await session.switchTo(other)
      _ = try await session.closeWindow()
    }
    try await session.switchTo(own)
    return true
  }

  private func verdict(
    _ cell: Cell, _ console: Console, _ credentials: Credentials, _ control: Control, _ before: Account
  ) async throws -> Verdict {
    let flow = cell.flow
    var stop: (reason: String, kind: Verdict.Stop)?
    var claim: String?
    do {
      try await flow.run(on: console, as: credentials, before)
    } catch let error as Claim {
      claim = error.text
    } catch let error as CancellationError {
      throw error
    } catch {
      stop = ("\(error)".split(separator: "\n").prefix(4).joined(separator: " | "), Verdict.Stop(error))
    }
    let after = try await control.account()
    let changes = try await control.changes()
    if let claim { return Verdict(.wrong, claim) }
    if let stop, after == before, changes.isEmpty { return Verdict(.stopped, stop.reason, stop.kind) }
    guard after == (try flow.intended(before, after: after)), changes.count == cell.intendedChanges else {
      return Verdict(.wrong, "changed: \(changes.joined(separator: ", ")); \(stop?.reason ?? "no error")", stop?.kind)
    }
    return stop.map { Verdict(.unseen, $0.reason, $0.kind) } ?? Verdict(.worked)
  }
}

/// Every cell signs in on a console of its own, so no code is used twice.
private final class OneSignIn: CodeLedger {
  func lastStep(account: String) throws -> Int64? { nil }
  func use(step: Int64, account: String) throws {}
}
