/// Capabilities of one vendor, which the standard leaves to it: `goog:chromeOptions` and the like.
///
/// ``ChromeOptions``, ``FirefoxOptions`` and ``WebKitGTKOptions`` are here; another remote end's own take a type of a few lines.
public protocol VendorOptions: Sendable {
  /// The capability's name, with the vendor's prefix and a colon.
  static var capabilityName: String { get }
  /// The options as they are on the wire.
  var json: JSONValue { get }
}
