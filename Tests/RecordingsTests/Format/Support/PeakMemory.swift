import Foundation

/// By how many kB the memory of this process grows above what it has now, at its highest while `body` runs; `nil` where that cannot be known.
///
/// The kernel is asked to forget the highest so far (`clear_refs`). In this process and not in one of its own: Swift Testing waits for such
/// processes by asking for any child that has ended, and turns in circles where another test has left one.
func memoryGrowth(_ body: () throws -> Void) throws -> Int? {
  guard (try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))) != nil, let before = kilobytes("VmRSS") else {
    try body()
    return nil
  }
  try body()
  return kilobytes("VmHWM").map { $0 - before }
}

private func kilobytes(_ name: String) -> Int? {
  guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
  let line = text.split(separator: "\n").first { $0.hasPrefix("\(name):") }
  return line?.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) }
}
