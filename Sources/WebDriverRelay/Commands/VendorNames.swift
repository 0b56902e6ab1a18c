import WebDriver

/// The names of commands that the specification does not have, for traces.
enum VendorNames {
  /// The name of the command at `path`, which begins below the session: the client's own where it has the command, else one made of the
  /// path, without the ids in it.
  static func name(_ method: WireRequest.Method, _ path: [String]) -> String {
    if let known = known.first(where: { $0.method == method && $0.path == path }) { return known.name }
    let words = path.filter(isWord)
    guard let vendor = words.first else { return "vendor" }
    return words.count == 1 ? vendor : "\(vendor):\(words.dropFirst().joined(separator: "/"))"
  }

  private static let known: [(name: String, method: WireRequest.Method, path: [String])] = [
    entry(VendorCommand<JSONValue>.devTools("")), entry(VendorCommand.log("")), entry(VendorCommand<[String]>.logTypes),
    entry(VendorCommand.uploadFile(zip: "")), entry(VendorCommand<String>.mozFullPageScreenshot), entry(VendorCommand<String>.mozContext),
    entry(VendorCommand.mozSetContext("")), entry(VendorCommand.mozInstallAddon("")), entry(VendorCommand.mozUninstallAddon("")),
  ]

  private static func entry<Answer>(
    _ command: VendorCommand<Answer>
  ) -> (name: String, method: WireRequest.Method, path: [String]) { (command.name, command.method, command.path) }

  /// Ids have digits, or signs that no word has, or are long.
  private static func isWord(_ part: String) -> Bool {
    !part.isEmpty && part.utf8.count <= 32
      && part.utf8.allSatisfy {
        UInt8(ascii: "a") <= $0 | 0x20 && $0 | 0x20 <= UInt8(ascii: "z") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }
}
