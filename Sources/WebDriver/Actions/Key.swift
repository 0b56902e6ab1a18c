/// The keys that have no character of their own, by the code points that stand for them (specification, "Keyboard actions"). They may be typed
/// among other text: `"name" + Key.tab`.
public enum Key {
  /// Lets go of all modifiers, in text that is typed.
  public static let null = "\u{E000}"
  /// Cancel.
  public static let cancel = "\u{E001}"
  /// Help.
  public static let help = "\u{E002}"
  /// Backspace.
  public static let backspace = "\u{E003}"
  /// Tab.
  public static let tab = "\u{E004}"
  /// Clear.
  public static let clear = "\u{E005}"
  /// Return.
  public static let `return` = "\u{E006}"
  /// Enter.
  public static let enter = "\u{E007}"
  /// Shift.
  public static let shift = "\u{E008}"
  /// Control.
  public static let control = "\u{E009}"
  /// Alt.
  public static let alt = "\u{E00A}"
  /// Pause.
  public static let pause = "\u{E00B}"
  /// Escape.
  public static let escape = "\u{E00C}"
  /// Space.
  public static let space = "\u{E00D}"
  /// Page up.
  public static let pageUp = "\u{E00E}"
  /// Page down.
  public static let pageDown = "\u{E00F}"
  /// End.
  public static let end = "\u{E010}"
  /// Home.
  public static let home = "\u{E011}"
  /// Arrow left.
  public static let left = "\u{E012}"
  /// Arrow up.
  public static let up = "\u{E013}"
  /// Arrow right.
  public static let right = "\u{E014}"
  /// Arrow down.
  public static let down = "\u{E015}"
  /// Insert.
  public static let insert = "\u{E016}"
  /// Delete.
  public static let delete = "\u{E017}"
  /// Meta: the key with the window or the apple.
  public static let meta = "\u{E03D}"

  /// A function key, from 1 to 12; `nil` for every other number.
  public static func function(_ number: Int) -> String? {
    guard (1...12).contains(number), let scalar = Unicode.Scalar(0xE030 + number) else { return nil }
    return String(Character(scalar))
  }
}
