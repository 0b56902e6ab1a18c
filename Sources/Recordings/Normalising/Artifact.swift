import FoundationEssentials

/// Something large that a remote end hands out, and that a recording leaves out or keeps beside it.
enum Artifact {
  case picture, source, document

  /// What stands in its place.
  var placeholder: String {
    switch self {
    case .picture: "<picture>"
    case .source: "<source>"
    case .document: "<document>"
    }
  }

  /// What is kept; `nil` for a picture that is none.
  func bytes(_ text: String) -> [UInt8]? {
    switch self {
    case .source: Array(text.utf8)
    case .picture, .document: Data(base64Encoded: text).map { [UInt8]($0) }
    }
  }

  /// The kind of the blob that it is kept as.
  var blobKind: BlobReference.Kind { self == .source ? .source : .picture }

  /// What a replay answers in place of a placeholder: as small as a picture or a document may be. `nil` for what is no placeholder.
  static func standIn(for text: String) -> String? {
    switch text {
    case picture.placeholder:
      // One transparent dot.
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    case document.placeholder: Data("%PDF-1.4\n%%EOF\n".utf8).base64EncodedString()
    case source.placeholder: "<html><head></head><body></body></html>"
    default: nil
    }
  }
}

/// What is kept of what a person could see.
public struct ArtifactPolicy: Sendable, Hashable {
  /// Pictures are kept, save of a page into which a secret was typed. They show names, which nothing can take out of them.
  public var keepsPictures: Bool
  /// Page sources are kept, with the same exception.
  public var keepsSources: Bool

  /// A policy; by default nothing is kept.
  public init(keepsPictures: Bool = false, keepsSources: Bool = false) {
    self.keepsPictures = keepsPictures
    self.keepsSources = keepsSources
  }

  func keeps(_ artifact: Artifact) -> Bool {
    switch artifact {
    case .picture: keepsPictures
    case .source: keepsSources
    case .document: false
    }
  }
}

/// The tokens by which a console tells its own forms from another site's: new with every page.
enum CSRFTokens {
  static func removed(from source: String) -> String {
    source.replacing(#/<(?:meta|input)\b[^>]*\b(?:csrf-token|csrf_token|authenticity_token)\b[^>]*>/#.ignoresCase()) { match in
      String(match.output).replacing(#/\b(content|value)="[^"]*"/#.ignoresCase()) { "\($0.output.1)=\"<csrf-token>\"" }
    }
  }
}
