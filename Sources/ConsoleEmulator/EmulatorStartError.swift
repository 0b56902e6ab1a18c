/// Why the console could not be started, and what to do about it.
public struct EmulatorStartError: Error, CustomStringConvertible {
  /// One sentence for a person.
  public let description: String

  static func portInUse(_ port: Int, option: String) -> EmulatorStartError {
    .init(description: "port \(port) on 127.0.0.1 is in use; choose another with \(option), or 0 for any free one")
  }

  static func portRefused(_ port: Int, option: String, reason: String) -> EmulatorStartError {
    .init(description: "cannot listen on port \(port) of 127.0.0.1: \(reason); choose another with \(option), or 0 for any free one")
  }

  static func badValue(_ name: String, _ value: String, _ range: String) -> EmulatorStartError {
    .init(description: "\(name) is \(value), and has to be \(range)")
  }

  static func unknownWording(_ key: String) -> EmulatorStartError {
    .init(description: "wording has no key \"\(key)\"; the keys are those of the wording.json files among the templates")
  }

  static func brokenResource(_ name: String, _ reason: String) -> EmulatorStartError {
    .init(description: "the console's own file \(name) cannot be used: \(reason)")
  }
}
