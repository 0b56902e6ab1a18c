/// What becomes of a dialog that opens though nobody expected it (specification, "User prompt handler").
public enum UnhandledPromptBehavior: Sendable, Hashable {
  /// The same with every dialog.
  case every(PromptHandler)
  /// By the kind of dialog; Level 2 of the standard.
  case byType([PromptType: PromptHandler])

  /// It is closed, and nobody told.
  public static let dismiss = every(.dismiss)
  /// It is agreed to, and nobody told.
  public static let accept = every(.accept)
  /// It is closed, and the command that found it fails.
  public static let dismissAndNotify = every(.dismissAndNotify)
  /// It is agreed to, and the command that found it fails.
  public static let acceptAndNotify = every(.acceptAndNotify)
  /// It stays open, and every command fails until it is answered.
  public static let ignore = every(.ignore)

  /// One word, or one for each kind.
  public var json: JSONValue {
    switch self {
    case .every(let handler): .string(handler.rawValue)
    case .byType(let handlers): .object(Dictionary(uniqueKeysWithValues: handlers.map { ($0.rawValue, .string($1.rawValue)) }))
    }
  }
}

/// What is done with a dialog that nobody expected.
public enum PromptHandler: String, Sendable, Hashable, CaseIterable {
  /// It is closed, and nobody told.
  case dismiss
  /// It is agreed to, and nobody told.
  case accept
  /// It is closed, and the command that found it fails.
  case dismissAndNotify = "dismiss and notify"
  /// It is agreed to, and the command that found it fails.
  case acceptAndNotify = "accept and notify"
  /// It stays open, and every command fails until it is answered.
  case ignore
}

/// The kinds of dialog that Level 2 of the standard tells apart.
public enum PromptType: String, Sendable, Hashable, CaseIterable {
  /// `alert()`.
  case alert
  /// The question whether to leave a page.
  case beforeUnload
  /// `confirm()`.
  case confirm
  /// Every kind that is not named.
  case `default`
  /// The choice of a file.
  case file
  /// `prompt()`.
  case prompt
}
