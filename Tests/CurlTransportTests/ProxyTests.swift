import BrowserSupport
import CurlTransport
import Glibc
import Testing

/// A proxy that the environment names. In processes of their own: the environment is the whole process's, other tests included.
@Suite(.timeLimit(.minutes(1)))
struct ProxyTests {
  @Test("this machine's addresses are not asked of a proxy")
  func loopback() async {
    await #expect(processExitsWith: .success) {
      let proxy = try StubServer.answering { _ in answer("proxy", status: "502 Bad Gateway") }
      let server = try StubServer.answering { _ in answer("{}") }
      setenv("http_proxy", proxy.url, 1)
      let client = CurlClient()
      for host in ["127.0.0.1", "localhost", "LOCALHOST"] {
        let response = try await client.send(HTTPRequest(.get, "http://\(host):\(server.port)/", timeLimit: .seconds(30)))
        #expect(response.status == 200)
      }
      // These are this machine too, but the stub listens on none of them: refused, then, and not answered by the proxy.
      for host in ["127.1.2.3", "[::1]"] {
        let error = await #expect(throws: CurlError.self) {
          try await client.send(HTTPRequest(.get, "http://\(host):\(server.port)/", timeLimit: .seconds(30)))
        }
        #expect(error?.code == .refused || error?.code == .unreachable)
      }
      #expect(proxy.connectionCount == 0)
    }
  }

  @Test("other addresses are")
  func elsewhere() async {
    await #expect(processExitsWith: .success) {
      let proxy = try StubServer.answering { _ in answer("proxy", status: "502 Bad Gateway") }
      setenv("http_proxy", proxy.url, 1)
      let response = try await CurlClient().send(HTTPRequest(.get, "http://127.driver.invalid/status", timeLimit: .seconds(30)))
      #expect(response.status == 502)
      #expect(proxy.requests.map(\.line) == ["GET http://127.driver.invalid/status HTTP/1.1"])
    }
  }
}
