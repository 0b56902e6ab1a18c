import BrowserSupport
import Glibc
import Testing
import WebDriver

/// Memory stays capped, whatever comes. In processes of their own: how much memory one took at most is the whole process's, other tests
/// included.
@Suite(.timeLimit(.minutes(2)))
struct HostileMemoryTests {
  /// The cap of 64 MiB, the array that was outgrown on the way there, and what a process is used to.
  static let bound = 160 << 10

  @Test("1 GB that was announced")
  func announced() async {
    await #expect(processExitsWith: .success) {
      let growth = try await peakGrowth { connection in
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
        sendWithoutEnd(connection, chunked: false)
      }
      #expect(growth < 32 << 10, "\(growth) kB")
    }
  }

  @Test("chunks without end")
  func chunked() async {
    await #expect(processExitsWith: .success) {
      let growth = try await peakGrowth { connection in
        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        sendWithoutEnd(connection, chunked: true)
      }
      #expect(growth < HostileMemoryTests.bound, "\(growth) kB")
      // It was read up to the cap, which shows that the figure is one.
      #expect(growth > 64 << 10, "\(growth) kB")
    }
  }

  @Test("a flood of header lines")
  func headers() async {
    await #expect(processExitsWith: .success) {
      let growth = try await peakGrowth { connection in
        connection.send("HTTP/1.1 200 OK\r\n")
        while connection.send("X-Flood: \(String(repeating: "x", count: 1000))\r\n") {}
      }
      #expect(growth < 32 << 10, "\(growth) kB")
    }
  }
}

/// How much more memory than before, in kB, the process took at most while a command was refused as too large.
private func peakGrowth(_ trick: @escaping StubServer.Script) async throws -> Int {
  let end = try await HostileEnd(trick: trick)
  let before = peakKilobytes()
  try #require(before > 0)
  let error = await #expect(throws: TransportError.self) { try await end.session.title() }
  #expect(error?.code == .tooLarge)
  #expect(try await end.session.title() == "a title")
  return peakKilobytes() - before
}

private func sendWithoutEnd(_ connection: StubConnection, chunked: Bool) {
  var piece = [UInt8](repeating: 0x20, count: 1 << 16)
  if chunked { piece = Array("10000\r\n".utf8) + piece + Array("\r\n".utf8) }
  while connection.send(piece) {}
}

/// The most memory that the process ever had, by `VmHWM`.
private func peakKilobytes() -> Int {
  guard let file = fopen("/proc/self/status", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, Int32(line.count), file) != nil {
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    if text.hasPrefix("VmHWM:") { return text.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) } ?? 0 }
  }
  return 0
}
