/// Something that goes wrong on the console, once or a few times: what a client has to live through.
///
/// Requests for styles and scripts are never struck, and are not counted. Those to the API are struck by faults whose path begins with
/// `/api/`, and by no others.
public struct Fault: Sendable, Hashable {
  /// What goes wrong. "Before" means that the request does nothing; "after", that all is done and the client is not told so.
  public enum Kind: Sendable, Hashable {
    /// The framework's static error page with status 500, and nothing done.
    case status500Before
    /// The same page after everything was done.
    case status500After
    /// 429, in plain text and with `Retry-After`: too many requests. Nothing is done.
    case tooMany
    /// Everything happens this much later.
    case slow(Duration)
    /// Everything happens at once, and the answer comes this much later.
    case slowAfter(Duration)
    /// Nothing happens until the faults are taken back; then everything does. For what has to be under way while something else is done.
    case held
    /// 503 with `Retry-After`: the page of a console that is being worked on. Nothing is done.
    case maintenance
    /// 502, in the words of the proxy before the console, which the request never reached.
    case badGateway
    /// 504, in the words of the proxy before the console, which did everything, but too late for the proxy.
    case gatewayTimeout
    /// The connection is closed without an answer, and nothing was done.
    case dropBefore
    /// The connection is closed without an answer after everything was done. A browser sends a form again by itself when that happens on a
    /// connection that it has used before.
    case dropAfter
    /// The session has ended: one is sent to sign in.
    case endSession
    /// The one-time code is asked for again. After it one goes on where one wanted to go.
    case askCodeAgain
    /// The page opens a native alert once it is there; after a form that is the page to which the form leads.
    case dialog
    /// The form comes back with an error of no field in particular, and nothing was done. Posts alone.
    case validation
    /// 200 and an empty page, with nothing done.
    case emptyAnswer
    /// 200 and an empty page after everything was done.
    case emptyAnswerAfter
    /// From now on something stands in the way, and what is asked for here meets it.
    case block(EmulatedBlock)
    /// The same, once everything was done that is asked for here.
    case blockAfter(EmulatedBlock)
  }

  /// What goes wrong.
  public var kind: Kind
  /// `GET` or `POST`, as the browser sends it: a form that stands for PATCH or DELETE is a POST; of the API `PUT` too. `nil` for any.
  public var method: String?
  /// Which path is struck: `/technicians/*`, where `*` stands for anything without a slash and `**` for anything. A pattern with a question
  /// mark is held against path and query, any other against the path alone. `nil` for all.
  public var path: String?
  /// The first of the requests with this method and path that is struck, counted from when the fault was set: 1 for the next.
  public var nth: Int
  /// How many are struck from there on.
  public var times: Int

  /// A fault; see the properties.
  public init(_ kind: Kind, method: String? = nil, path: String? = nil, nth: Int = 1, times: Int = 1) {
    self.kind = kind
    self.method = method
    self.path = path
    self.nth = nth
    self.times = times
  }

  /// Whether a request is one of those that count. `address` is path and query.
  func concerns(method: String, address: String) -> Bool {
    guard self.method == nil || self.method == method, kind != .validation || method == "POST" else { return false }
    guard let path else { return true }
    let text = path.contains("?") ? address[...] : address.prefix { $0 != "?" }
    return Self.matches(path[...], text)
  }

  private static func matches(_ pattern: Substring, _ text: Substring) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    guard first == "*" else { return text.first == first && matches(pattern.dropFirst(), text.dropFirst()) }
    let crossesSlashes = pattern.hasPrefix("**")
    let rest = pattern.drop { $0 == "*" }
    var left = text
    while true {
      if matches(rest, left) { return true }
      guard let next = left.popFirst(), crossesSlashes || next != "/" else { return false }
    }
  }

  /// What no console can do, for the list of which it is a part.
  func check(asksForCodes: Bool) throws(EmulatorStartError) {
    func refuse(_ range: String) -> EmulatorStartError { .badValue("the fault \"\(self)\"", "not one that can happen", range) }
    if let method, method != "GET", method != "POST", !(method == "PUT" && isOfAPI) { throw refuse("for GET or POST") }
    if let path, !path.hasPrefix("/"), !path.hasPrefix("*") { throw refuse("for a path that begins with / or *") }
    guard nth >= 1, times >= 1 else { throw refuse("for the first request or a later one, once or more often") }
    if kind == .validation, method == "GET" { throw refuse("for POST, since only forms come back") }
    if kind == .askCodeAgain, !asksForCodes { throw refuse("on a console that asks for codes") }
  }
}
