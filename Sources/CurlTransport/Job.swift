import Synchronization

/// A request on its way through a ``CurlLoop``: what the task that waits and the one that cancels share.
///
/// Cancelling raises a flag here, and takes the request away under the loop's lock if it is under way: so each continuation is resumed
/// once, and nothing of the request goes out any more once its task has been told that it is cancelled.
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
