import CLibcurl

/// One libcurl easy handle with its error buffer, made ready for one transfer after another.
///
/// Used under the lock of the ``CurlLoop`` that made it: libcurl forbids two threads at once in one handle.
final class EasyHandle {
  /// The handle itself.
  let pointer: UnsafeMutableRawPointer
  /// Where libcurl writes what went wrong, in far better words than those of the bare code. It has to stay in place for the
  /// handle's life, hence the allocation.
  private let errorBuffer: UnsafeMutablePointer<CChar>

  /// Half the minute after which the hastiest gateways forget.
  private static let keepAliveSeconds = 30

  /// A new handle, or nil when there is no memory for one.
  init?() {
    guard let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
    errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(pointer)
    errorBuffer.deallocate()
  }

  /// Sets every option back to libcurl's default, then those that hold for all requests.
  func reset() throws {
    curl_easy_reset(pointer)
    errorBuffer[0] = 0
    try set(CURLOPT_ERRORBUFFER, to: UnsafeMutableRawPointer(errorBuffer))
    // Without it libcurl may use SIGALRM for name look-ups, in a process that has signals of its own to mind.
    try set(CURLOPT_NOSIGNAL, to: 1)
    try check(webdriver_easy_allow_http_only(pointer))
    try check(webdriver_easy_abandon_lookups(pointer))
    // A redirect is an answer. Following one would send the request again, to an address that the server chose.
    try set(CURLOPT_FOLLOWLOCATION, to: 0)
    // HTTP/2 needs an upgrade or a handshake that no WebDriver server offers.
    try set(CURLOPT_HTTP_VERSION, to: CURL_HTTP_VERSION_1_1)
    // A remote end that waits for a free browser is silent for minutes, and gateways forget connections on which nothing goes.
    try set(CURLOPT_TCP_KEEPALIVE, to: 1)
    try set(CURLOPT_TCP_KEEPIDLE, to: Self.keepAliveSeconds)
    try set(CURLOPT_TCP_KEEPINTVL, to: Self.keepAliveSeconds)
    // Path parts come escaped; libcurl is not to squash what looks like `..` in them.
    try set(CURLOPT_PATH_AS_IS, to: 1)
  }

  /// Sets an option that takes a `long`.
  func set(_ option: CURLoption, to value: Int) throws {
    try check(webdriver_easy_setopt_long(pointer, option, value))
  }

  /// Sets an option that takes a `curl_off_t`.
  func set(_ option: CURLoption, toOffset value: curl_off_t) throws {
    try check(webdriver_easy_setopt_offset(pointer, option, value))
  }

  /// Sets an option that takes text. libcurl copies it.
  func set(_ option: CURLoption, to value: String) throws {
    try check(webdriver_easy_setopt_string(pointer, option, value))
  }

  /// Takes away what an option that takes text holds, libcurl's own default included.
  func unset(_ option: CURLoption) throws {
    try check(webdriver_easy_setopt_string(pointer, option, nil))
  }

  /// Sets an option that takes a pointer. libcurl keeps it: what it points at has to outlive the transfer.
  func set(_ option: CURLoption, to value: UnsafeMutableRawPointer) throws {
    try check(webdriver_easy_setopt_pointer(pointer, option, value))
  }

  /// Throws when libcurl refused an option: it lacks the feature, or memory.
  func check(_ result: CURLcode) throws {
    guard result == CURLE_OK else { throw CurlError(.invalidRequest, "libcurl refuses an option: " + Self.text(of: result)) }
  }

  /// A figure of the last transfer of type `long`; nought if libcurl has none.
  func information(_ info: CURLINFO) -> Int {
    var value = 0
    return webdriver_easy_getinfo_long(pointer, info, &value) == CURLE_OK ? value : 0
  }

  /// A figure of the last transfer of type `curl_off_t`; nought if libcurl has none.
  func offset(_ info: CURLINFO) -> Int64 {
    var value: curl_off_t = 0
    return webdriver_easy_getinfo_offset(pointer, info, &value) == CURLE_OK ? Int64(value) : 0
  }

  /// What libcurl says of the last transfer's failure.
  func message(for result: CURLcode) -> String {
    errorBuffer[0] == 0 ? Self.text(of: result) : String(cString: errorBuffer)
  }

  private static func text(of result: CURLcode) -> String { String(cString: curl_easy_strerror(result)) }
}
