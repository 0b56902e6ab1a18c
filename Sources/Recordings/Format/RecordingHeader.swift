/// What is known of a recording as a whole: the first line of its file.
public struct RecordingHeader: Sendable, Hashable {
  /// A browser by name and version: `chrome`, `156.0.7712.3`.
  public struct Browser: Sendable, Hashable {
    /// The name, as the session's capabilities have it.
    public var name: String
    /// The whole version.
    public var version: String

    /// A browser; see the properties.
    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }

    /// The version's first number; `nil` where it has none.
    public var major: Int? { Int(version.prefix { $0.isNumber }) }
  }

  /// The selector pack that was in force.
  public struct Pack: Sendable, Hashable {
    /// SHA-256 of the whole pack with its overrides, in hexadecimal.
    public var digest: String
    /// The entries that the flow used, each with the first twelve hexadecimal digits of its own SHA-256: `sign_in.email`.
    public var uses: [String: String]

    /// A pack; see the properties.
    public init(digest: String, uses: [String: String]) {
      self.digest = digest
      self.uses = uses
    }
  }

  /// A file that the recorded command was given, such as a roster, redacted like everything else.
  public struct Input: Sendable, Hashable {
    /// The word of the command line that names it.
    public var argument: String
    /// Its text.
    public var text: String

    /// An input; see the properties.
    public init(argument: String, text: String) {
      self.argument = argument
      self.text = text
    }
  }

  /// What the second factor was: what decides whether the flow asks for one before or after it sees the page.
  public enum Codes: String, Sendable, Hashable, CaseIterable {
    /// There were none to give.
    case none
    /// Computed from the secret, and so typed without looking first.
    case computed
    /// Typed by a person, once the page asked.
    case typed
    /// A passkey was lent to the browser first; codes, if there were any, once the page asked for one alone.
    case passkey
    /// A recovery code was typed, whatever else there was.
    case recovery
  }

  /// What was recorded.
  public enum Subject: Sendable, Hashable {
    /// A scenario by its name, `users/deactivate`.
    case scenario(String)
    /// A command by its arguments, without the program's name.
    case command([String])
  }

  /// What was recorded.
  public var subject: Subject
  /// The day of the recording in UTC: `2026-11-24`.
  public var recorded: String
  /// What recorded it: `syncroctl 0.1.0`.
  public var program: String
  /// The browser.
  public var browser: Browser
  /// The console's address, as the exchanges have it: an alias, unless names were kept.
  public var console: String
  /// The console's layout.
  public var layout: String
  /// Who signed in, as the exchanges have it; empty for a console without a sign-in.
  public var account: String
  /// Where one-time codes came from.
  public var codes: Codes
  /// The selector pack.
  public var pack: Pack
  /// SHA-256 of each script that is sent into pages, by the name that stands for it in the exchanges.
  public var scripts: [String: String]
  /// The names of the normaliser's rules.
  public var normaliser: [String]
  /// The names of the redaction's rules.
  public var redaction: [String]
  /// When the flow's clock started, in UTC: `2026-11-24T09:00:00Z`.
  public var clock: String
  /// What the emulated console was made from; `nil` for any other.
  public var seed: Int?
  /// The files that the command was given.
  public var inputs: [Input]

  /// A header; see the properties.
  public init(
    subject: Subject, recorded: String, program: String, browser: Browser, console: String, layout: String, account: String, codes: Codes,
    pack: Pack, scripts: [String: String], normaliser: [String], redaction: [String], clock: String, seed: Int? = nil, inputs: [Input] = []
  ) {
    self.subject = subject
    self.recorded = recorded
    self.program = program
    self.browser = browser
    self.console = console
    self.layout = layout
    self.account = account
    self.codes = codes
    self.pack = pack
    self.scripts = scripts
    self.normaliser = normaliser
    self.redaction = redaction
    self.clock = clock
    self.seed = seed
    self.inputs = inputs
  }
}
