import ArgumentParser
import DriverProcess
import SystemPackage

/// Which browser plays scenarios. One of this machine: the recordings are of one engine, so that they can be laid beside each other.
struct ScenarioBrowserOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The driver of Chromium; found on the PATH if not said.", valueName: "path"), completion: .file())
  var chromedriver: String?

  @Option(help: ArgumentHelp("Chromium itself; found on the PATH if not said.", valueName: "path"), completion: .file())
  var chromium: String?

  var driver: DriverOptions {
    var options = DriverOptions()
    options.driverPath = chromedriver.map { FilePath($0) }
    options.browserPath = chromium.map { FilePath($0) }
    options.variablePrefix = "SYNCROCTL_"
    options.withheldVariablePrefixes = ["SYNCRO"]
    return options
  }
}
