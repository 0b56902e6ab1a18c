import Glibc

/// What the kernel says of this process.
enum OwnProcess {
  /// Memory that is really there, in kB.
  static var residentKilobytes: Int { figure("VmRSS") }
  /// Threads of all kinds.
  static var threads: Int { figure("Threads") }

  private static func figure(_ name: String) -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      let words = text.split { $0 == ":" || $0 == "\t" || $0 == " " || $0 == "\n" }
      if words.count > 1, words[0] == name { return Int(words[1]) ?? 0 }
    }
    return 0
  }
}
