public import ConsoleEmulator
import ConsolePages
import Provisioning

/// What is done on a console that is hard to drive.
public enum Flow: String, Sendable, CaseIterable {
  /// Signs in with password and one-time code.
  case signIn = "sign in"
  /// Reads the whole list of people.
  case list
  /// Makes somebody.
  case create
  /// Changes permissions, or the groups in the layout that has them.
  case change
  /// Takes somebody's access away.
  case deactivate
  /// Lets somebody in again.
  case reactivate
  /// Deletes an API token: the one native click in a row of a table.
  case deleteToken = "delete a token"
}

/// One flow on one kind of console.
public struct Cell: Sendable, Hashable {
  /// What the pages do; `nil` for a console that is as usual.
  public let behaviour: HostileBehaviour?
  /// What is done.
  public let flow: Flow
  /// The layout.
  public let layout: EmulatedLayout
  /// The skin.
  public let skin: EmulatedSkin
  /// One thing that is otherwise than the pack says.
  public let mutant: Mutant?
  /// What of the pack that thing is.
  public let element: String?

  /// A cell; see the properties.
  public init(
    _ behaviour: HostileBehaviour?, _ flow: Flow, _ layout: EmulatedLayout, _ skin: EmulatedSkin, mutant: Mutant? = nil,
    element: String? = nil
  ) {
    self.mutant = mutant
    self.element = element
    self.behaviour = behaviour
    self.flow = flow
    self.layout = layout
    self.skin = skin
  }

  /// The behaviour's name.
  public var behaviourName: String { behaviour?.rawValue ?? "none" }

  /// How many changes the console is to log.
  var intendedChanges: Int {
    switch flow {
    case .signIn, .list: 0
    // Groups stand on a page of their own, and are given once the account is there.
    case .create where layout == .users && skin == .foreign: 2
    // What somebody new may do is set once the account is there.
    case .create where layout == .technicians: 2
    default: 1
    }
  }

  /// All there are.
  public static var all: [Cell] {
    ([nil] + HostileBehaviour.allCases.map { Optional($0) }).flatMap { behaviour in
      EmulatedLayout.allCases.flatMap { layout in
        EmulatedSkin.allCases.flatMap { skin in Flow.allCases.map { Cell(behaviour, $0, layout, skin) } }
      }
    }
  }
}

extension Cell: CustomStringConvertible {
  /// For people.
  public var description: String {
    let what = mutant.map { "\(element ?? $0.css) \($0.kind.rawValue)" } ?? behaviourName
    return "\(what), \(flow.rawValue), \(layout.rawValue), \(skin.rawValue)"
  }
}

/// What came of a cell.
public struct Verdict: Sendable, Hashable {
  /// The three that there are, and the one between them.
  public enum Kind: String, Sendable, CaseIterable {
    /// What was meant was done, once, and nothing else; or what was read is the truth.
    case worked
    /// The same, and the client could not see it: it says that the outcome is unknown.
    case unseen
    /// The client stopped with an error, and nothing was changed.
    case stopped
    /// Anything else.
    case wrong
  }

  /// Which.
  public let kind: Kind
  /// The client's error, or what is wrong.
  public let reason: String
  /// The client's error as a command ends with it; `nil` where there is none.
  public let stop: Stop?

  init(_ kind: Kind, _ reason: String = "", _ stop: Stop? = nil) {
    self.kind = kind
    self.reason = reason
    self.stop = stop
  }

  /// What a stop tells whoever typed the command.
  public enum Stop: String, Sendable {
    /// The page was not recognised, and nothing was changed: exit code 6.
    case page = ""
    /// Something was clicked, and what came of it was not seen: exit code 7. Nothing had come of it.
    case unknown = "unsure"
    /// Anything else: nobody is signed in, the browser is gone.
    case other

    init(_ error: any Error) {
      if let result = (error as? Ending)?.result {
        self =
          switch (result.outcome, result.cause) {
          case (.unknown, _): .unknown
          case (.failed, .pageNotRecognised?): .page
          case (.manual, _) where result.task?.made.isEmpty != false: .page
          default: .other
          }
        return
      }
      switch (error as? ConsoleError)?.code {
      case .pageNotRecognised?, .ambiguous?: self = .page
      case .outcomeUnknown?: self = .unknown
      default: self = .other
      }
    }
  }

  /// For the matrix: `stopped`, `stopped, unsure`.
  public var words: String {
    guard kind == .stopped, let stop, stop != .page else { return kind.rawValue }
    return "\(kind.rawValue), \(stop.rawValue)"
  }
}
