import CLibcurl
import Glibc

/// What libcurl's result code means to a caller. No I/O.
struct CurlFate {
  /// libcurl's result.
  let result: CURLcode
  /// The `errno` of the last failed system call.
  let systemError: Int
  /// Whether libcurl had come to the point of sending the request.
  let hasBeenSent: Bool
  /// What OpenSSL made of the server's certificate: nought if it found no fault, or has not come to it.
  let verification: Int
  /// Whether libcurl wanted to send the request a second time and was not let.
  let isSecondSendingRefused: Bool
  /// What was too large, if a callback ended the transfer for that.
  let excess: String?
  /// libcurl's own words.
  let message: String

  /// The kind of failure.
  var code: CurlError.Code {
    if excess != nil { return .tooLarge }
    if isSecondSendingRefused { return .lost }
    guard hasBeenSent else { return codeBeforeSending }
    return switch result {
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    // One header line longer than libcurl's own 100 KiB is "out of memory" before 8.6, and `CURLE_TOO_LARGE` (100) from then on.
    case CURLE_FILESIZE_EXCEEDED, CURLE_OUT_OF_MEMORY, CURLcode(100): .tooLarge
    // HTTP/0.9, that is to say anything that does not begin with `HTTP/`, is reported as an unsupported protocol.
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_BAD_FUNCTION_ARGUMENT: .malformed
    default: .lost
    }
  }

  private var codeBeforeSending: CurlError.Code {
    switch result {
    case CURLE_COULDNT_CONNECT where systemError == Int(ECONNREFUSED): .refused
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidRequest
    case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM: .unusableFile
    case CURLE_PEER_FAILED_VERIFICATION: codeOfDistrust
    default: .unreachable
    }
  }

  /// By OpenSSL's codes, `X509_V_ERR_…`. libcurl looks at the host name itself, after OpenSSL has found no fault and before it has
  /// taken that over: its own first value is 1.
  private var codeOfDistrust: CurlError.Code {
    switch verification {
    case 0, 1, 62: .wrongHostName
    case 9, 10: .expired
    default: .untrusted
    }
  }

  /// What to tell people.
  var text: String {
    if let excess { return excess }
    if isSecondSendingRefused { return "the kept-alive connection ended before a byte of the answer, and nothing is sent twice" }
    return message
  }
}
