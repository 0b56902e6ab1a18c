/// What the torture harness listens to, to kill this process at a chosen moment. Nothing else sets it.
package struct RunHooks: Sendable {
  /// Is told the running number of each write to the journal, once it is on the disk.
  package var afterJournalWrite: (@Sendable (Int) -> Void)?
  /// Is told the running number of each WebDriver command, once it is answered.
  package var afterCommand: (@Sendable (Int) -> Void)?

  /// The hooks of this task; none by default.
  @TaskLocal package static var current = RunHooks()

  /// No hooks.
  package init() {}
}
