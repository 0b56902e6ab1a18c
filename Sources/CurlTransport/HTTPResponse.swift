/// What a server answered, whatever its status.
public struct HTTPResponse: Sendable, Hashable {
  /// The status. Redirects are answers like any other: they are not followed.
  public let status: Int
  /// The fields, in the order in which they came.
  public let headers: [HTTPField]
  /// The body, whole.
  public let body: [UInt8]

  /// An answer; see the properties.
  public init(status: Int, headers: [HTTPField], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of the first field of this name.
  public func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}
