import Glibc
import SystemPackage

/// How one program is looked for.
struct ProgramSearch: Sendable {
  /// The program, for people.
  let what: String
  /// The error when it is not there.
  let code: DriverError.Code
  /// The variable that may name it, without the prefix that all of them have.
  let variable: String
  /// The names that it goes by.
  let names: [String]
  /// Where it is looked for beside the `PATH`.
  var folders: [String] = []
  /// The same, in the person's own folder.
  var foldersInHome: [String] = []
  /// How it is installed.
  let installation: String

  /// A path that was named is taken or refused, never passed over in silence for another.
  func result(_ path: FilePath?, _ options: DriverOptions) throws -> FilePath {
    let environment = options.environment
    if let path {
      guard isExecutableFile(path) else { throw DriverError(code, "No \(what) at \(path), as asked for. \(installation)") }
      return path
    }
    let variable = options.variablePrefix + variable
    if let named = environment[variable], !named.isEmpty {
      guard isExecutableFile(FilePath(named)) else {
        throw DriverError(code, "No \(what) at \(named), where \(variable) points. \(installation)")
      }
      return FilePath(named)
    }
    let onPath = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let inHome = (environment["HOME"] ?? "").isEmpty ? [] : foldersInHome.map { "\(environment["HOME"] ?? "")/\($0)" }
    let beside = (folders + inHome).filter { !onPath.contains($0) }
    for name in names {
      for folder in onPath + beside {
        let candidate = FilePath(folder).appending(name)
        if isExecutableFile(candidate) { return candidate }
      }
    }
    let places = onPath.isEmpty ? "PATH is empty" : "looked in \(onPath.joined(separator: ", "))"
    let others = beside.isEmpty ? "" : " or in \(beside.joined(separator: ", "))"
    throw DriverError(
      code,
      "No \(what) found: \(variable) is not set, and there is no \(names.joined(separator: ", ")) on the PATH (\(places))\(others). "
        + installation)
  }
}

/// Whether there is a plain file here, links followed, that this process may run.
private func isExecutableFile(_ path: FilePath) -> Bool {
  var status = stat()
  return stat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path.string, X_OK) == 0
}
