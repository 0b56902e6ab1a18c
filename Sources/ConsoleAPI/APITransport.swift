public import CurlTransport

/// What carries the API's requests. A redirect is an answer like any other, and is not followed.
public protocol APITransport: Sendable {
  /// Sends `request`, once, and waits for the whole answer.
  ///
  /// - Throws: `CurlError` when there is no answer; `CancellationError` when the task is cancelled.
  func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

extension CurlClient: APITransport {}
