import Secrets

/// Makes passwords by the console's rule: 12 to 128 characters, lower and upper case, a digit, a special one (console facts, section 3).
enum StrongPassword {
  /// Without those that are read for one another: l and I, 1, o, O and 0.
  private static let kinds = ["abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "-_.+=:%@#!?"].map { Array($0) }
  /// Some 140 bits.
  static let length = 24

  static func make(label: String) -> Secret {
    var random = SystemRandomNumberGenerator()
    var letters = kinds.compactMap { $0.randomElement(using: &random) }
    let all = kinds.flatMap(\.self)
    while letters.count < length { letters += [all.randomElement(using: &random)].compactMap(\.self) }
    letters.shuffle(using: &random)
    return Secret(String(letters), label: label)
  }
}
