import Glibc
import Synchronization

/// The thread that waits for what comes back, and the lock under which it and all other threads use one libcurl multi handle.
///
/// A request is sent by the thread that asks for it: the loop's thread need not be woken first, which on a busy machine takes longer than
/// all that libcurl does. While the loop's thread waits, it holds no lock.
///
/// `@unchecked Sendable` holds by one rule: the multi handle and all that hangs on it are touched under the lock alone.
final class CurlLoop: @unchecked Sendable {
  private enum Stage {
    case unstarted
    case running(Multi, thread: pthread_t)
    case closing
  }

  private let configuration: CurlClient.Configuration
  private let stage = Mutex(Stage.unstarted)

  init(_ configuration: CurlClient.Configuration) {
    self.configuration = configuration
  }

  // MARK: Called from any thread

  /// Sends `job`'s request, starting the thread that waits for the answer if need be. The continuation is resumed exactly once.
  func start(_ job: Job, _ continuation: Job.Continuation) {
    let endings: [Multi.Ending] = stage.withLock { stage in
      if case .unstarted = stage { startThread(&stage) }
      switch stage {
      case .unstarted: return [Multi.Ending(continuation, .failure(CurlError(.unreachable, "no memory or thread for libcurl")))]
      case .closing: return [Multi.Ending(continuation, .failure(CurlError(.closed, "the client is closed")))]
      case .running(let multi, _):
        guard !job.isCancelled.load(ordering: .acquiring) else { return [Multi.Ending(continuation, .failure(CancellationError()))] }
        BrokenPipe.ignored { multi.begin(job, continuation) }
        return multi.takeEndings()
      }
    }
    for ending in endings { ending.resume() }
  }

  /// Ends `job`. Harmless before the job has been started, which it then will not be, and after it has ended.
  func cancel(_ job: Job) {
    job.isCancelled.store(true, ordering: .releasing)
    let endings: [Multi.Ending] = stage.withLock { stage in
      guard case .running(let multi, _) = stage else { return [] }
      BrokenPipe.ignored { multi.abandon(job) }
      return multi.takeEndings()
    }
    for ending in endings { ending.resume() }
  }

  /// Ends all that is under way and the thread, and waits until it has gone.
  func close() {
    let (thread, endings): (pthread_t?, [Multi.Ending]) = stage.withLock { stage in
      defer { stage = .closing }
      guard case .running(let multi, let thread) = stage else { return (nil, []) }
      BrokenPipe.ignored { multi.abandonAll() }
      // Wakes the thread, which sees that it is not wanted any more.
      multi.events.wake(atTheLatest: 0)
      return (thread, multi.takeEndings())
    }
    for ending in endings { ending.resume() }
    if let thread { pthread_join(thread, nil) }
  }

  /// Starts the thread; leaves `stage` as it is when the system has none to give.
  private func startThread(_ stage: inout Stage) {
    guard let multi = Multi(limits: configuration) else { return }
    var thread = pthread_t()
    let this = Unmanaged.passRetained(self)
    let result = pthread_create(&thread, nil, { CurlLoop.main($0) }, this.toOpaque())
    guard result == 0 else { return this.release() }
    stage = .running(multi, thread: thread)
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
    let multi: Multi? = stage.withLock { if case .running(let multi, _) = $0 { multi } else { nil } }
    guard let multi else { return }
    while true {
      let event = multi.events.wait()
      let endings: [Multi.Ending]? = stage.withLock { stage in
        guard case .running = stage else { return nil }
        multi.handle(event)
        return multi.takeEndings()
      }
      guard let endings else { return }
      for ending in endings { ending.resume() }
    }
  }
}
