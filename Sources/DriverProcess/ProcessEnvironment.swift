import Glibc

/// The environment of this process.
public enum ProcessEnvironment {
  /// The variables as they are now. One that is not UTF-8 is left out.
  public static func current() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      if let line = String(validatingCString: text), let sign = line.firstIndex(of: "=") {
        variables[String(line[..<sign])] = String(line[line.index(after: sign)...])
      }
      entry += 1
    }
    return variables
  }
}
