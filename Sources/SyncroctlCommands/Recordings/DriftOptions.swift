import ArgumentParser
import ConsoleEmulator

/// How the emulated console is to differ from the recorded one: to try out what is found.
struct DriftOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only the scenarios of one layout: technicians or users.", valueName: "name"))
  var layout: LayoutArgument?

  @OptionGroup var changes: EmulatorChanges

  func apply(to configuration: inout EmulatorConfiguration) { changes.apply(to: &configuration) }
}

/// The emulated layouts by the names that recordings have.
enum EmulatedLayoutName {
  static func layout(_ name: String) -> EmulatedLayout? { EmulatedLayout(rawValue: name) }
}
