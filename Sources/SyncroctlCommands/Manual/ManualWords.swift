/// What the manual says of the program beside the help of its commands: written by hand.
enum ManualWords {
  /// What the program does, and what it never does.
  static let description: [HelpDiscussion.Block] = [
    .prose(
      """
      syncroctl does what a person would do on the admin pages of a Syncro account, since the account's public API cannot: it signs in \
      with a real browser, clicks, and reads back from a fresh page what the console now says.
      """),
    .prose(
      """
      It looks before it acts, and acts once. A page that is not as expected, a button that is missing or there twice, a page of another \
      person than the one meant: each stops it before anything is clicked. Where it cannot be seen what came of a click, it says so, and \
      does not click again.
      """),
    .prose(
      """
      Data goes to standard output, everything else to standard error. Whatever changes something asks first, unless told --yes, and does \
      nothing with --dry-run.
      """),
    .prose(
      """
      Labels and paths of the console are data, in selector packs that an account can lay its own over. They were gathered from public \
      documents: read docs/live-console.md before the first day on a live account.
      """),
  ]

  /// What goes for all variables.
  static let beforeEnvironment: [HelpDiscussion.Block] = [
    .prose(
      """
      What is set here wins over the configuration file, and options win over both (docs/configuration.md). An empty variable counts as \
      not set. No secret is ever taken from an argument, which everybody on the machine can read.
      """)
  ]

  /// Variables that mean something, those of one meaning together: first those that the configuration file has, too.
  static let environment: [(names: [String], meaning: String)] =
    Setting.all.map { setting in
      let meaning = setting.about.prefix(1).uppercased() + setting.about.dropFirst()
      guard let command = setting.commandVariable else { return ([setting.variable], "\(meaning).") }
      let taken = setting.isWhole ? "all" : "the first line"
      return ([setting.variable, command], "\(meaning). The second is a command for sh; \(taken) that it prints is taken.")
    } + ofTheMachine

  private static let ofTheMachine: [(names: [String], meaning: String)] = [
    (["SYNCROCTL_ACCOUNT"], "Which account of the configuration file, as --account."),
    (["SYNCROCTL_CONFIG"], "The configuration file, if it is another than the one named below."),
    (["SYNCROCTL_OPERATOR"], "Who runs the program, for what is written down; the user's name on the machine if not set."),
    (["SYNCROCTL_STATE_DIR"], "Where the journal and everything else of the state is kept."),
    (
      [
        "SYNCROCTL_CHROMIUM", "SYNCROCTL_CHROMEDRIVER", "SYNCROCTL_FIREFOX", "SYNCROCTL_GECKODRIVER", "SYNCROCTL_MINIBROWSER",
        "SYNCROCTL_WEBKITWEBDRIVER", "SYNCROCTL_XVFB",
      ],
      "Browsers and drivers that are not to be looked for on the PATH."
    ),
    (["XDG_CONFIG_HOME", "XDG_STATE_HOME"], "What stands here for ~/.config and ~/.local/state."),
    (["TMPDIR"], "Where the browser's profile is while it runs; /tmp if not set. A long path is too long for Chromium."),
  ]

  /// Files that are read or written, and what for.
  static let files: [(path: String, meaning: String)] = [
    (
      "~/.config/syncroctl/config.yaml",
      """
      Console, layout, and how to sign in. It is refused if others than its owner can read it: chmod 600. A template is \
      share/syncroctl/config.example.yaml of the installation.
      """
    ),
    ("~/.config/syncroctl/policy.yaml", "The policy, if neither --policy nor SYNCROCTL_POLICY names another."),
    ("~/.config/syncroctl/keys/", "The keys that plans are approved with."),
    (
      "~/.local/state/syncroctl/",
      """
      The journal of runs (journal.sqlite), which one-time code was used last, the kept sessions, how the pages looked when they were seen \
      last, and the key that seals evidence.
      """
    ),
    ("runs/", "The evidence of each run that changes something, in the folder it was run from; or where --evidence says."),
    ("share/syncroctl/selectors/", "Of the installation, under /usr, /usr/local or ~/.local: the selector packs of both layouts."),
    ("share/doc/syncroctl/", "Of the installation: the documents that helps and messages call docs/, first of all runbook-offboarding.md."),
    (
      "lib/syncroctl/scripts/",
      "Of the installation: offboard, which keeps a transcript; doctor, which tries everything beforehand; rehearse, which is a drill."
    ),
  ]
}
