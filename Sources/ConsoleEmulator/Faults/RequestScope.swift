/// What is known of a page request wherever it is being worked on.
struct RequestScope: Sendable {
  @TaskLocal static var current: RequestScope?

  /// Its place among all page requests, from 1.
  let number: Int
  /// Whether whatever form it carries is to come back with an error.
  var refusesForms = false
}
