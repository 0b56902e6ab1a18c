import CLibcurl

/// One request under way in libcurl: its easy handle, the memory that libcurl reads from, and what has come back so far.
///
/// Used under the lock of its ``CurlLoop``, libcurl's callbacks included.
final class Transfer {
  /// The job that this transfer carries out.
  let job: Job
  /// Where the answer goes.
  let continuation: Job.Continuation
  /// The handle, to be pooled afterwards.
  let easy: EasyHandle

  private let limits: CurlClient.Configuration
  /// The body's bytes where libcurl reads them: a Swift array may move, and libcurl keeps the pointer.
  private let upload: UnsafeMutableBufferPointer<UInt8>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var sendings = 0
  private var isSecondSendingRefused = false
  private var headerBytes = 0
  private var fields: [HTTPField] = []
  private var body: [UInt8] = []
  private var excess: String?

  /// Sets `easy` up for the job's request.
  init(job: Job, continuation: Job.Continuation, easy: EasyHandle, limits: CurlClient.Configuration) {
    self.job = job
    self.continuation = continuation
    self.easy = easy
    self.limits = limits
    let body = job.request.body ?? []
    upload = .allocate(capacity: max(1, body.count))
    _ = upload.initialize(from: body)
  }

  deinit {
    curl_slist_free_all(headerList)
    upload.deallocate()
  }

  /// Gives libcurl the request. Throws ``CurlError/Code/invalidRequest`` when it is not one.
  func prepare() throws {
    let request = job.request
    let url = try CurlURL(request.url)
    try easy.reset()
    try easy.set(CURLOPT_URL, to: url.bare)
    if let user = url.user { try easy.set(CURLOPT_USERNAME, to: user) }
    if let password = url.password { try easy.set(CURLOPT_PASSWORD, to: password) }
    // libcurl obeys `http_proxy`; a driver on this machine is not to be looked for through a proxy on another.
    if url.isLoopback { try easy.set(CURLOPT_PROXY, to: "") }
    if url.scheme == "https" { try limits.tls.apply(to: easy) }
    try easy.set(CURLOPT_TIMEOUT_MS, to: request.timeLimit.wholeMilliseconds)
    try easy.set(CURLOPT_CONNECTTIMEOUT_MS, to: limits.connectTimeLimit.wholeMilliseconds)
    try easy.set(CURLOPT_MAXFILESIZE_LARGE, toOffset: curl_off_t(limits.maximumBodyBytes))
    try setMethodAndBody()
    try setHeaders()
    try setCallbacks()
  }

  private func setMethodAndBody() throws {
    let request = job.request
    if request.method == .post || request.body != nil {
      try easy.set(CURLOPT_POST, to: 1)
      try easy.set(CURLOPT_POSTFIELDSIZE_LARGE, toOffset: curl_off_t(request.body?.count ?? 0))
      try easy.set(CURLOPT_POSTFIELDS, to: UnsafeMutableRawPointer(upload.baseAddress.unsafelyUnwrapped))
    } else {
      try easy.set(CURLOPT_HTTPGET, to: 1)
    }
    let implied: HTTPRequest.Method = request.method == .post || request.body != nil ? .post : .get
    if request.method != implied { try easy.set(CURLOPT_CUSTOMREQUEST, to: request.method.rawValue) }
  }

  private func setHeaders() throws {
    // From 1 MiB of body on libcurl would ask `Expect: 100-continue` and wait a whole second for an answer that no driver gives.
    var lines = ["Expect:"]
    for field in job.request.headers {
      // A line break would smuggle in a second field, or a second request.
      guard !field.name.isEmpty, field.name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }),
        field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
      else { throw CurlError(.invalidRequest, "a header field with a character that is not allowed there") }
      // By libcurl's rules `Name:` removes a field, and `Name;` sends an empty one.
      lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    for line in lines {
      guard let longer = curl_slist_append(headerList, line) else { throw CurlError(.invalidRequest, "out of memory") }
      headerList = longer
    }
    try easy.check(webdriver_easy_setopt_headers(easy.pointer, headerList))
  }

  private func setCallbacks() throws {
    // Unretained: the loop holds the transfer for as long as libcurl holds the handle.
    let this = Unmanaged.passUnretained(self).toOpaque()
    try easy.set(CURLOPT_PREREQDATA, to: this)
    try easy.check(
      webdriver_easy_setopt_prereq_function(easy.pointer) { this, _, _, _, _ in
        Transfer.from(this)?.allowSending() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      })
    try easy.set(CURLOPT_HEADERDATA, to: this)
    try easy.check(
      webdriver_easy_setopt_header_function(easy.pointer) { bytes, size, count, this in
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Transfer.from(this)?.take(headerLine: line) == true ? size * count : 0
      })
    try easy.set(CURLOPT_WRITEDATA, to: this)
    try easy.check(
      webdriver_easy_setopt_write_function(easy.pointer) { bytes, size, count, this in
        let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Transfer.from(this)?.take(bodyPiece: piece) == true ? size * count : 0
      })
  }

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
    pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// libcurl asks before each time that it sends the request. It does so a second time, of its own accord and with a POST too,
  /// when a kept-alive connection ends before a byte of the answer. By then the server may have acted: a click would be clicked
  /// twice. So the second sending is refused, whatever the method. (A connection that ended while it lay idle is no case of
  /// this: libcurl looks before it takes one up again, and opens another.)
  private func allowSending() -> Bool {
    sendings += 1
    if sendings > 1 { isSecondSendingRefused = true }
    return sendings == 1
  }

  /// Whether libcurl was about to write the request to a connection: until then, nobody can have acted on it.
  var hasBeenSent: Bool { sendings > 0 }

  private func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= limits.maximumHeaderBytes else {
      excess = "a header of more than \(limits.maximumHeaderBytes) bytes"
      return false
    }
    if line.starts(with: "HTTP/".utf8) {
      // The first line of this answer, or of the one after a `100 Continue`.
      fields = []
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      let value = line[(colon + 1)...].trimmingWhiteSpace()
      fields.append(HTTPField(String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self)))
    }
    return true
  }

  private func take(bodyPiece piece: UnsafeRawBufferPointer) -> Bool {
    guard body.count + piece.count <= limits.maximumBodyBytes else {
      excess = "a body of more than \(limits.maximumBodyBytes) bytes"
      return false
    }
    if body.isEmpty {
      // Announced lengths are claims: trusted up to the cap, beyond which libcurl has given up already.
      let announced = Int(clamping: easy.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T))
      body.reserveCapacity(min(max(announced, piece.count), limits.maximumBodyBytes))
    }
    body.append(contentsOf: piece)
    return true
  }

  /// What came of the transfer, once libcurl is done with it.
  func outcome(_ result: CURLcode) -> Result<HTTPResponse, any Error> {
    guard result != CURLE_OK else {
      return .success(HTTPResponse(status: easy.information(CURLINFO_RESPONSE_CODE), headers: fields, body: body))
    }
    let fate = CurlFate(
      result: result, systemError: easy.information(CURLINFO_OS_ERRNO), hasBeenSent: hasBeenSent,
      verification: easy.information(CURLINFO_SSL_VERIFYRESULT), isSecondSendingRefused: isSecondSendingRefused, excess: excess,
      message: easy.message(for: result))
    return .failure(CurlError(fate.code, fate.text + ", \(times)"))
  }

  private var times: String {
    let total = easy.offset(CURLINFO_TOTAL_TIME_T)
    let connected = easy.offset(CURLINFO_CONNECT_TIME_T)
    return "after \(total.asMilliseconds)" + (connected > 0 ? " (connected after \(connected.asMilliseconds))" : "")
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// What is left without blanks, tabs and line ends on both sides.
  fileprivate func trimmingWhiteSpace() -> Self {
    let isWhite: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    guard let first = firstIndex(where: { !isWhite($0) }), let last = lastIndex(where: { !isWhite($0) }) else {
      return self[startIndex..<startIndex]
    }
    return self[first...last]
  }
}

extension Int64 {
  /// Microseconds, as libcurl counts, in milliseconds for people.
  fileprivate var asMilliseconds: String {
    self < 10_000 ? "\(self / 1000).\(self % 1000 / 100) ms" : "\(self / 1000) ms"
  }
}

extension Duration {
  /// Rounded up, and one at least: to libcurl nought means for ever.
  fileprivate var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    guard seconds < Int64(Int32.max) / 1000 else { return Int(Int32.max) }
    return max(1, Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
  }
}
