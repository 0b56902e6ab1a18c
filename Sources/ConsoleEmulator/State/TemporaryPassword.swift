/// A password for somebody else's first sign-in. It keeps the console's own rule.
enum TemporaryPassword {
  static func make() -> String {
    var random = SystemRandomNumberGenerator()
    let letters = Array("abcdefghijkmnpqrstuvwxyz")
    let middle = (0..<12).map { _ in String(letters[Int(random.next(upperBound: UInt(letters.count)))]) }.joined()
    return "T\(middle)-\(10 + random.next(upperBound: UInt(90)))"
  }
}
