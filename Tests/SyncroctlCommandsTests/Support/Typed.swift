import Foundation
import Glibc
import Synchronization

/// The program on a terminal of its own, with somebody who answers.
enum Typed {
  /// What could not be had of the system.
  struct NoTerminal: Error {
    let code: Int32
  }

  // TIOCSPTLCK and TIOCGPTN of <asm-generic/ioctls.h>, which Swift does not see: whether the other end is locked, and its number.
  private static let (lock, nameOfOther): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

  /// Runs the program to its end. Each answer is typed once a question has been asked: a text without the end of a line.
  ///
  /// - Returns: everything that stood on the terminal.
  static func run(_ program: Program, _ arguments: [String], answers: [String]) throws -> String {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0 else { throw NoTerminal(code: errno) }
    defer { close(master) }
    var (locked, number): (Int32, Int32) = (0, 0)
    guard ioctl(master, lock, &locked) == 0, ioctl(master, nameOfOther, &number) == 0 else { throw NoTerminal(code: errno) }
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else { throw NoTerminal(code: errno) }
    let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = arguments
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": program.home.path, "TERM": "dumb", "LANG": "C.UTF-8",
      "TMPDIR": program.temporary.path, "SYNCROCTL_STATE_DIR": program.folder.appending(path: "state").path,
    ]
    process.currentDirectoryURL = program.folder
    (process.standardInput, process.standardOutput, process.standardError) = (terminal, terminal, terminal)
    try process.run()
    close(slave)
    var (all, asked, rest) = (Data(), 0, answers[...])
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      // Nothing more can come once the other end is closed, which the system says as an error.
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      all += buffer[..<count]
      let text = String(decoding: all.dropFirst(asked), as: UTF8.self)
      guard text.hasSuffix(": "), let answer = rest.popFirst() else { continue }
      asked = all.count
      _ = "\(answer)\n".withCString { write(master, $0, strlen($0)) }
    }
    process.waitUntilExit()
    return String(decoding: all, as: UTF8.self)
  }
}

/// What a server heard.
final class Heard: Sendable {
  private let lines = Mutex<[String]>([])
  var isNothing: Bool { lines.withLock(\.isEmpty) }
  func note(_ line: String) { lines.withLock { $0.append(line) } }
}
