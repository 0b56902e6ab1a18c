import ArgumentParser
import ConsoleEmulator

/// How an emulated console is to differ from the usual one: what a console does that its maintainers have changed.
struct EmulatorChanges: ParsableArguments {
  @Option(help: ArgumentHelp("Another word for a label, such as technician.deactivate=Disable; may be repeated.", valueName: "key=text"))
  var word: [String] = []

  @Option(help: ArgumentHelp("Put a field of a person's form at its end, such as email; may be repeated.", valueName: "field"))
  var move: [String] = []

  @Option(help: ArgumentHelp("Ask once more before an action, such as technician.create; may be repeated.", valueName: "action"))
  var confirmTwice: [String] = []

  /// - Throws: `ValidationError` for what no console of `layouts` has.
  func check(for layouts: [EmulatedLayout]) throws {
    try Self.check("--move", move, layouts.flatMap(EmulatorConfiguration.movableFields))
    try Self.check("--confirm-twice", confirmTwice, layouts.flatMap(EmulatorConfiguration.confirmableActions))
    for text in word where !text.dropFirst().contains("=") {
      throw ValidationError("--word takes key=text, such as technician.deactivate=Disable, and not \"\(text)\"")
    }
  }

  private static func check(_ option: String, _ values: [String], _ known: [String]) throws {
    for value in values where !known.contains(value) {
      throw ValidationError("\(option) is \(value), and has to be one of \(known.uniqued.joined(separator: ", "))")
    }
  }

  func apply(to configuration: inout EmulatorConfiguration) {
    configuration.movedFields.formUnion(move)
    configuration.extraConfirmations.formUnion(confirmTwice)
    for text in word {
      guard let equals = text.firstIndex(of: "=") else { continue }
      configuration.wording[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
  }
}

extension [String] {
  /// Each text once, in the order of their first appearance.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
