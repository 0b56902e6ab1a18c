import BrowserSupport
public import ConsoleEmulator
public import ConsolePages
import CurlTransport
public import Foundation
import Logging
import Secrets
public import SelectorPacks
import Synchronization
import Technicians
public import WebDriver

/// An emulated console with a browser in front of it, and what only a test may ask: the console's own state.
public struct EmulatedConsole: Sendable {
  /// The pages, driven in a real browser.
  public let console: Console
  /// Where it runs and how to sign in.
  public let emulator: RunningEmulator
  /// What is signed in with.
  public let credentials: Credentials
  /// How many WebDriver commands there have been, without the scripts that a navigation cut off: those come and go with the machine's load.
  public let commandCount: @Sendable () -> Int
  /// How many scripts a navigation cut off, so that they had to be started once more.
  public let cutOffCount: @Sendable () -> Int

  /// What the console says of itself, decoded.
  public func state() async throws -> EmulatedState { try await Control.get(emulator.controlURL + "/state") }

  /// All that was changed, in order.
  public func mutations() async throws -> [EmulatedMutation] { try await Control.get(emulator.controlURL + "/mutations") }
}

/// Reads the emulator's control port.
public enum Control {
  /// The JSON at `url`, decoded.
  public static func get<Value: Decodable>(_ url: String) async throws -> Value {
    let client = CurlClient()
    defer { client.close() }
    let response = try await client.send(HTTPRequest(.get, url, timeLimit: .seconds(10)))
    let decoder = JSONDecoder()
    return try decoder.decode(Value.self, from: Data(response.body))
  }
}

/// The repository's own folder.
public let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The shipped pack of a layout, with overrides.
public func shippedPack(_ layout: EmulatedLayout, overrides: [URL] = []) throws -> SelectorPack {
  try PackLibrary.pack(layout: layout.rawValue, in: repository.appending(path: "selectors"), overrides: overrides)
}

/// A pack among the examples of the documentation, by its name: one of a console that the shipped packs do not know.
public func examplePack(_ name: String) throws -> SelectorPack {
  try PackLibrary.pack(
    layout: repository.appending(path: "docs/examples/packs/\(name).yaml").path, in: repository.appending(path: "selectors"))
}

/// An emulated console and a browser for the time of `body`.
///
/// - Parameters:
///   - signedIn: whether the robot is signed in before `body` runs.
///   - pack: another pack than the shipped one.
///   - patience: how long a page may take to show what is expected.
///   - wrap: may put a transport in front of the driver's.
public func withEmulatedConsole<Value: Sendable>(
  _ layout: EmulatedLayout, signedIn: Bool = true, pack: SelectorPack? = nil, patience: Duration = .seconds(10),
  transport wrap: @Sendable (any Transport) -> any Transport = { $0 },
  configure: (inout EmulatorConfiguration) -> Void = { _ in }, _ body: @Sendable (EmulatedConsole) async throws -> Value
) async throws -> Value {
  var configuration = EmulatorConfiguration()
  configuration.layout = layout
  configure(&configuration)
  let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
  let pack = try pack ?? shippedPack(layout)
  let (now, wait) = (configuration.now, { @Sendable (_: Duration) in })
  return try await withEmulator(configuration, logger: logger) { emulator in
    let (counter, cutOff) = (Counter(), Counter())
    return try await withBrowser(observer: { ($0.isScriptCutOff ? cutOff : counter).add() }, transport: wrap) { session in
      let address = try ConsoleAddress(emulator.consoleURL)
      // A console that asks for no codes has no secret for them.
      let codes =
        emulator.totpSecret.isEmpty
        ? nil
        : ComputedCodes(
          totp: try TOTP(secret: Secret(emulator.totpSecret, label: "totp")), account: emulator.email, ledger: MemoryLedger(), now: now,
          wait: wait)
      let credentials = Credentials(
        email: try EmailAddress(emulator.email), password: Secret(emulator.password, label: "password"), codes: codes)
      let console = Console(address: address, pack: pack, session: session, patience: patience)
      if signedIn { _ = try await SignInPage(console).signIn(credentials) }
      return try await body(
        EmulatedConsole(
          console: console, emulator: emulator, credentials: credentials, commandCount: { counter.value },
          cutOffCount: { cutOff.value }))
    }
  }
}

/// A ledger for one test.
public final class MemoryLedger: CodeLedger {
  private let steps = Mutex<[String: Int64]>([:])

  /// An empty ledger.
  public init() {}

  /// The last step whose code was used.
  public func lastStep(account: String) throws -> Int64? { steps.withLock { $0[account] } }

  /// Writes down that the code of `step` is used.
  public func use(step: Int64, account: String) throws { steps.withLock { $0[account] = step } }
}

private final class Counter: Sendable {
  private let count = Mutex(0)
  var value: Int { count.withLock { $0 } }
  func add() { count.withLock { $0 += 1 } }
}
