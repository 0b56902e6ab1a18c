import Foundation
import Testing

@testable import WebDriver

/// The client's commands against the specification's own table of endpoints.
@Suite struct SpecificationTableTests {
  /// WebDriver Level 2, section "Endpoints": method and path of each of its 61 commands.
  private static let table = """
    POST /session
    DELETE /session/{session id}
    GET /status
    GET /session/{session id}/timeouts
    POST /session/{session id}/timeouts
    POST /session/{session id}/url
    GET /session/{session id}/url
    POST /session/{session id}/back
    POST /session/{session id}/forward
    POST /session/{session id}/refresh
    GET /session/{session id}/title
    GET /session/{session id}/window
    DELETE /session/{session id}/window
    POST /session/{session id}/window
    GET /session/{session id}/window/handles
    POST /session/{session id}/window/new
    POST /session/{session id}/frame
    POST /session/{session id}/frame/parent
    GET /session/{session id}/window/rect
    POST /session/{session id}/window/rect
    POST /session/{session id}/window/maximize
    POST /session/{session id}/window/minimize
    POST /session/{session id}/window/fullscreen
    GET /session/{session id}/element/active
    GET /session/{session id}/element/{element id}/shadow
    POST /session/{session id}/element
    POST /session/{session id}/elements
    POST /session/{session id}/element/{element id}/element
    POST /session/{session id}/element/{element id}/elements
    POST /session/{session id}/shadow/{shadow id}/element
    POST /session/{session id}/shadow/{shadow id}/elements
    GET /session/{session id}/element/{element id}/selected
    GET /session/{session id}/element/{element id}/attribute/{name}
    GET /session/{session id}/element/{element id}/property/{name}
    GET /session/{session id}/element/{element id}/css/{name}
    GET /session/{session id}/element/{element id}/text
    GET /session/{session id}/element/{element id}/name
    GET /session/{session id}/element/{element id}/rect
    GET /session/{session id}/element/{element id}/enabled
    GET /session/{session id}/element/{element id}/computedrole
    GET /session/{session id}/element/{element id}/computedlabel
    POST /session/{session id}/element/{element id}/click
    POST /session/{session id}/element/{element id}/clear
    POST /session/{session id}/element/{element id}/value
    GET /session/{session id}/source
    POST /session/{session id}/execute/sync
    POST /session/{session id}/execute/async
    GET /session/{session id}/cookie
    GET /session/{session id}/cookie/{name}
    POST /session/{session id}/cookie
    DELETE /session/{session id}/cookie/{name}
    DELETE /session/{session id}/cookie
    POST /session/{session id}/actions
    DELETE /session/{session id}/actions
    POST /session/{session id}/alert/dismiss
    POST /session/{session id}/alert/accept
    GET /session/{session id}/alert/text
    POST /session/{session id}/alert/text
    GET /session/{session id}/screenshot
    GET /session/{session id}/element/{element id}/screenshot
    POST /session/{session id}/print
    """.split(separator: "\n").map(String.init)

  private static let beyond = Set([
    "isElementDisplayed", "setPermission", "addVirtualAuthenticator", "removeVirtualAuthenticator", "addCredential", "getCredentials",
    "removeCredential", "removeAllCredentials", "setUserVerified", "setCredentialProperties",
  ])

  @Test func everyCommandOfTheSpecificationIsThereAndNoneIsMadeUp() {
    let own = Commands.all.filter { !Self.beyond.contains($0.endpoint.name) }.map { Self.line($0.endpoint) }
    #expect(own == Self.table)
    #expect(Self.table.count == 61)
    #expect(Commands.all.count == 61 + Self.beyond.count)
  }

  private static func line(_ endpoint: Endpoint) -> String {
    let path = endpoint.parts.map { part in
      switch part {
      case .literal(let text): text
      case .parameter(let name): "{\(name)}"
      }
    }
    return "\(endpoint.method.rawValue) /\(path.joined(separator: "/"))"
  }

  /// What a relay does: the request of every method is recognised, read and written again, and its answer too, without a loss.
  @Test(arguments: sentCommands) func isReadAsItWasWritten(_ expected: SentCommand) throws {
    let recognised = try #require(Commands.recognise(expected.method, ["session", "s1"] + expected.path))
    let name = recognised.type.endpoint.name
    #expect(name == expected.name)
    #expect(recognised.session == "s1")
    let body = try expected.body.map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    let command = try recognised.type.init(Call(arguments: recognised.arguments, body: body ?? [:]))
    #expect(command.arguments == recognised.arguments)
    let rewritten = command.body.map { String(decoding: $0.bytes(secrets: .revealed), as: UTF8.self) }
    #expect(rewritten == expected.body)
    func answerWrittenAgain<C: RelayedCommand>(_ command: C) throws -> String {
      let original = try JSONDecoder().decode(JSONValue.self, from: Data(expected.answer.utf8))
      let answer = try JSONDecoder().decode(C.Answer.self, from: Data(expected.answer.utf8))
      // Members that are not known, as a later driver may add them, come through.
      let extended = Self.extended(original)
      #expect(answer.json.keepingMembers(of: extended).bytes(secrets: .revealed) == extended.bytes(secrets: .revealed))
      return String(decoding: answer.json.keepingMembers(of: original).bytes(secrets: .revealed), as: UTF8.self)
    }
    // A script time-out without a limit is the one value that is not kept to the letter: it is read as a day.
    guard expected.name != "getTimeouts" else { return }
    let canonical = try JSONDecoder().decode(JSONValue.self, from: Data(expected.answer.utf8)).bytes(secrets: .revealed)
    #expect(try answerWrittenAgain(command) == String(decoding: canonical, as: UTF8.self))
  }

  /// With a member more in every object, save in references, whose keys are the whole of them.
  private static func extended(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members) where members.keys.contains { $0.contains("-6066-") }: value
    case .object(let members): .object(members.mapValues(extended).merging(["x-new": 1]) { old, _ in old })
    case .array(let values): .array(values.map(extended))
    default: value
    }
  }

  @Test func whatIsNoCommandIsNotRecognised() {
    func name(_ method: WireRequest.Method, _ path: [String]) -> String? { Commands.recognise(method, path).map { $0.type.endpoint.name } }
    #expect(name(.get, ["session"]) == nil)
    #expect(name(.post, ["session", "s", "title"]) == nil)
    #expect(name(.post, ["session", "s", "goog", "cdp", "execute"]) == nil)
    #expect(name(.get, ["session", "s", "element", "active"]) == "getActiveElement")
  }

  @Test(arguments: [
    (WireRequest.Method.post, ["url"], #"{}"#, "\"url\" is not a text"),
    (.post, ["element", "e", "value"], #"{"text":7}"#, "\"text\" is not a text"),
    (.post, ["actions"], #"{"actions":[{"id":"a","type":"mouse","actions":[]}]}"#, "there is no such type of input source"),
    (.post, ["frame"], #"{"id":"x"}"#, "\"id\" is neither null nor a number nor an element"),
    (.post, ["cookie"], #"{"cookie":{"name":"a"}}"#, "a cookie has a name and a value"),
    (.post, ["execute", "sync"], #"{"script":"s","args":{}}"#, "\"args\" is not an array"),
  ])
  func aRequestThatIsWrongSaysWhat(_ method: WireRequest.Method, _ path: [String], _ body: String, _ reason: String) throws {
    let recognised = try #require(Commands.recognise(method, ["session", "s"] + path))
    let call = Call(arguments: recognised.arguments, body: try JSONDecoder().decode(JSONValue.self, from: Data(body.utf8)))
    let error = #expect(throws: MalformedCall.self) { _ = try recognised.type.init(call) }
    #expect(error?.reason == reason)
  }
}
