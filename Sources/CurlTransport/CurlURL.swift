import CLibcurl

/// An address as libcurl's own parser reads it: what is checked here is what the transfer will use, to the letter.
struct CurlURL {
  /// `http` or `https`.
  let scheme: String
  /// The host; an IPv6 address keeps its brackets.
  let host: String
  /// The path, escaped; `/` at least.
  let path: String
  /// The user name, unescaped, if the address has one.
  let user: String?
  /// The password, unescaped, if the address has one.
  let password: String?
  /// The address without user name and password: fit to be shown, and to be given to libcurl, whose messages may quote it.
  let bare: String

  /// Reads `text`; throws ``CurlError/Code/invalidRequest`` when it is no absolute HTTP address. The error does not quote it.
  init(_ text: String) throws {
    guard let handle = curl_url() else { throw CurlError(.invalidRequest, "out of memory") }
    defer { curl_url_cleanup(handle) }
    let result = curl_url_set(handle, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME))
    guard result == CURLUE_OK else { throw CurlError(.invalidRequest, "not an address: " + String(cString: curl_url_strerror(result))) }

    scheme = Self.part(CURLUPART_SCHEME, of: handle) ?? ""
    guard scheme == "http" || scheme == "https" else {
      throw CurlError(.invalidRequest, "the address begins with \(scheme):, not with http: or https:")
    }
    host = Self.part(CURLUPART_HOST, of: handle) ?? ""
    path = Self.part(CURLUPART_PATH, of: handle) ?? "/"
    user = Self.part(CURLUPART_USER, of: handle, flags: UInt32(CURLU_URLDECODE))
    password = Self.part(CURLUPART_PASSWORD, of: handle, flags: UInt32(CURLU_URLDECODE))
    curl_url_set(handle, CURLUPART_USER, nil, 0)
    curl_url_set(handle, CURLUPART_PASSWORD, nil, 0)
    bare = Self.part(CURLUPART_URL, of: handle) ?? ""
  }

  /// Whether the host is this machine by its very name. Names are not looked up: `localhost` and what ends in it are reserved.
  var isLoopback: Bool {
    let host = host.lowercased()
    return host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" || Self.isLoopbackIPv4(host)
  }

  private static func isLoopbackIPv4(_ host: String) -> Bool {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }

  private static func part(_ part: CURLUPart, of handle: OpaquePointer, flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
