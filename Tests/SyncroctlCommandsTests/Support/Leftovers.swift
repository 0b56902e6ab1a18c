import Foundation

/// What a run should have taken away.
enum Leftovers {
  /// The folders of drivers in a folder for temporary files.
  static func folders(in temporary: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: temporary.path)) ?? []).filter { $0.hasPrefix("webdriver-run-") }.sorted()
  }

  /// The running processes, zombies aside, that were started with `text` among their arguments or variables.
  static func processes(mentioning text: String) -> [String] {
    let own = "\(getpid())"
    let ids = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { $0.allSatisfy(\.isNumber) && $0 != own }
    return ids.compactMap { id in
      // A zombie has neither arguments nor variables any more.
      let arguments = contents("/proc/\(id)/cmdline")
      guard arguments.contains(text) || contents("/proc/\(id)/environ").contains(text) else { return nil }
      return arguments.replacing("\0", with: " ")
    }
  }

  private static func contents(_ path: String) -> String {
    guard let handle = FileHandle(forReadingAtPath: path) else { return "" }
    defer { try? handle.close() }
    return String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
  }
}
