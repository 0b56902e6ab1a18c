import BrowserSupport

/// A remote end that answers the exchange of ``TransportSuite``, with ids and ports that are new each time.
enum StubRemoteEnd {
  static func start(number: Int) throws -> StubServer {
    try StubServer { connection in
      while let request = connection.readRequest() {
        guard let answered = response(to: request.line, number) else { return }
        connection.send(answered)
      }
    }
  }

  /// `nil` ends the connection without an answer.
  private static func response(to line: String, _ number: Int) -> String? {
    let words = line.split(separator: " ")
    let path = words.count > 1 ? String(words[1]) : ""
    if path == "/session" {
      return answer(
        #"{"value":{"sessionId":"5e55\#(number)","capabilities":{"browserName":"chrome","browserVersion":"156.0.1","chrome":{"userDataDir":"/tmp/profile-\#(number)"}}}}"#
      )
    }
    if path.hasSuffix("/element") {
      return answer(#"{"value":{"element-6066-11e4-a52e-4f735466cecf":"f.AB\#(number).d.CD\#(number).e.\#(number)"}}"#)
    }
    if path.hasSuffix("/text") { return answer(#"{"value":"Gr\u00f6\u00dfe \"M\"\n"}"#) }
    if path.hasSuffix("/title") { return answer(#"{"value":"Title"}"#) }
    if path.hasSuffix("/click") {
      return answer(
        #"{"value":{"error":"stale element reference","message":"stale element not found\n  (Session info: chrome=156.0.\#(number))","stacktrace":"0x55d\#(number)"}}"#,
        status: "404 Not Found")
    }
    return path.hasSuffix("/execute/sync") ? nil : answer(#"{"value":null}"#)
  }
}
