import Logging
import Secrets
import Synchronization
import Testing
import WebDriver

@testable import DriverProcess

/// What a driver's output may show.
struct RedactorTests {
  private func redacted(_ line: String, _ secrets: Secret...) -> String { Redactor(secrets).redacted(line) }

  @Test(
    "lines that say nothing stay as they are",
    arguments: [
      "ChromeDriver was started successfully on port 46131.", "", #"quote " alone"#,
      #"[1795533313.569][DEBUG]: DevTools WebSocket Command: Runtime.evaluate (id=24) 13075811D21D96C4922B52FE7D7F9C72 {"#,
      #"   "expression": "1""#, #"{"error":"no such element","message":"Unable to locate","stacktrace":""}"#,
      #"<- 404 Not Found {"value":{"error":"no such element","message":"Unable to locate element: #nope","stacktrace":""}}"#,
      #"{"value":{"element-6066-11e4-a52e-4f735466cecf":"80553195-3697"}}"#,
    ])
  func harmless(_ line: String) {
    #expect(redacted(line) == line)
  }

  @Test(
    "typed texts, answers and cookies go",
    arguments: [
      // chromedriver --verbose
      (#"   "text": "hunter2\"x\\y""#, #"   "text": "…""#),
      (#"   "unmodifiedText": "h","#, #"   "unmodifiedText": "…","#),
      (#"   "key": "h","#, #"   "key": "…","#),
      (#"   "windowsVirtualKeyCode": 72"#, #"   "windowsVirtualKeyCode": …"#),
      (#"   "args": [ "argsecret", 1 ],"#, #"   "args": [ "…", 1 ],"#),
      (
        #"            "value": "{\"status\":0,\"value\":\"hunter2\\\"x\\\\yq\"}""#, #"            "value": "…""#
      ),
      (
        #"[1.791][INFO]: [b77c] RESPONSE GetElementProperty "hunter2\"x\\yq""#, #"[1.791][INFO]: [b77c] RESPONSE GetElementProperty "…""#
      ),
      // geckodriver -vv
      (#"-> POST /session/0b/element/80/value {"text": "hunter2\"x\\y"}"#, #"-> POST /session/0b/element/80/value {"text": "…"}"#),
      (
        #"0 -> [0,4,"WebDriver:ElementSendKeys",{"id":"80553195","text":"hunter2","value":["h","u","\"","\\"]}]"#,
        #"0 -> [0,4,"WebDriver:ElementSendKeys",{"id":"80553195","text":"…","value":["…","…","…","…"]}]"#
      ),
      (#"<- 200 OK {"value":["","argsecret",{"a":"b"}]}"#, #"<- 200 OK {"value":["…","…",{"a":"…"}]}"#),
      (
        #"{"cookie":{"name":"sid","value":"abc","domain":"x.test"},"id":"k"}"#,
        #"{"cookie":{"name":"…","value":"…","domain":"…"},"id":"k"}"#
      ),
      // Quoted once more, and cut off.
      (#"Some("{\"text\":\"hunt\\\"er2\",\"id\":\"k\"}")"#, #"Some("{\"text\":\"…\",\"id\":\"k\"}")"#),
      (#"{"password":"hunter"#, #"{"password":"…"#),
    ])
  func hidden(_ line: String, _ expected: String) {
    #expect(redacted(line) == expected)
  }

  @Test("a secret that is known goes wherever it stands")
  func secrets() {
    let secret = Secret(#"hun"ter2"#, label: "account.password")
    #expect(redacted(#"typing hun"ter2 now"#, secret) == "typing {{secret:account.password}} now")
    #expect(redacted(#"{"other":"hun\"ter2"}"#, secret) == #"{"other":"{{secret:account.password}}"}"#)
    #expect(redacted("nothing", Secret("", label: "empty")) == "nothing")
  }

  @Test("a driver's output is redacted in the log and in the error")
  func output() async throws {
    let place = try TestPlace()
    var options = try place.options(script: #"echo 'the word is sesame'; echo '{"password": "hunter2"}'; exit 1"#)
    options.secrets = [Secret("sesame", label: "word")]
    let lines = Mutex<[String]>([])
    let logger = Logger(label: "test") { _ in
      var handler = LineHandler { line in lines.withLock { $0.append(line) } }
      handler.logLevel = .trace
      return handler
    }
    let error = await #expect(throws: DriverError.self) { try await DriverProcess.withDriver(options, logger: logger) { _ in } }
    #expect(error?.outputTail == ["the word is {{secret:word}}", #"{"password": "…"}"#])
    let logged = lines.withLock { $0 }
    #expect(logged.contains("debug driver: the word is {{secret:word}}"))
    #expect(logged.contains(#"debug driver: {"password": "…"}"#))
    #expect(!logged.contains { $0.contains("sesame") || $0.contains("hunter2") })
  }

  @Test("what is typed is in no line of a driver that says all", arguments: [(Engine.chromium, "--verbose"), (.firefox, "-vv")])
  func verbose(_ engine: Engine, _ argument: String) async throws {
    let place = try TestPlace()
    var options = place.options(engine)
    options.driverArguments = engine == .firefox ? [argument, "--log-no-truncate"] : [argument]
    let lines = Mutex<[String]>([])
    let logger = Logger(label: "test") { _ in LineHandler { line in lines.withLock { $0.append(line) } } }
    try await DriverProcess.withSession(options, logger: logger) { session in
      try await session.navigate(to: "data:text/html,<input id=a type=password>")
      let field = try await session.find(.css("#a"))
      try await session.type("hunter2", into: field)
      #expect(try await session.execute("return document.querySelector('#a').value", as: String.self) == "hunter2")
    }
    let logged = lines.withLock { $0 }
    #expect(logged.count > 100)
    #expect(logged.filter { $0.contains("hunter2") } == [])
    #expect(logged.filter { $0.contains(#""KeyH""#) || $0.contains(#""h""#) } == [])
  }
}

/// Hands every message to a test.
private struct LineHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace
  let take: @Sendable (String) -> Void

  init(_ take: @escaping @Sendable (String) -> Void) { self.take = take }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { take("\(event.level) \(event.message)") }
}
