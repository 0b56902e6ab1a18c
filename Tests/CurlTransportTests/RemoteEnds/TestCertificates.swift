import Foundation

/// An authority of its own and what it has signed, made by openssl in a folder, all valid for a day.
struct TestCertificates {
  private let folder: URL
  private let openssl: Program

  /// Makes them all: `authority`, `other` (an authority that has signed nothing), `server` for `localhost`, `expired`, `client`.
  init(in folder: URL) async throws {
    self.folder = folder
    openssl = try Program("openssl", of: "openssl")
    try await makeAuthority("authority")
    try await makeAuthority("other")
    try await sign("server", for: "localhost", days: 1)
    try await sign("expired", for: "localhost", days: -1)
    try await sign("client", for: "tests", days: 1)
  }

  /// The file of a certificate.
  func certificate(_ name: String) -> String { folder.appending(path: "\(name).pem").path }
  /// The file of a certificate's key.
  func key(_ name: String) -> String { folder.appending(path: "\(name).key").path }

  private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

  private func makeAuthority(_ name: String) async throws {
    try await openssl.run(
      ["req", "-x509"] + Self.newKey + ["-keyout", "\(name).key", "-out", "\(name).pem", "-subj", "/CN=\(name)", "-days", "1"], in: folder)
  }

  private func sign(_ name: String, for host: String, days: Int) async throws {
    try Data("subjectAltName=DNS:\(host)\n".utf8).write(to: folder.appending(path: "\(name).ext"))
    try await openssl.run(
      ["req", "-new"] + Self.newKey + ["-keyout", "\(name).key", "-out", "\(name).csr", "-subj", "/CN=\(host)"], in: folder)
    try await openssl.run(
      [
        "x509", "-req", "-in", "\(name).csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
        "-days", "\(days)", "-extfile", "\(name).ext", "-out", "\(name).pem",
      ], in: folder)
  }
}
