import Glibc
package import Synchronization

/// An HTTP server with bad manners, for one test: a listening socket on a free loopback port, a thread for each connection, and
/// a script that decides what is sent back, byte by byte.
///
/// Threads and blocking calls rather than tasks: a script may hang on purpose, and must not take a thread away from the tests.
package final class StubServer: Sendable {
  /// What a test does with a connection.
  package typealias Script = @Sendable (StubConnection) -> Void

  package let port: UInt16
  private let listener: Int32
  private let shared = Mutex(Shared())

  private struct Shared {
    var connections: [StubConnection] = []
    var connectionCount = 0
    var requests: [StubRequest] = []
  }

  package init(_ script: @escaping Script) throws {
    (listener, port) = try Self.listen()
    spawnThread { [self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        let connection = StubConnection(client, server: self)
        let number = shared.withLock {
          $0.connections.append(connection)
          $0.connectionCount += 1
          return $0.connectionCount
        }
        connection.number.store(number, ordering: .relaxed)
        spawnThread {
          script(connection)
          connection.close()
        }
      }
    }
  }

  private static func listen() throws -> (listener: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
        bind(listener, name, length) == 0 && Glibc.listen(listener, 512) == 0 && getsockname(listener, name, &length) == 0
      }
    }
    guard isListening else { throw StubFailure() }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  /// Answers every request on every connection with what `answer` makes of it, for as long as the client likes.
  package static func answering(_ answer: @escaping @Sendable (StubRequest) -> String) throws -> StubServer {
    try StubServer { connection in
      while let request = connection.readRequest() { connection.send(answer(request)) }
    }
  }

  // Descriptors are closed here and in the connections' deinit alone, when no thread can be in them any more: one that was closed
  // under a thread's feet would be given out again, to another test.
  deinit { close(listener) }

  package var url: String { "http://127.0.0.1:\(port)" }
  /// How many connections were made so far.
  package var connectionCount: Int { shared.withLock { $0.connectionCount } }
  /// Each request that was read wholly, on whatever connection.
  package var requests: [StubRequest] { shared.withLock { $0.requests } }

  fileprivate func note(_ request: StubRequest) { shared.withLock { $0.requests.append(request) } }

  /// Ends all connections, and with them the scripts that wait in one.
  package func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    let connections = shared.withLock { shared in
      // Emptied, since each holds the server.
      defer { shared.connections = [] }
      return shared.connections
    }
    for connection in connections { connection.close() }
  }
}

/// The stub could not open its port.
package struct StubFailure: Error {}

/// A request as it stood on the wire.
package struct StubRequest: Sendable {
  package let head: String
  package let body: [UInt8]

  package var line: String { String(head.prefix { $0 != "\r\n" && $0 != "\r" }) }

  package func header(_ name: String) -> String? {
    for line in head.split(separator: "\r\n").dropFirst() {
      guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name.lowercased() else { continue }
      return String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    return nil
  }
}

/// One connection of a ``StubServer``.
package final class StubConnection: Sendable {
  private let descriptor: Int32
  private let rest = Mutex<[UInt8]>([])
  private let server: StubServer
  /// 1 for the first connection that the server took.
  package let number = Atomic<Int>(0)

  init(_ descriptor: Int32, server: StubServer) {
    self.descriptor = descriptor
    self.server = server
  }

  deinit { Glibc.close(descriptor) }

  /// Reads one request to its end, or gives nil when the client went away.
  package func readRequest() -> StubRequest? {
    var bytes = rest.withLock { $0 }
    var end = 0
    while true {
      if let found = Self.endOfHead(bytes) {
        end = found
        break
      }
      guard let more = read() else { return nil }
      bytes += more
    }
    let head = String(decoding: bytes[..<end], as: UTF8.self)
    let length = StubRequest(head: head, body: []).header("Content-Length").flatMap(Int.init) ?? 0
    while bytes.count < end + length {
      guard let more = read() else { return nil }
      bytes += more
    }
    let request = StubRequest(head: head, body: Array(bytes[end..<(end + length)]))
    rest.withLock { [bytes] in $0 = Array(bytes[(end + length)...]) }
    server.note(request)
    return request
  }

  /// Waits until the client ends the connection.
  package func waitForEnd() {
    while read() != nil {}
  }

  /// Waits until the client ends the connection or says something, for so long at most; true when it did.
  package func waitForEnd(atMost limit: Duration) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, Int32(limit / .milliseconds(1))) != 0
  }

  private func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  /// Sends `text`; false when the client has gone.
  @discardableResult
  package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Sends `bytes`; false when the client has gone.
  @discardableResult
  package func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Ends the connection in good order.
  package func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Ends the connection with a reset: that is what "connecting" a connected socket to nowhere does.
  package func reset() {
    var nowhere = sockaddr()
    nowhere.sa_family = sa_family_t(AF_UNSPEC)
    connect(descriptor, &nowhere, socklen_t(MemoryLayout<sockaddr>.size))
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    for index in 0...(bytes.count - 4) where bytes[index..<(index + 4)].elementsEqual([13, 10, 13, 10]) { return index + 4 }
    return nil
  }
}

/// Runs `work` on a thread of its own.
package func spawnThread(_ work: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(work))
  pthread_create(
    &thread, nil,
    { box in
      if let box { Unmanaged<Box>.fromOpaque(box).takeRetainedValue().work() }
      return nil
    }, box.toOpaque())
  pthread_detach(thread)
}

/// An answer with its right length.
package func answer(_ body: String, status: String = "200 OK") -> String {
  "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nContent-Type: application/json\r\n\r\n\(body)"
}
