import Foundation
import Glibc

/// nginx as it stands in front of a grid: TLS, a path prefix, authentication, and a few places that answer for a grid that is not there.
///
/// Everything that it reads and writes is in a temporary folder, which goes with it. One process, so that ending it ends it all.
struct ReverseProxy {
  /// Servers that differ in what they ask of a client.
  enum Door: Int, CaseIterable {
    /// User name and password.
    case basic
    /// A token.
    case bearer
    /// Nothing, with a certificate that is no longer valid.
    case expired
    /// A certificate of the client's own.
    case mutual
    /// Nothing at all, without TLS, and sends everybody elsewhere.
    case plain
  }

  /// The user who is let in. Both texts hold what has to be escaped in an address.
  static let user = (name: "grid user", password: "p@ss/w ö%rd?")
  /// The token that is let in.
  static let token = "t0ken.of-the_grid"

  let certificates: TestCertificates
  let folder: URL
  let processID: Int32
  private let ports: [UInt16]

  /// The address of a door: `https://localhost:PORT/wd/hub`, say.
  func url(_ door: Door, user: String = "", host: String = "localhost", path: String = "/wd/hub") -> String {
    "\(door == .plain ? "http" : "https")://\(user.isEmpty ? "" : user + "@")\(host):\(ports[door.rawValue])\(path)"
  }

  /// ``user`` as it has to stand in an address.
  static let userInfo = "grid%20user:p%40ss%2Fw%20%C3%B6%25rd%3F"

  /// A proxy in front of `upstream`, for the time of `body`.
  static func with<Value: Sendable>(upstream: String, _ body: (ReverseProxy) async throws -> Value) async throws -> Value {
    let nginx = try Program("nginx", of: "nginx-light")
    let folder = FileManager.default.temporaryDirectory.appending(path: "syncroctl-proxy.\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let certificates = try await TestCertificates(in: folder)
    try Data("\(user.name):{PLAIN}\(user.password)\n".utf8).write(to: folder.appending(path: "users"))
    // A port that was free may be somebody else's by the time that nginx takes it.
    for _ in 0..<5 {
      let ports = try freePorts(Door.allCases.count)
      try Data(configuration(upstream, certificates, folder, ports).utf8).write(to: folder.appending(path: "nginx.conf"))
      let (exits, exit) = AsyncStream.makeStream(of: Int32.self)
      let process = try nginx.start(
        ["-p", folder.path, "-c", "nginx.conf", "-e", "error.log"], in: folder, log: folder.appending(path: "nginx.out")
      ) {
        exit.yield($0)
        exit.finish()
      }
      guard try await hasStarted(process, folder) else { continue }
      let result: Result<Value, any Error>
      do {
        result = .success(
          try await body(ReverseProxy(certificates: certificates, folder: folder, processID: process.processIdentifier, ports: ports)))
      } catch {
        result = .failure(error)
      }
      // It inherits the signals that the thread which started it had blocked, SIGTERM among them, and in one process unblocks none.
      kill(process.processIdentifier, SIGKILL)
      for await _ in exits {}
      return try result.get()
    }
    throw Program.Failed(description: "nginx: " + ((try? String(contentsOf: folder.appending(path: "error.log"), encoding: .utf8)) ?? ""))
  }

  /// Waits until nginx has written its process id, which it does once it listens, or has given up.
  private static func hasStarted(_ process: Process, _ folder: URL) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(20)
    while process.isRunning {
      if FileManager.default.fileExists(atPath: folder.appending(path: "nginx.pid").path) { return true }
      if ContinuousClock.now > deadline { kill(process.processIdentifier, SIGKILL) }
      try await Task.sleep(for: .milliseconds(2))
    }
    return false
  }

  private static func freePorts(_ count: Int) throws -> [UInt16] {
    let sockets = (0..<count).map { _ in socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
    defer { for socket in sockets { close(socket) } }
    return try sockets.map { socket in
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isBound = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0 }
      }
      guard isBound else { throw Program.Failed(description: "no free port") }
      return UInt16(bigEndian: address.sin_port)
    }
  }

  private static func configuration(_ upstream: String, _ files: TestCertificates, _ folder: URL, _ ports: [UInt16]) -> String {
    func server(_ door: Door, certificate: String?, _ rules: String) -> String {
      let tls = certificate.map { "ssl_certificate \(files.certificate($0)); ssl_certificate_key \(files.key($0));" } ?? ""
      return
        "server { listen 127.0.0.1:\(ports[door.rawValue])\(certificate == nil ? "" : " ssl"); server_name localhost; \(tls) \(rules) }"
    }
    // chromedriver looks at the `Host` field, and closes connections that are not asked to stay.
    let pass = "proxy_pass \(upstream)/; proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_set_header Host $proxy_host;"
    return """
      daemon off; master_process off; pid nginx.pid; error_log error.log;
      events { worker_connections 64; }
      http {
        access_log off; client_max_body_size 0; default_type text/html;
        client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
        map $http_authorization $has_token { default 0; "Bearer \(token)" 1; }
        \(server(.basic, certificate: "server", """
          location /wd/hub/ { auth_basic "grid"; auth_basic_user_file \(folder.path)/users; \(pass) }
          location /forbidden/ { return 403; }
          location /gone/ { proxy_pass http://127.0.0.1:1/; }
          location /busy/ { return 503; }
          location /late/ { return 504; }
          location /moved/ { return 302 http://127.0.0.1:1/; }
          """))
        \(server(.bearer, certificate: "server", "location /wd/hub/ { if ($has_token = 0) { return 401; } \(pass) }"))
        \(server(.expired, certificate: "expired", "location / { \(pass) }"))
        \(server(.mutual, certificate: "server", """
          ssl_verify_client on; ssl_client_certificate \(files.certificate("authority")); location /wd/hub/ { \(pass) }
          """))
        \(server(.plain, certificate: nil, "return 301 https://localhost:\(ports[Door.basic.rawValue])$request_uri;"))
      }
      """
  }
}
