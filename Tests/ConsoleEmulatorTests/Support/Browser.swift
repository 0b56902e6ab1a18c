import NIOCore
import NIOPosix

/// As little of a browser as the tests need: one connection a request, and a cookie jar.
actor Browser {
  struct Reply: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    let body: String

    func header(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }
    var location: String? { header("location") }

    /// The text right inside the first element with this class.
    func element(_ cssClass: String) -> Substring? {
      guard let found = body.firstRange(of: cssClass) else { return nil }
      return body[found.upperBound...].drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
    }

    var flash: String? { element("bhv-flash").map(String.init) }
    func count(_ text: String) -> Int { body.split(separator: text, omittingEmptySubsequences: false).count - 1 }
  }

  private let port: Int
  private(set) var cookie: String?
  private(set) var last: Reply?

  init(_ url: String) { port = Int(url.split(separator: ":").last ?? "") ?? 0 }

  func get(_ path: String, headers: [String] = []) async throws -> Reply { try await send("GET", path, headers: headers) }

  /// Posts a form with the token of the page before.
  func post(_ path: String, _ fields: [(String, String)], token: String? = nil) async throws -> Reply {
    let found = last?.body.firstMatch(of: /csrf-token" content="([^"]*)"/)?.output.1
    let pairs = fields + [("authenticity_token", token ?? found.map(String.init) ?? "")]
    let body = pairs.map { "\(encode($0.0))=\(encode($0.1))" }.joined(separator: "&")
    return try await send("POST", path, headers: ["Content-Type: application/x-www-form-urlencoded"], body: body)
  }

  /// Posts, and goes where it is sent.
  func submit(_ path: String, _ fields: [(String, String)]) async throws -> Reply {
    let reply = try await post(path, fields)
    guard reply.status == 302, let location = reply.location else { return reply }
    return try await get(location)
  }

  func forgetCookie() { cookie = nil }
  func setCookie(_ cookie: String) { self.cookie = cookie }

  func send(_ method: String, _ path: String, headers: [String] = [], body: String = "") async throws -> Reply {
    var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close", "Content-Length: \(body.utf8.count)"]
    lines += headers
    if let cookie { lines.append("Cookie: \(cookie)") }
    let answer = try await exchange(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    let reply = parse(answer)
    if let set = reply.header("set-cookie") { cookie = String(set.prefix { $0 != ";" }) }
    if method == "GET" || reply.body.contains("csrf-token") { last = reply }
    return reply
  }

  private func exchange(_ request: String) async throws -> String {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connect(host: "127.0.0.1", port: port) {
      channel in
      channel.eventLoop.makeCompletedFuture {
        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: request))
      var whole = ByteBuffer()
      for try await part in inbound { whole.writeImmutableBuffer(part) }
      return String(buffer: whole)
    }
  }

  private func parse(_ answer: String) -> Reply {
    let text = answer[...]
    guard let gap = text.firstRange(of: "\r\n\r\n") else { return Reply(status: 0, headers: [], body: answer) }
    let lines = text[..<gap.lowerBound].split(separator: "\r\n")
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let headers = lines.dropFirst().map { line in
      let sides = line.split(separator: ":", maxSplits: 1)
      return (sides[0].lowercased(), sides.count > 1 ? String(sides[1].drop { $0 == " " }) : "")
    }
    return Reply(status: status, headers: headers, body: String(text[gap.upperBound...]))
  }

  private func encode(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      return character.isASCII && (character.isLetter || character.isNumber)
        ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
