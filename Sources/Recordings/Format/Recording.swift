public import WebDriver

/// A recorded WebDriver exchange: one scenario or one run of a command, from a header to an end.
public struct Recording: Sendable, Hashable {
  /// The format that this version reads and writes.
  public static let format = 3

  /// What is known of the recording as a whole.
  public var header: RecordingHeader
  /// What happened, in order.
  public var steps: [RecordedStep]
  /// How it ended.
  public var end: RecordingEnd

  /// A recording; see the properties.
  public init(header: RecordingHeader, steps: [RecordedStep], end: RecordingEnd) {
    self.header = header
    self.steps = steps
    self.end = end
  }
}

/// One line between header and end.
public enum RecordedStep: Sendable, Hashable {
  /// A command and its answer.
  case exchange(RecordedExchange)
  /// A command that was repeated until its answer was as wished.
  case poll(RecordedPoll)
  /// Where in the flow one is, for people.
  case mark(RecordedMark)
}

/// A command and its answer.
public struct RecordedExchange: Sendable, Hashable {
  /// The command.
  public var request: RecordedRequest
  /// Its answer.
  public var response: RecordedResponse

  /// An exchange; see the properties.
  public init(request: RecordedRequest, response: RecordedResponse) {
    self.request = request
    self.response = response
  }
}

/// A command that was repeated until its answer was as wished. How often is chance; which answers there were, and in which order, is not.
public struct RecordedPoll: Sendable, Hashable {
  /// The command.
  public var request: RecordedRequest
  /// The answers, no two neighbours equal, two at least. On replay each is given once and the last for as long as it is asked for.
  public var states: [RecordedResponse]

  /// A poll; see the properties.
  public init(request: RecordedRequest, states: [RecordedResponse]) {
    self.request = request
    self.states = states
  }
}

/// Where in the flow one is: which page object does what. For people, never compared on replay.
public struct RecordedMark: Sendable, Hashable {
  /// The page object: `technician`.
  public var page: String
  /// What it does: `deactivates lee.wong@acme.com`.
  public var step: String

  /// A mark; see the properties.
  public init(page: String, step: String) {
    self.page = page
    self.step = step
  }
}

/// A command, normalised: ids are aliases, secrets are placeholders, what differs from run to run is gone.
public struct RecordedRequest: Sendable, Hashable {
  /// Method and path below the session of a command that the specification does not have.
  public struct VendorEndpoint: Sendable, Hashable {
    /// The HTTP method.
    public var method: WireRequest.Method
    /// The path below `/session/{session id}`, each part unescaped.
    public var path: [String]

    /// An endpoint; see the properties.
    public init(method: WireRequest.Method, path: [String]) {
      self.method = method
      self.path = path
    }
  }

  /// The command's name: `elementClick`.
  public var command: String
  /// The session's alias; `nil` for a command of no session.
  public var session: String?
  /// What stands in the path, without the session: an element's alias, an attribute's name. Empty for a vendor's command.
  public var arguments: [String]
  /// Set for a vendor's command alone.
  public var vendor: VendorEndpoint?
  /// The body; `nil` where there is none.
  public var body: JSONValue?

  /// A request; see the properties.
  public init(command: String, session: String?, arguments: [String] = [], vendor: VendorEndpoint? = nil, body: JSONValue? = nil) {
    self.command = command
    self.session = session
    self.arguments = arguments
    self.vendor = vendor
    self.body = body
  }
}

/// What came of a command, normalised.
public enum RecordedResponse: Sendable, Hashable {
  /// An answer: the HTTP status and the body's `value`.
  case answer(status: Int, value: JSONValue)
  /// No answer: the transport's own word for why, and what it said of it.
  case failure(code: TransportError.Code, detail: String)
}

/// How a recording ended. A recording without it is truncated, and refused.
public struct RecordingEnd: Sendable, Hashable {
  /// How many exchanges and polls there are.
  public var count: Int
  /// What came of it, in lines that a person reads and a replay compares.
  public var outcome: [String]

  /// An end; see the properties.
  public init(count: Int, outcome: [String]) {
    self.count = count
    self.outcome = outcome
  }
}
