/// How a secret is looked for, by its length: a text of a few characters stands in many a text by chance.
enum SecretLength {
  /// One to three characters: only a whole JSON string counts.
  case tiny
  /// Four to seven letters and digits, such as a one-time code: counts where no letter or digit stands on either side.
  case short
  /// Anything else counts wherever it stands.
  case usual

  init(of text: String) {
    let count = text.prefix(8).count
    self = count < 4 ? .tiny : count < 8 && text.allSatisfy({ $0.isLetter || $0.isNumber }) ? .short : .usual
  }
}
