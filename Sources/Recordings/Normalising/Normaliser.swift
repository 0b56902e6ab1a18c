import WebDriver

/// Takes out of an exchange what differs from run to run, and what must not be kept. Two recordings of one flow are the same bytes then.
struct Normaliser {
  /// The names of the rules, for the header.
  static let rules = [
    "addresses", "aliases", "capabilities", "captions", "cookies", "csrf-tokens", "deadlines", "errors", "pictures", "polls", "scripts",
    "sources",
  ]

  /// What our scripts say of their own doings: how long they waited, how often they looked.
  private static let chance: [String: JSONValue] = ["waited": 0, "looks": 1, "history": []]

  private var ids = WireIDs()
  private let console: ConsoleAlias
  private let artifacts: ArtifactPolicy
  /// What is kept beside the recording, by what stands for it.
  private(set) var blobs: [BlobReference: [UInt8]] = [:]

  init(console: ConsoleAlias, artifacts: ArtifactPolicy) {
    self.console = console
    self.artifacts = artifacts
  }

  mutating func request(_ request: WireRequest) -> RecordedRequest {
    var recorded = RequestForm.recorded(request)
    recorded.session = recorded.session.map { ids.alias(.session, $0) }
    recorded.arguments = recorded.arguments.map { ids.known($0) }
    if let vendor = recorded.vendor {
      recorded.vendor = RecordedRequest.VendorEndpoint(method: vendor.method, path: vendor.path.map { ids.known($0) })
    }
    recorded.body = recorded.body.map { body in
      // A window is named by its bare handle.
      let named = recorded.command == "switchToWindow" ? body.replacingTexts { ids.known($0) } : body
      return ids.replaceReferences(in: named).replacingTexts(console.replaced)
    }
    return recorded
  }

  mutating func response(_ response: WireResponse, to request: RecordedRequest, isSensitive: Bool) -> RecordedResponse {
    guard let tree = Self.tree(response.body), let value = tree["value"] else {
      // What is no answer of a remote end's is not kept: it could be anything. The client refuses it, on replay too.
      return .answer(status: response.status, value: .string("<no WebDriver answer>"))
    }
    if response.status >= 400 || value["error"]?.stringValue != nil { return .answer(status: response.status, value: refusal(value)) }
    let normal = kept(value, of: request, isSensitive: isSensitive)
    return .answer(status: response.status, value: normal.replacingTexts(console.replaced))
  }

  func failure(_ error: TransportError) -> RecordedResponse {
    // Ports and milliseconds differ each time.
    let detail = console.replaced(in: error.detail).replacing(#/\d+/#, with: "0")
    return .failure(code: error.code, detail: detail)
  }

  private static func tree(_ body: [UInt8]) -> JSONValue? { try? StrictJSON.value(body[...]) }

  /// Code, message and data, without the stack and the remarks on the session that drivers append.
  private func refusal(_ value: JSONValue) -> JSONValue {
    let message = value["message"]?.stringValue?.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    var members: [String: JSONValue] = ["error": value["error"] ?? "", "message": .string(text(message))]
    members["data"] = value["data"].map { $0.replacingTexts(text) }
    return .object(members)
  }

  private func text(_ text: String) -> String { console.replaced(in: ids.replaced(in: text)) }

  private mutating func kept(_ value: JSONValue, of request: RecordedRequest, isSensitive: Bool) -> JSONValue {
    switch request.command {
    case "newSession": return session(value)
    case "getWindowHandle": return value.replacingTexts { ids.alias(.window, $0) }
    case "getWindowHandles", "closeWindow": return .array((value.arrayValue ?? []).map { $0.replacingTexts { ids.alias(.window, $0) } })
    case "newWindow":
      guard case .object(var members) = value, let handle = members["handle"]?.stringValue else { return value }
      members["handle"] = .string(ids.alias(.window, handle))
      return .object(members)
    case "getAllCookies": return .array((value.arrayValue ?? []).map(Self.cookie))
    case "getNamedCookie": return Self.cookie(value)
    case "addVirtualAuthenticator": return value.replacingTexts { ids.alias(.authenticator, $0) }
    case "getCredentials":
      let hidden: JSONValue = [
        "credentialId": .string(RequestForm.passkey), "rpId": .string(RequestForm.passkey), "privateKey": .string(RequestForm.passkey),
      ]
      return .array((value.arrayValue ?? []).map { _ in hidden })
    case "takeScreenshot", "takeElementScreenshot": return artifact(value, .picture, isSensitive)
    case "printPage": return .string(Artifact.document.placeholder)
    case "getPageSource": return artifact(value, .source, isSensitive)
    default: break
    }
    guard request.scriptName != nil, case .object(var members) = value else { return ids.replaceReferences(in: value) }
    for (name, constant) in Self.chance where members[name] != nil { members[name] = constant }
    return ids.replaceReferences(in: .object(members))
  }

  /// A session's id, and the capabilities that every remote end has and that do not change with the machine.
  private mutating func session(_ value: JSONValue) -> JSONValue {
    let kept = [
      "acceptInsecureCerts", "browserName", "pageLoadStrategy", "setWindowRect", "strictFileInteractability", "timeouts",
      "unhandledPromptBehavior",
    ]
    let capabilities = value["capabilities"]?.objectValue?.filter { kept.contains($0.key) } ?? [:]
    return [
      "sessionId": .string(ids.alias(.session, value["sessionId"]?.stringValue ?? "")), "capabilities": .object(capabilities),
    ]
  }

  private static func cookie(_ value: JSONValue) -> JSONValue {
    guard case .object(var members) = value else { return value }
    members["value"] = "<cookie>"
    // When it ends is counted from the moment at which it was set.
    members["expiry"] = nil
    return .object(members)
  }

  private mutating func artifact(_ value: JSONValue, _ artifact: Artifact, _ isSensitive: Bool) -> JSONValue {
    guard artifacts.keeps(artifact), !isSensitive, let text = value.stringValue,
      let bytes = artifact.bytes(console.replaced(in: artifact == .source ? CSRFTokens.removed(from: text) : text))
    else { return .string(artifact.placeholder) }
    let reference = BlobReference(bytes, kind: artifact.blobKind)
    blobs[reference] = bytes
    return ["blob": .string(reference.description)]
  }
}
