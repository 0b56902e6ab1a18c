extension Recorder {
  /// What a recorder cannot know of what it records.
  public struct Circumstances: Sendable {
    /// What is recorded.
    public var subject: RecordingHeader.Subject
    /// The day in UTC: `2026-11-24`.
    public var today: String
    /// What records: `syncroctl 0.1.0`.
    public var program: String
    /// The console's address; the recording has an alias in its place where the recorder gives one.
    public var console: String
    /// The console's layout.
    public var layout: String
    /// Who signs in.
    public var account: String
    /// Where one-time codes come from.
    public var codes: RecordingHeader.Codes
    /// The selector pack and what was used of it.
    public var pack: RecordingHeader.Pack
    /// When the flow's clock started, in UTC.
    public var clock: String
    /// What the emulated console was made from.
    public var seed: Int?
    /// The files that the command was given.
    public var inputs: [RecordingHeader.Input]
    /// Whether people are called by pseudonyms.
    public var hasPseudonyms: Bool

    /// Circumstances; see the properties.
    public init(
      subject: RecordingHeader.Subject, today: String, program: String, console: String, layout: String, account: String,
      codes: RecordingHeader.Codes, pack: RecordingHeader.Pack, clock: String, seed: Int? = nil, inputs: [RecordingHeader.Input] = [],
      hasPseudonyms: Bool
    ) {
      self.subject = subject
      self.today = today
      self.program = program
      self.console = console
      self.layout = layout
      self.account = account
      self.codes = codes
      self.pack = pack
      self.clock = clock
      self.seed = seed
      self.inputs = inputs
      self.hasPseudonyms = hasPseudonyms
    }
  }

  /// What has been recorded so far as a whole recording.
  public func recording(_ circumstances: Circumstances, outcome: [String]) -> Recording {
    let draft = draft
    let alias = ConsoleAlias(hidesConsole ? circumstances.console : nil)
    let header = RecordingHeader(
      subject: circumstances.subject, recorded: circumstances.today, program: circumstances.program,
      browser: draft.browser ?? RecordingHeader.Browser(name: "", version: ""), console: alias.replaced(in: circumstances.console),
      layout: circumstances.layout, account: circumstances.account, codes: circumstances.codes, pack: circumstances.pack,
      scripts: draft.scripts, normaliser: Normaliser.rules, redaction: circumstances.hasPseudonyms ? ["names", "secrets"] : ["secrets"],
      clock: circumstances.clock, seed: circumstances.seed, inputs: circumstances.inputs)
    let count = draft.steps.count { $0.request != nil }
    return Recording(header: header, steps: draft.steps, end: RecordingEnd(count: count, outcome: outcome.map(alias.replaced)))
  }
}
