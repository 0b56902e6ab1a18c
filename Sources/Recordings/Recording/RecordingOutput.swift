public import Foundation

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
  /// - Throws: ``SecretLeak`` if a secret is in them, or in a blob; ``RecordingError`` if they could not be read back.
  public func bytes(_ recording: Recording, blobs: [BlobReference: [UInt8]], secrets: LiveSecrets) throws -> [UInt8] {
    var recording = recording
    if var pseudonyms {
      pseudonyms.learn(from: recording)
      recording = pseudonyms.apply(to: recording)
    }
    let bytes = try recording.checkedBytes(name: url.relativePath)
    let search = SecretSearch(secrets.all)
    if let hit = search.firstHit(in: bytes) { throw SecretLeak(hit, inLinesOf: bytes) }
    for (reference, blob) in blobs.sorted(by: { $0.key.description < $1.key.description }) {
      if let hit = search.firstHit(in: blob) { throw SecretLeak(hit, inBlob: reference.description) }
    }
    return bytes
  }

  /// Writes the recording, and its blobs beside it.
  ///
  /// - Throws: ``SecretLeak``, and nothing is written then; ``RecordingError`` if it cannot be written.
  public func write(_ recording: Recording, blobs: [BlobReference: [UInt8]], secrets: LiveSecrets) throws {
    let bytes = try bytes(recording, blobs: blobs, secrets: secrets)
    let folder = BlobFolder(beside: url)
    for (reference, blob) in blobs.sorted(by: { $0.key.description < $1.key.description }) {
      try folder.write(blob, kind: reference.kind)
    }
    try RecordingFile.write(bytes, to: url)
  }
}
