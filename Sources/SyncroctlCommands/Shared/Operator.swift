import Foundation

/// Who runs the program.
enum Operator {
  /// The name under which plans are made and runs are written down: what `SYNCROCTL_OPERATOR` says, else this user's name on the machine.
  static func name(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    if let named = environment["SYNCROCTL_OPERATOR"]?.trimmingCharacters(in: .whitespacesAndNewlines), !named.isEmpty { return named }
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "user \(getuid())" }
    return String(cString: name)
  }
}
