public import FoundationEssentials

/// Where a recording goes, and what is done to it on the way: pseudonyms, a search for secrets, one rename. Nothing that was not searched
/// reaches the disk.
public struct RecordingOutput: Sendable {
  /// The file.
  public let url: URL
  /// Who is called by a pseudonym; `nil` keeps all names.
  public let pseudonyms: Pseudonyms?

  /// An output; see the properties.
  public init(_ url: URL, pseudonyms: Pseudonyms?) {
    self.url = url
    self.pseudonyms = pseudonyms
  }

  /// The bytes that would be written.
  ///
  /// - Throws: ``SecretLeak`` if a secret is in them, or in a blob.
  public func bytes(_ recording: Recording, blobs: [String: [UInt8]], secrets: LiveSecrets) throws -> [UInt8] {
    var recording = recording
    if var pseudonyms {
      pseudonyms.learn(from: recording)
      recording = pseudonyms.apply(to: recording)
    }
    let bytes = RecordingWriter.bytes(recording)
    let search = SecretSearch(secrets.all)
    try search.requireNone(in: bytes, name: nil)
    for (name, blob) in blobs.sorted(by: { $0.key < $1.key }) { try search.requireNone(in: blob, name: name) }
    return bytes
  }

  /// Writes the recording, and its blobs beside it.
  ///
  /// - Throws: ``SecretLeak``, and nothing is written then; ``RecordingError`` if it cannot be written.
  public func write(_ recording: Recording, blobs: [String: [UInt8]], secrets: LiveSecrets) throws {
    let bytes = try bytes(recording, blobs: blobs, secrets: secrets)
    let folder = BlobFolder(beside: url)
    for (name, blob) in blobs.sorted(by: { $0.key < $1.key }) { try folder.write(blob, name: name) }
    try RecordingFile.write(bytes, to: url)
  }
}
