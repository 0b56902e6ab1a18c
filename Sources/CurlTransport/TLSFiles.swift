import CLibcurl

/// The files by which a client and an HTTPS server make sure of one another, all in PEM. For `http` they mean nothing.
///
/// There is no way to switch verification off: a remote end sees every password that is typed through it.
public struct TLSFiles: Sendable, Hashable {
  /// The certificates of the authorities that are trusted, **instead of** the system's: for a server whose authority is one's own.
  public var authorities: String?
  /// The client's own certificate, and those between it and its authority: for servers that ask for one.
  public var clientCertificate: String?
  /// The key of ``clientCertificate``, without a pass phrase; nil when it is in the same file.
  public var clientKey: String?

  /// The system's authorities, and no certificate of the client's own, unless told otherwise.
  public init(authorities: String? = nil, clientCertificate: String? = nil, clientKey: String? = nil) {
    self.authorities = authorities
    self.clientCertificate = clientCertificate
    self.clientKey = clientKey
  }

  /// Gives libcurl the files.
  func apply(to easy: EasyHandle) throws {
    // libcurl's defaults, said once more: nothing here depends on how libcurl was built.
    try easy.set(CURLOPT_SSL_VERIFYPEER, to: 1)
    try easy.set(CURLOPT_SSL_VERIFYHOST, to: 2)
    if let authorities {
      try easy.set(CURLOPT_CAINFO, to: authorities)
      // The system's folder of authorities would be trusted beside the file.
      try easy.unset(CURLOPT_CAPATH)
    }
    if let clientCertificate {
      try easy.set(CURLOPT_SSLCERT, to: clientCertificate)
      try easy.set(CURLOPT_SSLKEY, to: clientKey ?? clientCertificate)
    }
  }
}
