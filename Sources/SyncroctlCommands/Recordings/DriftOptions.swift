import ArgumentParser
import ConsoleEmulator

/// How the emulated console is to differ from the recorded one: to try out what is found.
struct DriftOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only the scenarios of one layout: technicians or users.", valueName: "name"))
  var layout: LayoutArgument?

  @OptionGroup var changes: EmulatorChanges

  func validate() throws { try changes.check(for: layout.map { [$0.emulated] } ?? EmulatedLayout.allCases) }
}
