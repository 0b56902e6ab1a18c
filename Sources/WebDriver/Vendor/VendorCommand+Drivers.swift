extension VendorCommand {
  /// chromedriver: a command of the DevTools protocol.
  public static func devTools(_ command: String, _ parameters: JSONValue = [:], as answer: Answer.Type = Answer.self) -> VendorCommand {
    VendorCommand("goog:cdp/execute", .post, ["goog", "cdp", "execute"], body: ["cmd": .string(command), "params": parameters])
  }
}

/// A line of one of chromedriver's logs.
public struct LogEntry: Decodable, Sendable, Hashable {
  /// `SEVERE`, `WARNING`, `INFO`…
  public let level: String
  /// What is said.
  public let message: String
  /// When, in milliseconds since 1970.
  public let timestamp: Double
  /// Who said it, such as `javascript` or `network`.
  public let source: String?
}

extension VendorCommand where Answer == [LogEntry] {
  /// chromedriver: what has come into a log since it was last asked for. `browser` is the page's console.
  public static func log(_ type: String) -> VendorCommand {
    VendorCommand("se:getLog", .post, ["se", "log"], body: ["type": .string(type)])
  }
}

extension VendorCommand where Answer == [String] {
  /// chromedriver: the logs that there are.
  public static var logTypes: VendorCommand { VendorCommand("se:getLogTypes", .get, ["se", "log", "types"]) }
}

extension VendorCommand where Answer == String {
  /// chromedriver and Selenium Grid: puts a file on the browser's machine, and answers its path there, fit for a file input.
  ///
  /// - Parameter zip: a zip file with the one file in it, in base64.
  public static func uploadFile(zip: String) -> VendorCommand {
    VendorCommand("se:uploadFile", .post, ["file"], body: ["file": .string(zip)])
  }

  /// geckodriver: a picture of the whole page, in base64.
  public static var mozFullPageScreenshot: VendorCommand {
    VendorCommand("moz:fullScreenshot", .get, ["moz", "screenshot", "full"])
  }

  /// geckodriver: whether scripts run in the page (`content`) or in the browser's own window (`chrome`).
  public static var mozContext: VendorCommand { VendorCommand("moz:getContext", .get, ["moz", "context"]) }

  /// geckodriver: installs an add-on, and answers its id.
  ///
  /// - Parameters:
  ///   - addon: the add-on's file, in base64.
  ///   - isTemporary: whether it goes with the session, and may be unsigned.
  public static func mozInstallAddon(_ addon: String, isTemporary: Bool = true) -> VendorCommand {
    VendorCommand(
      "moz:installAddon", .post, ["moz", "addon", "install"], body: ["addon": .string(addon), "temporary": .bool(isTemporary)])
  }
}

extension VendorCommand where Answer == JSONValue {
  /// geckodriver: has scripts run in the page (`content`) or in the browser's own window (`chrome`).
  public static func mozSetContext(_ context: String) -> VendorCommand {
    VendorCommand("moz:setContext", .post, ["moz", "context"], body: ["context": .string(context)])
  }

  /// geckodriver: takes an add-on away.
  public static func mozUninstallAddon(_ id: String) -> VendorCommand {
    VendorCommand("moz:uninstallAddon", .post, ["moz", "addon", "uninstall"], body: ["id": .string(id)])
  }
}
