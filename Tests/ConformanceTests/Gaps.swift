import DriverProcess

extension Gap {
  /// All that is known.
  static let all: [Gap] = []
}
