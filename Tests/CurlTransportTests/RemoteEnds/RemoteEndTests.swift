import BrowserSupport
import CurlTransport
import Foundation
import Glibc
import Secrets
import Testing
import WebDriver

/// A real driver behind a real reverse proxy with TLS and authentication, as a grid is.
@Suite(.timeLimit(.minutes(2)))
struct RemoteEndTests {
  /// The two ways to say who one is.
  enum Pass: CaseIterable { case password, token }

  @Test("a whole session goes through a proxy", arguments: Pass.allCases)
  func wholeSession(_ pass: Pass) async throws {
    let site = try Site()
    defer { site.stop() }
    let page = site.put(.html(Self.page), at: "/")
    try await withRemoteDriver { driver in
      let proxy = try await ReverseProxy.with(upstream: driver.url) { proxy in
        var configuration = CurlClient.Configuration()
        configuration.tls.authorities = proxy.certificates.certificate("authority")
        let client = CurlClient(configuration: configuration)
        let transport =
          switch pass {
          case .password: try CurlTransport(baseURL: proxy.url(.basic, user: ReverseProxy.userInfo), client: client)
          case .token:
            try CurlTransport(
              baseURL: proxy.url(.bearer), authorization: Secret("Bearer \(ReverseProxy.token)", label: "grid.token"), client: client)
          }
        let session = try await Session.start(on: RemoteEnd(transport: transport), alwaysMatch: driver.capabilities)
        do {
          try await Self.use(session, page)
        } catch {
          try? await session.delete()
          throw error
        }
        try await session.delete()
        return proxy
      }
      #expect(kill(proxy.processID, 0) == -1 && errno == ESRCH)
      #expect(!FileManager.default.fileExists(atPath: proxy.folder.path))
    }
  }

  /// A title, a button that counts, and noise, of which a picture is large.
  private static let page = """
    <!doctype html><title>behind</title><button id=b onclick="this.textContent = 'clicked'">Press</button><canvas id=c width=1200 height=800>
    </canvas><script>const c = document.getElementById('c').getContext('2d'), i = c.createImageData(1200, 800);
    for (let n = 0; n < i.data.length; n++) i.data[n] = n % 4 == 3 ? 255 : Math.random() * 256; c.putImageData(i, 0, 0);</script>
    """

  private static func use(_ session: Session, _ page: String) async throws {
    try await session.navigate(to: page)
    #expect(try await session.title() == "behind")
    let button = try await session.find(.css("#b"))
    try await session.click(button)
    #expect(try await session.text(of: button) == "clicked")
    #expect(try await session.screenshot().count > 1 << 20)
    // A body of 2 MiB the other way.
    let text = String(repeating: "x", count: 2 << 20)
    #expect(try await session.execute("return arguments[0].length", arguments: [.string(text)], as: Int.self) == 2 << 20)
    let missing = await #expect(throws: WebDriverError.self) { try await session.find(.css("#nope")) }
    #expect(missing?.code == .noSuchElement)
  }

  /// Asks the remote end at `url` for its status.
  private func status(
    _ url: String, tls: TLSFiles, token: String? = nil
  ) async throws -> RemoteStatus {
    var configuration = CurlClient.Configuration()
    configuration.tls = tls
    let transport = try CurlTransport(
      baseURL: url, authorization: token.map { Secret("Bearer \($0)", label: "grid.token") },
      client: CurlClient(configuration: configuration))
    return try await RemoteEnd(transport: transport).status()
  }

  /// A stub that is ready, behind a proxy.
  private func withReadyEnd(_ body: (ReverseProxy, TLSFiles) async throws -> Void) async throws {
    let server = try StubServer.answering { _ in answer(#"{"value":{"ready":true,"message":"stub"}}"#) }
    defer { server.stop() }
    try await ReverseProxy.with(upstream: server.url) { proxy in
      try await body(proxy, TLSFiles(authorities: proxy.certificates.certificate("authority")))
    }
  }

  @Test("who is not let in is told so, and no password is")
  func refusals() async throws {
    try await withReadyEnd { proxy, tls in
      let byPassword = try await status(proxy.url(.basic, user: ReverseProxy.userInfo), tls: tls).message
      #expect(byPassword == "stub")
      let byToken = try await status(proxy.url(.bearer), tls: tls, token: ReverseProxy.token).message
      #expect(byToken == "stub")
      let attempts: [(url: String, token: String?, status: Int)] = [
        (proxy.url(.basic), nil, 401),
        (proxy.url(.basic, user: "grid%20user:hush"), nil, 401),
        // Not unescaped, this would be another password.
        (proxy.url(.basic, user: "grid%20user:p%2540ss"), nil, 401),
        (proxy.url(.bearer), nil, 401),
        (proxy.url(.bearer), "hush", 401),
        (proxy.url(.basic, path: "/forbidden"), nil, 403),
        (proxy.url(.basic, path: "/wd"), nil, 404),
        (proxy.url(.basic, path: "/gone"), nil, 502),
        (proxy.url(.basic, path: "/busy"), nil, 503),
        (proxy.url(.basic, path: "/late"), nil, 504),
        (proxy.url(.basic, path: "/moved"), nil, 302),
        (proxy.url(.plain, user: ReverseProxy.userInfo), nil, 301),
      ]
      for attempt in attempts {
        let error = await #expect(throws: NotWebDriver.self) { try await status(attempt.url, tls: tls, token: attempt.token) }
        #expect(error?.status == attempt.status, "\(attempt.status)")
        #expect(error?.command == "status")
        #expect(error?.description.contains("hush") == false)
        #expect(error?.reason.hasPrefix("it begins \"<html>") == true, "\(error?.reason ?? "")")
      }
    }
  }

  @Test("a certificate that proves nothing ends the attempt before anything is sent")
  func distrust() async throws {
    try await withReadyEnd { proxy, tls in
      let files = proxy.certificates
      let attempts: [(url: String, tls: TLSFiles, code: CurlError.Code)] = [
        (proxy.url(.basic), TLSFiles(), .untrusted),
        (proxy.url(.basic), TLSFiles(authorities: files.certificate("other")), .untrusted),
        (proxy.url(.basic, host: "127.0.0.1"), tls, .wrongHostName),
        (proxy.url(.expired), tls, .expired),
        (proxy.url(.basic), TLSFiles(authorities: proxy.folder.path + "/none.pem"), .unusableFile),
        (proxy.url(.basic), TLSFiles(authorities: proxy.folder.path + "/nginx.conf"), .unusableFile),
        (proxy.url(.mutual), TLSFiles(authorities: tls.authorities, clientCertificate: proxy.folder.path + "/none.pem"), .unusableFile),
      ]
      for attempt in attempts {
        var configuration = CurlClient.Configuration()
        configuration.tls = attempt.tls
        let client = CurlClient(configuration: configuration)
        let error = await #expect(throws: CurlError.self) {
          try await client.send(HTTPRequest(.get, attempt.url + "/status", timeLimit: .seconds(30)))
        }
        #expect(error?.code == attempt.code, "\(error?.description ?? "")")
        let transported = await #expect(throws: TransportError.self) { try await status(attempt.url, tls: attempt.tls) }
        #expect(transported?.certainlyNotSent == true)
        #expect(transported?.code == (attempt.code == .unusableFile ? .unreachable : .untrusted))
      }
    }
  }

  @Test("a server that asks for a certificate gets the client's")
  func clientCertificate() async throws {
    try await withReadyEnd { proxy, tls in
      let error = await #expect(throws: NotWebDriver.self) { try await status(proxy.url(.mutual), tls: tls) }
      #expect(error?.status == 400)
      var own = tls
      own.clientCertificate = proxy.certificates.certificate("client")
      own.clientKey = proxy.certificates.key("client")
      let byCertificate = try await status(proxy.url(.mutual), tls: own).message
      #expect(byCertificate == "stub")
    }
  }

  @Test("without TLS its files mean nothing")
  func plain() async throws {
    let server = try StubServer.answering { _ in answer(#"{"value":{"ready":true,"message":"stub"}}"#) }
    defer { server.stop() }
    let withoutTLS = try await status(server.url, tls: TLSFiles(authorities: "/nowhere", clientCertificate: "/nowhere")).message
    #expect(withoutTLS == "stub")
  }
}
