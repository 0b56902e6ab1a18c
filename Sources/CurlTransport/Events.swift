import CLibcurl
import Glibc

/// What a ``CurlLoop`` waits for: descriptors of libcurl's, and a time. Any thread may change it while another waits.
final class Events {
  /// What came of waiting.
  enum Event {
    /// The time has come.
    case time
    /// Something about a descriptor, in libcurl's bits (`CURL_CSELECT_…`).
    case descriptor(curl_socket_t, bits: Int32)
    /// Nothing.
    case none
  }

  private let epoll: Int32
  private let timer: Int32
  /// For which time the timer is set, in nanoseconds of the monotonic clock.
  private var alarm = Int64.max

  /// Nil when the system has no more descriptors.
  init?() {
    epoll = webdriver_epoll_create()
    timer = webdriver_timer_create()
    guard epoll >= 0, timer >= 0 else { return nil }
    webdriver_epoll_set(epoll, timer, true, false)
  }

  deinit {
    close(epoll)
    close(timer)
  }

  /// Waits for `descriptor` from now on in another way, by one of libcurl's `CURL_POLL_…`.
  func watch(_ descriptor: curl_socket_t, for what: Int32) {
    webdriver_epoll_set(
      epoll, descriptor, what == CURL_POLL_IN || what == CURL_POLL_INOUT, what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
  }

  /// Wakes who waits at `time` at the latest. An alarm that is set for an earlier time stays: it costs a wake-up for nothing, and that
  /// once in the time limit of a command, where setting it anew would cost a system call or two with each command.
  func wake(atTheLatest time: Int64) {
    guard time < alarm else { return }
    alarm = time
    webdriver_timer_set(timer, time)
  }

  /// Takes note that the alarm has gone off.
  func clearAlarm() {
    alarm = .max
    var count: UInt64 = 0
    read(timer, &count, MemoryLayout<UInt64>.size)
  }

  /// Waits for the next event. The one function that blocks, and that nothing has to be locked for.
  func wait() -> Event {
    var readable = false
    var writable = false
    var failed = false
    let descriptor = webdriver_epoll_wait(epoll, &readable, &writable, &failed)
    guard descriptor >= 0 else { return .none }
    guard descriptor != timer else { return .time }
    let bits = (readable ? CURL_CSELECT_IN : 0) | (writable ? CURL_CSELECT_OUT : 0) | (failed ? CURL_CSELECT_ERR : 0)
    return .descriptor(descriptor, bits: bits)
  }

  /// The monotonic clock, in nanoseconds.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
