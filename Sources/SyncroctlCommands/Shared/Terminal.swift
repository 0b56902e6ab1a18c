import Foundation

/// The terminal that talk goes to.
enum Terminal {
  /// Below so many columns a line that is rewritten says nothing.
  static let narrowest = 20

  /// The columns of the terminal behind `descriptor`; `nil` where it is none, or one that cannot rewrite a line.
  static func columns(of descriptor: Int32 = STDERR_FILENO, environment: [String: String] = ProcessInfo.processInfo.environment) -> Int? {
    guard isatty(descriptor) == 1, let kind = environment["TERM"], !kind.isEmpty, kind != "dumb" else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return size.ws_col < narrowest ? nil : Int(size.ws_col)
  }
}
