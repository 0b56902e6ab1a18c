import Synchronization

/// A request on its way through a ``CurlLoop``: what the waiting task and the loop's thread share.
///
/// Cancelling only raises a flag here and wakes the loop. The loop alone resumes a continuation, so that each is resumed once,
/// and so that nothing of the request goes out any more once its task has been told that it is cancelled.
final class Job: Sendable {
  /// The request.
  let request: HTTPRequest
  /// Whether the task that waits has been cancelled. May be raised before the loop has heard of the job.
  let isCancelled = Atomic<Bool>(false)

  /// A job for `request`.
  init(_ request: HTTPRequest) { self.request = request }

  /// The task's side: waits here.
  typealias Continuation = CheckedContinuation<HTTPResponse, any Error>
}
