/// How long actions, reads and expectations wait.
public struct WaitOptions: Sendable, Hashable {
  /// The time limit of each.
  public var timeout: Duration

  /// Options; see the properties.
  public init(timeout: Duration = .seconds(10)) { self.timeout = timeout }

  /// What holds where nothing else is said. Set it for a while by `WaitOptions.$current.withValue(…) { … }`.
  @TaskLocal public static var current = WaitOptions()
}
