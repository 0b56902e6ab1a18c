import ArgumentParser
import SyncroctlCommands

@main
enum Main {
  static func main() async {
    if CommandLine.arguments.dropFirst().first == Child.flag {
      await Child.run(Array(CommandLine.arguments.dropFirst(2)))
    } else {
      await Torture.main()
    }
  }
}
