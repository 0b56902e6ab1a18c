import Foundation
import Glibc
import Synchronization

/// A server that answers every request with the same few words, or as `answer` says. No console, no driver: what a mistyped address finds.
final class StubServer: Sendable {
  let port: UInt16
  private let socket: Int32
  private let answer: @Sendable (String) -> (type: String, body: String)

  /// - Parameter answer: gets the request's first line.
  init(_ answer: @escaping @Sendable (String) -> (type: String, body: String)) {
    self.answer = answer
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = socket
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        _ = bind(socket, pointer, length)
        _ = listen(socket, 16)
        _ = getsockname(socket, pointer, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in serve() }
  }

  /// Ends the listening. Its thread ends with it.
  func close() { shutdown(socket, Int32(SHUT_RDWR)) }

  private func serve() {
    while true {
      let client = accept(socket, nil, nil)
      guard client >= 0 else { break }
      var buffer = [UInt8](repeating: 0, count: 16_384)
      let count = read(client, &buffer, buffer.count)
      let request = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
      let (type, body) = answer(request.split(separator: "\r\n").first.map(String.init) ?? "")
      let reply =
        "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
      _ = reply.withCString { send(client, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
      Glibc.close(client)
    }
    Glibc.close(socket)
  }
}
