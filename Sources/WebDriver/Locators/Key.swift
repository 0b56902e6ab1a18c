extension LocatedElement {
  /// A key, as "Element Send Keys" takes it: a character, or a code of the specification's table ("Keyboard actions").
  public struct Key: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
    /// The character.
    public let rawValue: String
    /// A key by its character.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A key by its character.
    public init(stringLiteral value: String) { rawValue = value }

    static let release = Key(rawValue: "\u{E000}")
    /// Enter.
    public static let enter = Key(rawValue: "\u{E007}")
    /// Tab.
    public static let tab = Key(rawValue: "\u{E004}")
    /// Escape.
    public static let escape = Key(rawValue: "\u{E00C}")
    /// Space.
    public static let space = Key(rawValue: "\u{E00D}")
    /// Deletes to the left.
    public static let backspace = Key(rawValue: "\u{E003}")
    /// Deletes to the right.
    public static let delete = Key(rawValue: "\u{E017}")
    /// Arrow left.
    public static let left = Key(rawValue: "\u{E012}")
    /// Arrow up.
    public static let up = Key(rawValue: "\u{E013}")
    /// Arrow right.
    public static let right = Key(rawValue: "\u{E014}")
    /// Arrow down.
    public static let down = Key(rawValue: "\u{E015}")
    /// Home.
    public static let home = Key(rawValue: "\u{E011}")
    /// End.
    public static let end = Key(rawValue: "\u{E010}")
    /// Page up.
    public static let pageUp = Key(rawValue: "\u{E00E}")
    /// Page down.
    public static let pageDown = Key(rawValue: "\u{E00F}")
    /// Shift, to hold.
    public static let shift = Key(rawValue: "\u{E008}")
    /// Control, to hold.
    public static let control = Key(rawValue: "\u{E009}")
    /// Alt, to hold.
    public static let alt = Key(rawValue: "\u{E00A}")
    /// The key of the system (Command on a Mac), to hold.
    public static let meta = Key(rawValue: "\u{E03D}")
  }
}
