extension Commands {
  package struct GetAllCookies: SessionCommand, PlainCommand {
    package typealias Answer = [Cookie]
    package static let endpoint = Endpoint("getAllCookies", .get, "/session/{session id}/cookie")
    package init() {}
  }

  package struct GetNamedCookie: SessionCommand, RelayedCommand {
    package typealias Answer = Cookie
    package static let endpoint = Endpoint("getNamedCookie", .get, "/session/{session id}/cookie/{name}")
    let cookie: String
    package var arguments: [String] { [cookie] }
    package var target: String? { "cookie \(cookie)" }

    init(cookie: String) { self.cookie = cookie }
    package init(_ call: Call) throws(MalformedCall) { self.init(cookie: try call.argument(0)) }
  }

  package struct AddCookie: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("addCookie", .post, "/session/{session id}/cookie")
    let cookie: Cookie
    package var body: JSONValue? { ["cookie": cookie.json] }
    package var target: String? { "cookie \(cookie.name)" }

    init(cookie: Cookie) { self.cookie = cookie }
    package init(_ call: Call) throws(MalformedCall) { self.init(cookie: try Cookie(json: try call.member("cookie"))) }
  }

  package struct DeleteCookie: SessionCommand, RelayedCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("deleteCookie", .delete, "/session/{session id}/cookie/{name}")
    let cookie: String
    package var arguments: [String] { [cookie] }
    package var target: String? { "cookie \(cookie)" }

    init(cookie: String) { self.cookie = cookie }
    package init(_ call: Call) throws(MalformedCall) { self.init(cookie: try call.argument(0)) }
  }

  package struct DeleteAllCookies: SessionCommand, PlainCommand {
    package typealias Answer = Nothing
    package static let endpoint = Endpoint("deleteAllCookies", .delete, "/session/{session id}/cookie")
    package init() {}
  }
}
