import struct Foundation.Date

/// A token for the API. It outlives the account of whoever made it.
struct APIToken: Sendable {
  let id: Int
  /// Empty for the token that a mobile sign-in leaves behind.
  let name: String
  /// Whose rights the token has.
  let creator: Int
  /// The integration that stops working when the token goes.
  let integration: String?
  let secret: String
  let createdAt: Date
  var lastUsedAt: Date?
}
