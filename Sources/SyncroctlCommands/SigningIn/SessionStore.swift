import ConsolePages
import Crypto
import CryptoExtras
import Foundation
import Secrets
import Technicians
import WholeFiles

/// Keeps the session of one account on one console in a file of the state folder.
///
/// The file is sealed with AES-GCM under a key that scrypt makes of the account's password and, where it is known, the secret of its one-time
/// codes: a copy of the file serves nobody who could not sign in anyway, and a changed password makes it worthless. Console and account are
/// sealed in with it, so that one account's session never serves another.
struct SessionStore: Sendable {
  private let file: URL
  private let secrets: [Secret]
  private let purpose: Data

  /// - Parameters:
  ///   - folder: the state folder.
  ///   - secrets: what it takes to sign in.
  init(folder: URL, console: ConsoleAddress, account: EmailAddress, secrets: [Secret]) {
    let whose = "\(console.origin) \(account.comparable)"
    let name = SHA256.hash(data: Data(whose.utf8)).prefix(12).map { String(format: "%02x", $0) }.joined()
    file = folder.appending(path: "sessions/\(name).json")
    purpose = Data("syncroctl session 1 \(whose)".utf8)
    self.secrets = secrets
  }

  /// The kept session; `nil` where there is none that can be used. A file that is damaged, of others, or sealed with another password, is as
  /// good as none: then somebody signs in.
  func read(at now: Date = Date()) -> KeptSession? {
    guard let sealed = ownFile(), let key = try? key(salt: sealed.salt), let box = try? AES.GCM.SealedBox(combined: sealed.box),
      let opened = try? AES.GCM.open(box, using: key, authenticating: purpose),
      let form = try? JSONDecoder().decode(KeptSessionForm.self, from: opened)
    else { return nil }
    let session = form.session
    return session.isStale(at: now) || session.cookies.isEmpty ? nil : session
  }

  /// Keeps `session` in place of the one before.
  ///
  /// - Throws: what keeps the file from being written; then what was there is gone as well.
  func keep(_ session: KeptSession) throws {
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
    let box = try AES.GCM.seal(JSONEncoder().encode(KeptSessionForm(session)), using: key(salt: salt), authenticating: purpose)
    guard let combined = box.combined else { throw CocoaError(.fileWriteUnknown) }
    let bytes = try JSONEncoder().encode(Sealed(salt: salt, box: combined))
    if let problem = WholeFile.write(bytes, to: file, earlier: .isReplaced) {
      forget()
      throw POSIXError(POSIXErrorCode(rawValue: problem) ?? .EIO)
    }
  }

  /// Takes the kept session away.
  func forget() { unlink(file.path) }

  private struct Sealed: Codable {
    let salt: Data
    let box: Data
  }

  /// The file, if it is this user's and nobody else can read or write it.
  private func ownFile() -> Sealed? {
    let descriptor = open(file.path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0, status.st_size < 1 << 20 else {
      return nil
    }
    guard let data = try? handle.readToEnd() else { return nil }
    return try? JSONDecoder().decode(Sealed.self, from: data)
  }

  /// scrypt as its author proposes it for what is waited for: 16 MiB, some 50 ms (RFC 7914).
  private func key(salt: Data) throws -> SymmetricKey {
    var phrase = Data()
    for secret in secrets { secret.reveal { phrase += Data("\($0.utf8.count):\($0)".utf8) } }
    return try KDF.Scrypt.deriveKey(from: phrase, salt: salt, outputByteCount: 32, rounds: 1 << 14, blockSize: 8, parallelism: 1)
  }
}
