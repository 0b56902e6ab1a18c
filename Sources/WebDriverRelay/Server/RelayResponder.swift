import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import WebDriver

/// What the relay knows of a request beside the request itself: the connection on which it came.
struct RelayContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}

/// HTTP on the relay's side: lets requests in, reads them, and writes the answers.
struct RelayResponder: HTTPResponder {
  let relay: Relay
  let callers: Callers
  let gate: Gate
  let prefix: [String]
  let maximumBodyBytes: Int
  let logger: Logger

  func respond(to request: Request, context: RelayContext) async throws -> Response {
    if let refusal = gate.refusal(authority: request.head.authority, origin: request.headers[.origin]) {
      logger.warning("refused a request: \(refusal.message)")
      return Self.response(RelayAnswer(refusal))
    }
    guard let target = RequestTarget(request.head.path ?? "", below: prefix) else {
      return Self.response(RelayAnswer(Refusal(.unknownCommand, 404, "there is nothing at this path")))
    }
    guard let body = try await body(of: request) else {
      return Self.response(RelayAnswer(Refusal(.invalidArgument, 413, "the body has more than \(maximumBodyBytes) bytes")))
    }
    let relayed = RelayRequest(method: request.method.rawValue, path: target.path, hasQuery: target.hasQuery, body: body)
    return Self.response(await callers.answer(context.channel) { await relay.answer(to: relayed) })
  }

  /// The body; `nil` where it is too large.
  private func body(of request: Request) async throws -> [UInt8]? {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximumBodyBytes { return nil }
    do {
      return Array(buffer: try await request.body.collect(upTo: maximumBodyBytes))
    } catch is NIOTooManyBytesError {
      return nil
    }
  }

  private static func response(_ answer: RelayAnswer) -> Response {
    Response(
      status: .init(code: answer.status),
      headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-cache"],
      body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
