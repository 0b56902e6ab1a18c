import Foundation

/// The most memory that the process ever had, in kB, by `VmHWM`.
func peakKilobytes() -> Int {
  guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
  let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  return line?.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) } ?? 0
}
