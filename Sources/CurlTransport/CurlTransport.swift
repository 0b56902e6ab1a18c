public import Secrets
public import WebDriver

/// Carries WebDriver commands to a remote end by HTTP: to a driver on this machine, or to any other behind a path of its own.
public struct CurlTransport: Transport {
  private let client: CurlClient
  /// A secret, since it may hold a user name and a password.
  private let base: Secret
  private let authorization: Secret?

  /// A transport to the remote end at `baseURL`.
  ///
  /// - Parameters:
  ///   - baseURL: The remote end's address, `http` or `https`. Its path stays in front of every command's; a user name and a
  ///     password in it are sent as basic authentication.
  ///   - authorization: The value of the `Authorization` field, if the remote end wants one: `Bearer ...`.
  ///   - client: The client that sends. Several transports may share one.
  /// - Throws: ``CurlError`` when the address is none.
  public init(baseURL: String, authorization: Secret? = nil, client: CurlClient = CurlClient()) throws {
    _ = try CurlURL(baseURL)
    guard !baseURL.contains("?"), !baseURL.contains("#") else {
      throw CurlError(.invalidRequest, "the address of a remote end has neither a query nor a fragment")
    }
    var base = baseURL[...]
    while base.hasSuffix("/") { base.removeLast() }
    self.base = Secret(String(base), label: "webdriver.url")
    self.authorization = authorization
    self.client = client
  }

  /// Sends `request` and waits for the whole answer, which is not looked into.
  ///
  /// - Throws: `TransportError` when there is no answer; `CancellationError` when the task is cancelled.
  public func send(_ request: WireRequest) async throws -> WireResponse {
    do {
      let response = try await client.send(httpRequest(for: request))
      return WireResponse(status: response.status, body: response.body)
    } catch let error as CurlError {
      throw TransportError(error.transportCode, command: request.command, detail: error.detail)
    }
  }

  /// `request` as HTTP: this is where secrets are revealed.
  private func httpRequest(for request: WireRequest) -> HTTPRequest {
    var headers = [HTTPField("Accept", "application/json")]
    if request.body != nil { headers.append(HTTPField("Content-Type", "application/json; charset=utf-8")) }
    authorization?.reveal { headers.append(HTTPField("Authorization", $0)) }
    let method: HTTPRequest.Method =
      switch request.method {
      case .get: .get
      case .post: .post
      case .delete: .delete
      }
    return HTTPRequest(
      method, base.reveal { request.path.reduce($0) { $0 + "/" + PathPart.escaped($1) } }, headers: headers,
      body: request.body?.bytes(secrets: .revealed), timeLimit: request.timeLimit)
  }
}

extension CurlError {
  /// The same in the words of the WebDriver target, which knows nothing of HTTP clients.
  fileprivate var transportCode: TransportError.Code {
    switch code {
    case .refused: .refused
    case .timedOut: .timedOut
    case .lost: .lost
    case .tooLarge: .tooLarge
    case .malformed: .malformed
    case .untrusted, .wrongHostName, .expired: .untrusted
    default: .unreachable
    }
  }
}
