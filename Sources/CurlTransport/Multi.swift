import CLibcurl

/// A libcurl multi handle, the transfers under way in it, and what it waits for.
///
/// Whoever calls holds the lock of the ``CurlLoop``, ``Events/wait()`` excepted: libcurl forbids two threads at once in one handle, and
/// does not care which thread it is. What is done here never blocks. Continuations are not resumed here: they are handed out, for when the
/// lock has been let go of.
final class Multi {
  /// A continuation, and with what to resume it.
  struct Ending {
    private let continuation: Job.Continuation
    private let result: Result<HTTPResponse, any Error>

    init(_ continuation: Job.Continuation, _ result: Result<HTTPResponse, any Error>) {
      self.continuation = continuation
      self.result = result
    }

    /// Lets the task go on.
    func resume() { continuation.resume(with: result) }
  }

  let events: Events
  private let pointer: UnsafeMutableRawPointer
  private let limits: CurlClient.Configuration
  private var running: [UnsafeMutableRawPointer: Transfer] = [:]
  private var idle: [EasyHandle] = []
  /// When libcurl wants to be called at the latest, in nanoseconds of the monotonic clock.
  private var deadline = Int64.max
  private var endings: [Ending] = []
  /// Beyond this many, handles are not kept: each holds some 10 KiB.
  private static let idleHandlesKept = 16

  /// `curl_global_init` is to be called once and before all else; from 7.84 on it would also be safe from two threads at once.
  private static let initialisation = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

  /// Nil when there is no memory, or no descriptor.
  init?(limits: CurlClient.Configuration) {
    guard Self.initialisation == CURLE_OK, let events = Events(), let pointer = curl_multi_init() else { return nil }
    self.events = events
    self.pointer = pointer
    self.limits = limits
    // Unretained: the handle goes before this object does.
    let this = Unmanaged.passUnretained(self).toOpaque()
    webdriver_multi_setopt_socket_function(
      pointer,
      { _, descriptor, what, this, _ in
        Multi.from(this)?.events.watch(descriptor, for: what)
        return 0
      }, this)
    webdriver_multi_setopt_timer_function(
      pointer,
      { _, milliseconds, this in
        Multi.from(this)?.deadline = milliseconds < 0 ? .max : Events.now + Int64(milliseconds) * 1_000_000
        return 0
      }, this)
  }

  deinit {
    for transfer in running.values { curl_multi_remove_handle(pointer, transfer.easy.pointer) }
    webdriver_multi_setopt_socket_function(pointer, nil, nil)
    webdriver_multi_setopt_timer_function(pointer, nil, nil)
    curl_multi_cleanup(pointer)
  }

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> Multi? {
    pointer.map { Unmanaged<Multi>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Begins `job`: on a connection that is there already, the request has been sent when this returns.
  func begin(_ job: Job, _ continuation: Job.Continuation) {
    guard let easy = idle.popLast() ?? EasyHandle() else {
      return endings.append(Ending(continuation, .failure(CurlError(.unreachable, "no memory for libcurl"))))
    }
    let transfer = Transfer(job: job, continuation: continuation, easy: easy, limits: limits)
    do {
      try transfer.prepare()
      let result = curl_multi_add_handle(pointer, easy.pointer)
      guard result == CURLM_OK else { throw CurlError(.unreachable, String(cString: curl_multi_strerror(result))) }
    } catch {
      return endings.append(Ending(continuation, .failure(error)))
    }
    running[easy.pointer] = transfer
    act(on: CURL_SOCKET_TIMEOUT, bits: 0)
  }

  /// Ends `job` if it is under way: nothing of it goes out any more.
  func abandon(_ job: Job) {
    guard let transfer = running.values.first(where: { $0.job === job }) else { return }
    remove(transfer)
    endings.append(Ending(transfer.continuation, .failure(CancellationError())))
    settleDeadline()
  }

  /// Ends all that is under way, with an error.
  func abandonAll() {
    for transfer in running.values {
      let code: CurlError.Code = transfer.hasBeenSent ? .lost : .closed
      endings.append(Ending(transfer.continuation, .failure(CurlError(code, "the client was closed meanwhile"))))
      remove(transfer)
    }
  }

  /// Goes on after what was waited for.
  func handle(_ event: Events.Event) {
    switch event {
    case .time:
      events.clearAlarm()
      act(on: CURL_SOCKET_TIMEOUT, bits: 0)
    case .descriptor(let descriptor, let bits): act(on: descriptor, bits: bits)
    case .none: break
    }
  }

  /// What has ended since this was last asked.
  func takeEndings() -> [Ending] {
    defer { endings = [] }
    return endings
  }

  private func act(on descriptor: curl_socket_t, bits: Int32) {
    var count: Int32 = 0
    curl_multi_socket_action(pointer, descriptor, bits, &count)
    // libcurl often wants to be called again at once. Setting an alarm for that would wake the other thread for nothing.
    for _ in 0..<8 where deadline != .max && deadline <= Events.now {
      deadline = .max
      curl_multi_socket_action(pointer, CURL_SOCKET_TIMEOUT, 0, &count)
    }
    var left: Int32 = 0
    while let message = curl_multi_info_read(pointer, &left)?.pointee {
      guard message.msg == CURLMSG_DONE, let transfer = message.easy_handle.flatMap({ running[$0] }) else { continue }
      let outcome = transfer.outcome(message.data.result)
      remove(transfer)
      endings.append(Ending(transfer.continuation, outcome))
    }
    settleDeadline()
  }

  private func settleDeadline() {
    if deadline != .max { events.wake(atTheLatest: deadline) }
  }

  private func remove(_ transfer: Transfer) {
    let easy = transfer.easy
    curl_multi_remove_handle(pointer, easy.pointer)
    running[easy.pointer] = nil
    if idle.count < Self.idleHandlesKept { idle.append(easy) }
  }
}
