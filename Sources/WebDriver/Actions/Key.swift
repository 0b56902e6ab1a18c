/// A key: a character, or for the keys that have none the code point that stands for it (specification, "Keyboard actions").
///
/// In text that is typed such a code point may stand among others: `"name\(Key.tab)"`.
public struct Key: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The character.
  public let rawValue: String

  /// A key by its character.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// A key by its character.
  public init(stringLiteral value: String) { rawValue = value }

  /// The character.
  public var description: String { rawValue }

  /// Lets go of all modifiers, in text that is typed.
  public static let null = Key(rawValue: "\u{E000}")
  /// Cancel.
  public static let cancel = Key(rawValue: "\u{E001}")
  /// Help.
  public static let help = Key(rawValue: "\u{E002}")
  /// Backspace.
  public static let backspace = Key(rawValue: "\u{E003}")
  /// Tab.
  public static let tab = Key(rawValue: "\u{E004}")
  /// Clear.
  public static let clear = Key(rawValue: "\u{E005}")
  /// Return.
  public static let `return` = Key(rawValue: "\u{E006}")
  /// Enter.
  public static let enter = Key(rawValue: "\u{E007}")
  /// Shift.
  public static let shift = Key(rawValue: "\u{E008}")
  /// Control.
  public static let control = Key(rawValue: "\u{E009}")
  /// Alt.
  public static let alt = Key(rawValue: "\u{E00A}")
  /// Pause.
  public static let pause = Key(rawValue: "\u{E00B}")
  /// Escape.
  public static let escape = Key(rawValue: "\u{E00C}")
  /// Space.
  public static let space = Key(rawValue: "\u{E00D}")
  /// Page up.
  public static let pageUp = Key(rawValue: "\u{E00E}")
  /// Page down.
  public static let pageDown = Key(rawValue: "\u{E00F}")
  /// End.
  public static let end = Key(rawValue: "\u{E010}")
  /// Home.
  public static let home = Key(rawValue: "\u{E011}")
  /// Arrow left.
  public static let left = Key(rawValue: "\u{E012}")
  /// Arrow up.
  public static let up = Key(rawValue: "\u{E013}")
  /// Arrow right.
  public static let right = Key(rawValue: "\u{E014}")
  /// Arrow down.
  public static let down = Key(rawValue: "\u{E015}")
  /// Insert.
  public static let insert = Key(rawValue: "\u{E016}")
  /// Delete.
  public static let delete = Key(rawValue: "\u{E017}")
  /// Meta: the key with the window or the apple.
  public static let meta = Key(rawValue: "\u{E03D}")

  /// A function key, from 1 to 12; `nil` for every other number.
  public static func function(_ number: Int) -> Key? {
    guard (1...12).contains(number), let scalar = Unicode.Scalar(0xE030 + number) else { return nil }
    return Key(rawValue: String(Character(scalar)))
  }
}
