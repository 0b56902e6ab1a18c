/// A named set of permissions that people are members of; the layout `users` alone has them.
struct SecurityGroup: Sendable {
  let id: Int
  var name: String
  var permissions: Set<Int>
}
