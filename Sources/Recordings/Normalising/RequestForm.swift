import Secrets
import WebDriver

/// A request as a recording has it: the same for one that is recorded and for one that is replayed, so that the two can be compared.
///
/// What is not a matter of ids and addresses is done here: a replay's ids and addresses are the recording's own already.
enum RequestForm {
  /// What stands for a passkey.
  static let passkey = "<passkey>"

  static func recorded(_ request: WireRequest) -> RecordedRequest {
    let (session, arguments, vendor) = place(of: request)
    return RecordedRequest(
      command: request.command, session: session, arguments: arguments, vendor: vendor,
      body: request.body.map { body(of: request.command, $0.withPlaceholders) })
  }

  private static func place(of request: WireRequest) -> (String?, [String], RecordedRequest.VendorEndpoint?) {
    if let command = Commands.recognise(request.method, request.path), command.type.endpoint.name == request.command {
      return (command.session, command.arguments, nil)
    }
    let isOfSession = request.path.count > 1 && request.path[0] == "session"
    return (
      isOfSession ? request.path[1] : nil, [],
      RecordedRequest.VendorEndpoint(method: request.method, path: Array(isOfSession ? request.path.dropFirst(2) : request.path[...]))
    )
  }

  private static func body(of command: String, _ body: JSONValue) -> JSONValue {
    switch command {
    // Which browser was asked for, with its folders and switches, is the machine's business; the header says what it was.
    case "newSession": return [:]
    case "executeScript", "executeAsyncScript": return script(body)
    case "addCookie":
      guard case .object(var members) = body, case .object(var cookie)? = members["cookie"] else { return body }
      cookie["value"] = "<cookie>"
      members["cookie"] = .object(cookie)
      return .object(members)
    // A passkey's private key is a secret; its site, its owner and how often it was used are nobody's business.
    case "addCredential": return ["credential": .string(passkey)]
    default: return body
    }
  }

  /// Our own scripts by name, without what is left of their time, and without the lines of a picture's caption.
  private static func script(_ body: JSONValue) -> JSONValue {
    guard case .object(var members) = body, let text = members["script"]?.stringValue, let name = KnownScripts.name(of: text) else {
      return body
    }
    members["script"] = .string(KnownScripts.placeholder(name))
    if name == KnownScripts.caption, case .array(var arguments)? = members["args"], case .array? = arguments.first {
      arguments[0] = .string(KnownScripts.captionLines)
      members["args"] = .array(arguments)
    }
    if case .array(var arguments)? = members["args"], case .object(var program)? = arguments.first {
      program["deadline"] = nil
      program["pause"] = nil
      arguments[0] = .object(program)
      members["args"] = .array(arguments)
    }
    return .object(members)
  }
}

extension RecordedRequest {
  /// The name of the script of ours that the request runs.
  var scriptName: String? { body?["script"]?.stringValue.flatMap { KnownScripts.name(ofPlaceholder: $0) } }

  /// Whether it looks at the page by a script of ours.
  var isLook: Bool { scriptName.map { $0 != KnownScripts.caption } ?? false }

  /// Whether it is part of taking a picture.
  var isOfPicture: Bool { command == "takeScreenshot" || scriptName == KnownScripts.caption }

  /// Whether asking again is harmless and means that something is waited for: then repeats are one poll.
  var isReading: Bool {
    if scriptName != nil { return isLook }
    if let vendor { return vendor.method == .get }
    if command.hasPrefix("find") { return true }
    return Commands.all.first { $0.endpoint.name == command }?.endpoint.method == .get
  }
}

extension JSONValue {
  /// The tree with placeholders in place of its secrets.
  var withPlaceholders: JSONValue {
    switch self {
    case .secret(let secret): .string(secret.placeholder)
    case .array(let values): .array(values.map(\.withPlaceholders))
    case .object(let members): .object(members.mapValues(\.withPlaceholders))
    default: self
    }
  }

  /// Whether there is a secret in the tree.
  var hasSecret: Bool {
    switch self {
    case .secret: true
    case .array(let values): values.contains { $0.hasSecret }
    case .object(let members): members.values.contains { $0.hasSecret }
    default: false
    }
  }

  /// The tree with every text in it replaced; members' names stay.
  func replacingTexts(_ replace: (String) -> String) -> JSONValue {
    switch self {
    case .string(let text): .string(replace(text))
    case .array(let values): .array(values.map { $0.replacingTexts(replace) })
    case .object(let members): .object(members.mapValues { $0.replacingTexts(replace) })
    default: self
    }
  }
}
