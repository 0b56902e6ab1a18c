import Glibc
public import SystemPackage

/// The driver and the browser, found.
public struct Programs: Sendable, Hashable {
  /// Where chromedriver is.
  public let driver: FilePath
  /// Where Chromium is.
  public let browser: FilePath

  /// Looks for both: at the options' paths, else where `SYNCROCTL_CHROMEDRIVER` and `SYNCROCTL_CHROMIUM` say, else on the `PATH`.
  ///
  /// - Throws: ``DriverError`` with the places that were looked at, and the line to type.
  public static func find(_ options: DriverOptions) throws -> Programs {
    let driver = Search(
      what: "chromedriver", code: .driverNotFound, path: options.driverPath, variable: "SYNCROCTL_CHROMEDRIVER",
      names: ["chromedriver"])
    let browser = Search(
      what: "Chromium", code: .browserNotFound, path: options.browserPath, variable: "SYNCROCTL_CHROMIUM",
      names: ["chromium", "chromium-browser", "google-chrome"])
    return Programs(driver: try driver.result(in: options.environment), browser: try browser.result(in: options.environment))
  }
}

/// How one program is looked for.
private struct Search {
  let what: String
  let code: DriverError.Code
  let path: FilePath?
  let variable: String
  let names: [String]

  /// A path that was named is taken or refused, never passed over in silence for another.
  func result(in environment: [String: String]) throws -> FilePath {
    if let path {
      guard isExecutableFile(path) else { throw DriverError(code, "No \(what) at \(path), as asked for. \(DriverError.installation)") }
      return path
    }
    if let named = environment[variable], !named.isEmpty {
      guard isExecutableFile(FilePath(named)) else {
        throw DriverError(code, "No \(what) at \(named), where \(variable) points. \(DriverError.installation)")
      }
      return FilePath(named)
    }
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    for name in names {
      for folder in folders {
        let candidate = FilePath(folder).appending(name)
        if isExecutableFile(candidate) { return candidate }
      }
    }
    let places = folders.isEmpty ? "PATH is empty" : "looked in \(folders.joined(separator: ", "))"
    throw DriverError(
      code,
      "No \(what) found: \(variable) is not set, and there is no \(names.joined(separator: ", ")) on the PATH (\(places)). "
        + DriverError.installation)
  }
}

/// Whether there is a plain file here, links followed, that this process may run.
private func isExecutableFile(_ path: FilePath) -> Bool {
  var status = stat()
  return stat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path.string, X_OK) == 0
}
