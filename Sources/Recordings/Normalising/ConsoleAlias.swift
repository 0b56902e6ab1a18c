/// The alias of the address that a recording was made at. Which port an emulator had, and whose account it was, is nobody's business.
struct ConsoleAlias {
  /// What stands for every console.
  static let origin = "https://console.example"
  private static let host = "console.example"

  /// What is replaced by what, longest first.
  private let pairs: [(String, String)]

  /// - Parameter origin: scheme, host and port of the console; `nil` replaces nothing.
  init(_ origin: String?) {
    guard let origin, let scheme = origin.firstRange(of: "://") else {
      pairs = []
      return
    }
    let host = String(origin[scheme.upperBound...])
    let encoded = origin.replacing(":", with: "%3A").replacing("/", with: "%2F")
    pairs = [
      (encoded, Self.origin.replacing(":", with: "%3A").replacing("/", with: "%2F")), (origin, Self.origin),
      (host.replacing(":", with: "%3A"), Self.host), (host, Self.host),
    ]
  }

  func replaced(in text: String) -> String {
    pairs.reduce(text) { text, pair in text.contains(pair.0) ? text.replacing(pair.0, with: pair.1) : text }
  }
}
