internal import Foundation
internal import Mustache

/// A page that needs nothing but itself: no request, no script. Its text is made whole, since even a thousand changes are a few megabytes
/// of it; its pictures, which are many times that, go from their files into the page piece by piece.
struct ReportPage {
  /// What stands in the text where a picture is to come: ``SafeText`` lets no such character through from anywhere else.
  private static let mark: Character = "\0"

  private let template: MustacheTemplate

  /// A page by its template. The style is the same for all.
  init(_ template: [UInt8]) throws {
    Self.registerEscaping
    self.template = try MustacheTemplate(
      string: "{{% CONTENT_TYPE:\(ReportEscaping.name)}}" + String(decoding: template, as: UTF8.self))
  }

  /// The page with `values`, handed to `sink` in order.
  ///
  /// - Parameter pictures: what the values' ``place(of:)`` mean, by their place.
  /// - Throws: ``ReportError`` if a picture cannot be read any more; whatever `sink` throws.
  func write(_ values: [String: Any], pictures: [PictureFile] = [], to sink: (Data) throws -> Void) throws {
    var values = values
    values["css"] = String(decoding: PackageResources.report_css, as: UTF8.self)
    let pieces = template.render(values).split(separator: Self.mark, omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      if index.isMultiple(of: 2) {
        try sink(Data(piece.utf8))
      } else if let number = Int(piece), pictures.indices.contains(number) {
        try pictures[number].writeBase64(to: sink)
      }
    }
  }

  /// What a template writes, unescaped, where the picture at that place is to come.
  static func place(of picture: Int) -> String { "\(mark)\(picture)\(mark)" }

  /// An address in two parts, between which a narrow column may break it.
  static func broken(_ address: String) -> (head: String, tail: String) {
    guard let at = address.firstIndex(of: "@") else { return (address, "") }
    return (String(address[..<at]), String(address[at...]))
  }

  private static let registerEscaping: Void = MustacheContentTypes.register(ReportEscaping(), named: ReportEscaping.name)
}
