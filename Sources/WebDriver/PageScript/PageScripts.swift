/// The scripts as they are sent: what they share in front of each, without the remarks, which no page reads.
package enum PageScripts {
  /// Carries out a ``PageProgram``.
  package static let page = joined(PackageResources.dom_js, PackageResources.page_js)
  /// Finds what a ``Locator`` stands for.
  package static let locator = joined(PackageResources.dom_js, PackageResources.locator_js)

  /// Lists what there is on a page; see ``PageInventory``.
  package static let inventory = joined(PackageResources.dom_js, PackageResources.inventory_js)

  /// Asks a person to point at something; see ``PointingRequest``.
  package static let pointing = joined(PackageResources.dom_js, PackageResources.pointing_js)

  private static func joined(_ parts: [UInt8]...) -> String {
    parts.flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true) }
      .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
  }
}
