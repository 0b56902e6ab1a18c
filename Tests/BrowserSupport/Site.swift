import Foundation
import Glibc
import Synchronization

/// A web site of a few pages, on a free loopback port, for one suite.
///
/// Threads and blocking calls: a browser keeps connections open on which it asks nothing, and a page that never comes must
/// not take a thread away from the tests.
package final class Site: Sendable {
  /// What is answered at a path.
  package enum Page: Sendable {
    case html(String)
    /// Another status than 200, or another type than HTML; `head` are further lines, such as `Location: /x`.
    case answer(status: String, type: String = "text/html; charset=utf-8", head: [String] = [], body: [UInt8] = [])
    /// Nothing, until the browser gives up.
    case never
  }

  /// `http://127.0.0.1:PORT`.
  package let origin: String
  private let listener: Int32
  private let pages = Mutex<[String: Page]>([:])
  private let log = Mutex<[String]>([])

  /// The paths that were asked for so far, in the order in which they came.
  package var asked: [String] { log.withLock { $0 } }

  package init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
        bind(listener, name, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, name, &length) == 0
      }
    }
    guard isListening else { throw NoPort() }
    self.listener = listener
    origin = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { break }
        Thread.detachNewThread { self.serve(client) }
      }
      close(listener)
    }
  }

  package struct NoPort: Error {}

  /// Puts a page at `path` and gives its whole address.
  package func put(_ page: Page, at path: String) -> String {
    pages.withLock { $0[path] = page }
    return origin + path
  }

  /// Ends the listening. Connections end when the browser ends them.
  package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func serve(_ client: Int32) {
    defer { close(client) }
    guard let path = Self.path(askedOn: client) else { return }
    log.withLock { $0.append(path) }
    switch pages.withLock({ $0[path] }) {
    case .html(let text): Self.send(Array(text.utf8), status: "200 OK", to: client)
    case .answer(let status, let type, let head, let body): Self.send(body, status: status, type: type, head: head, to: client)
    case .never:
      var byte: UInt8 = 0
      while recv(client, &byte, 1, 0) > 0 {}
    case nil: Self.send(Array("<!doctype html><title>404</title>".utf8), status: "404 Not Found", to: client)
    }
  }

  /// The path of the one request that a connection is for; `nil` if it ends without.
  private static func path(askedOn client: Int32) -> String? {
    var head: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    while !head.contains([13, 10, 13, 10]) {
      let count = recv(client, &bytes, bytes.count, 0)
      guard count > 0 else { return nil }
      head += bytes[..<count]
    }
    let target = String(decoding: head, as: UTF8.self).split(separator: " ", maxSplits: 2).dropFirst().first ?? "/"
    return String(target.prefix { $0 != "?" })
  }

  private static func send(
    _ body: [UInt8], status: String, type: String = "text/html; charset=utf-8", head: [String] = [], to client: Int32
  ) {
    let lines =
      ["HTTP/1.1 \(status)", "Content-Type: \(type)", "Content-Length: \(body.count)", "Cache-Control: no-store", "Connection: close"]
      + head
    var rest = (Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }
}
