import SyncroctlCommands

@main
enum Main {
  static func main() async {
    await Syncroctl.runAndExit(CommandLine.arguments.dropFirst().map(\.self))
  }
}
