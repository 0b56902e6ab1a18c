import CLibcurl
import Glibc
import Synchronization

/// The thread that drives one libcurl multi handle, and the inbox through which other threads reach it.
///
/// `@unchecked Sendable` holds by two rules. What is in `inbox` is touched under its lock alone. All else that changes
/// (`running`, `idle`, and whatever libcurl keeps) is touched by the loop's own thread alone. libcurl's one function for other
/// threads, `curl_multi_wakeup`, is called under the lock, where the handle is taken away before it is freed.
final class CurlLoop: @unchecked Sendable {
  private enum Stage {
    case unstarted
    case running(multi: UnsafeMutableRawPointer, thread: pthread_t)
    case closed
  }

  private struct Inbox: ~Copyable {
    var stage: Stage = .unstarted
    var started: [(Job, Job.Continuation)] = []
    var cancelled: [Job] = []
    var isClosing = false
  }

  private let configuration: CurlClient.Configuration
  private let inbox = Mutex(Inbox())

  private var running: [UnsafeMutableRawPointer: Transfer] = [:]
  private var idle: [EasyHandle] = []
  /// Beyond this many, handles are not kept: each holds some 10 KiB.
  private static let idleHandlesKept = 16

  /// `curl_global_init` is to be called once and before all else; from 7.84 on it would also be safe from two threads at once.
  private static let initialisation = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

  init(_ configuration: CurlClient.Configuration) {
    self.configuration = configuration
  }

  // MARK: Called from any thread

  /// Hands `job` to the thread, starting it if need be. The continuation is resumed exactly once: by the thread, or right here
  /// if there is none.
  func start(_ job: Job, _ continuation: Job.Continuation) {
    let refusal: CurlError? = inbox.withLock { inbox in
      guard !inbox.isClosing else { return CurlError(.closed, "the client is closed") }
      if case .unstarted = inbox.stage { startThread(&inbox.stage) }
      guard case .running(let multi, _) = inbox.stage else { return CurlError(.unreachable, "no memory or thread for libcurl") }
      inbox.started.append((job, continuation))
      curl_multi_wakeup(multi)
      return nil
    }
    if let refusal { continuation.resume(throwing: refusal) }
  }

  /// Ends `job` as soon as the thread gets to it. Harmless before the job has been started and after it has ended.
  func cancel(_ job: Job) {
    job.isCancelled.store(true, ordering: .releasing)
    inbox.withLock { inbox in
      guard case .running(let multi, _) = inbox.stage else { return }
      inbox.cancelled.append(job)
      curl_multi_wakeup(multi)
    }
  }

  /// Ends the thread and waits until it has gone.
  func close() {
    let thread: pthread_t? = inbox.withLock { inbox in
      let isFirst = !inbox.isClosing
      inbox.isClosing = true
      guard case .running(let multi, let thread) = inbox.stage else { return nil }
      curl_multi_wakeup(multi)
      return isFirst ? thread : nil
    }
    guard let thread else { return }
    pthread_join(thread, nil)
  }

  /// Starts the thread; leaves `stage` as it is when the system has none to give.
  private func startThread(_ stage: inout Stage) {
    guard Self.initialisation == CURLE_OK, let multi = curl_multi_init() else { return }
    var thread = pthread_t()
    let this = Unmanaged.passRetained(self)
    let result = pthread_create(&thread, nil, { CurlLoop.main($0) }, this.toOpaque())
    guard result == 0 else {
      this.release()
      curl_multi_cleanup(multi)
      return
    }
    stage = .running(multi: multi, thread: thread)
  }

  // MARK: Called from the loop's thread

  private static func main(_ this: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let this else { return nil }
    // Signals are for the program's own threads: none is to interrupt this one.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    Unmanaged<CurlLoop>.fromOpaque(this).takeRetainedValue().run()
    return nil
  }

  private func run() {
    // Waits, at first, until the thread that started this one has let go of the lock.
    guard case .running(let multi, _) = inbox.withLock({ $0.stage }) else { return }
    while true {
      let (started, cancelled, isClosing) = takeInbox()
      for (job, continuation) in started { begin(job, continuation, on: multi) }
      for job in cancelled { abandon(job, on: multi) }
      if isClosing { break }
      var count: Int32 = 0
      curl_multi_perform(multi, &count)
      finishTransfers(of: multi)
      // libcurl shortens the wait to its own next deadline. A wake-up that came since the inbox was read ends it at once: libcurl
      // remembers it.
      curl_multi_poll(multi, nil, 0, 60_000, nil)
    }
    end(multi)
  }

  private func takeInbox() -> (started: [(Job, Job.Continuation)], cancelled: [Job], isClosing: Bool) {
    inbox.withLock { inbox in
      defer {
        inbox.started = []
        inbox.cancelled = []
      }
      return (inbox.started, inbox.cancelled, inbox.isClosing)
    }
  }

  private func begin(_ job: Job, _ continuation: Job.Continuation, on multi: UnsafeMutableRawPointer) {
    guard !job.isCancelled.load(ordering: .acquiring) else { return continuation.resume(throwing: CancellationError()) }
    guard let easy = idle.popLast() ?? EasyHandle() else {
      return continuation.resume(throwing: CurlError(.unreachable, "no memory for libcurl"))
    }
    let transfer = Transfer(job: job, continuation: continuation, easy: easy, limits: configuration)
    do {
      try transfer.prepare()
      let result = curl_multi_add_handle(multi, easy.pointer)
      guard result == CURLM_OK else { throw CurlError(.unreachable, String(cString: curl_multi_strerror(result))) }
      running[easy.pointer] = transfer
    } catch {
      continuation.resume(throwing: error)
    }
  }

  private func abandon(_ job: Job, on multi: UnsafeMutableRawPointer) {
    guard let transfer = running.values.first(where: { $0.job === job }) else { return }
    remove(transfer, from: multi)
    transfer.continuation.resume(throwing: CancellationError())
  }

  private func finishTransfers(of multi: UnsafeMutableRawPointer) {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left)?.pointee {
      guard message.msg == CURLMSG_DONE, let transfer = message.easy_handle.flatMap({ running[$0] }) else { continue }
      let outcome = transfer.outcome(message.data.result)
      remove(transfer, from: multi)
      transfer.continuation.resume(with: outcome)
    }
  }

  private func remove(_ transfer: Transfer, from multi: UnsafeMutableRawPointer) {
    let easy = transfer.easy
    curl_multi_remove_handle(multi, easy.pointer)
    running[easy.pointer] = nil
    if idle.count < Self.idleHandlesKept { idle.append(easy) }
  }

  private func end(_ multi: UnsafeMutableRawPointer) {
    for transfer in running.values {
      curl_multi_remove_handle(multi, transfer.easy.pointer)
      let code: CurlError.Code = transfer.hasBeenSent ? .lost : .closed
      transfer.continuation.resume(throwing: CurlError(code, "the client was closed meanwhile"))
    }
    running = [:]
    idle = []
    // From here on nobody can wake this handle any more, nor add to the inbox.
    inbox.withLock { $0.stage = .closed }
    curl_multi_cleanup(multi)
  }
}
