/// An HTTP client over libcurl: any number of requests at once, with one thread of its own, none of which blocks a task's thread.
///
/// A request is sent by the thread that asks for it; the client's own thread waits for what comes back. It starts with
/// the first request and ends with ``close()``, or with the client. A request is sent at most once, and a cancelled one ends at once,
/// whatever the server does.
public final class CurlClient: Sendable {
  /// What holds for all requests of a client.
  public struct Configuration: Sendable, Hashable {
    /// The largest body that is accepted. A screenshot of a long page has some 10 MiB.
    public var maximumBodyBytes = 64 << 20
    /// The largest header that is accepted, all its lines together.
    public var maximumHeaderBytes = 256 << 10
    /// How long connecting may take. Not a mere second, though this machine answers in less than a millisecond: a server whose
    /// queue of callers is full makes the kernel call again after one second.
    public var connectTimeLimit: Duration = .seconds(10)
    /// The files by which client and server make sure of one another, if the address is `https`.
    public var tls = TLSFiles()

    /// The defaults.
    public init() {}
  }

  private let loop: CurlLoop

  /// A client. Nothing is started yet.
  public init(configuration: Configuration = Configuration()) {
    loop = CurlLoop(configuration)
  }

  deinit { loop.close() }

  /// Sends `request` and waits for the whole answer.
  ///
  /// - Throws: ``CurlError`` when there is no answer; `CancellationError` when the task is cancelled.
  public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    try Task.checkCancellation()
    let job = Job(request)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { loop.start(job, $0) }
    } onCancel: {
      loop.cancel(job)
    }
  }

  /// Ends the requests under way with an error, the connections and the thread, and returns when all of these are gone. May be
  /// called more than once. Not calling it does no harm: the client does it when it goes.
  public func close() { loop.close() }
}
