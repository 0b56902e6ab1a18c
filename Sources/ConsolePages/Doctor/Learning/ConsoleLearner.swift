public import SelectorPacks
import Synchronization
public import WebDriver

/// Walks a console as the doctor does, and has a person point at what the pack does not find. What they point at becomes an override.
///
/// It submits nothing but the sign-in. What the person presses while they point never comes to the page; it does where they choose to use the
/// page themselves, which they are told.
public final class ConsoleLearner: Sendable {
  /// What is asked for.
  public struct Scope: Sendable {
    /// The pages by name; empty for all.
    public var pages: Set<String>
    /// Whether what is found is asked for as well.
    public var everything: Bool

    /// A scope; see the properties.
    public init(pages: Set<String> = [], everything: Bool = false) {
      self.pages = pages
      self.everything = everything
    }
  }

  /// What a person is just being asked for.
  public struct Question: Sendable, Hashable {
    /// The entry's name: `technician.save`; of a page's address `technician.path`.
    public let name: String
    /// As the panel has it: `Point at: the button that saves the person's details`.
    public let text: String
    /// Why the answer before was none.
    public let problem: String?
  }

  /// How the asking ended.
  public enum Ending: Sendable {
    /// Everything was asked for.
    case finished
    /// The person wanted no more.
    case stopped
    /// The person closed the browser.
    case closed
    /// Something stood in the way.
    case obstacle(ConsoleError)
  }

  private let doctor: ConsoleDoctor
  private let learning: Learning

  /// - Parameters:
  ///   - patience: how long a page may take to show everything that is wanted of it.
  ///   - note: is told what was answered, a line each, and what went wrong on the way and was got over.
  ///   - asked: is told what is asked for, once the person can answer.
  public init(
    address: ConsoleAddress, pack: SelectorPack, session: Session, patience: Duration = .seconds(5), scope: Scope = Scope(),
    note: @escaping @Sendable (String) -> Void = { _ in }, asked: @escaping @Sendable (Question) async throws -> Void = { _ in }
  ) {
    learning = Learning(scope: scope, asked: asked)
    doctor = ConsoleDoctor(address: address, pack: pack, session: session, patience: patience, note: note, picture: nil, learning: learning)
  }

  /// What was learnt so far, as an override; `nil` if nothing was.
  public var override: String? {
    doctor.state.withLock { $0.draft.isEmpty ? nil : $0.draft.text(layout: doctor.given.layout, version: "learn") }
  }

  /// The entries that the person has pointed at, in order.
  public var learnt: [String] { learning.state.withLock { $0.learnt.map { $0.name } } }

  /// What was found on the way.
  public var diagnosis: ConsoleDoctor.Diagnosis { doctor.state.withLock { $0.diagnosis } }

  /// Asks for everything that is missing.
  ///
  /// - Throws: what driver or browser throw, but for a browser that the person has closed; `CancellationError`. What was learnt by then is
  ///   there.
  public func learn(as credentials: Credentials) async throws -> Ending {
    do {
      try await doctor.walk(credentials)
      return .finished
    } catch is Learning.Stopped {
      return .stopped
    } catch let error as ConsoleError {
      return .obstacle(error)
    } catch let error as WebDriverError where error.saysThatTheWindowIsGone && !Task.isCancelled {
      return .closed
    }
  }

  /// Looks at everything again with `pack`, as the doctor does, and asks for nothing. Nobody signs in again: a one-time code serves once.
  ///
  /// - Throws: only what driver or browser throw.
  public func check(_ pack: SelectorPack) async throws -> ConsoleDoctor.Diagnosis {
    let second = ConsoleDoctor(
      address: doctor.address, pack: pack, session: doctor.session, patience: doctor.patience, note: { _ in }, picture: nil,
      learning: nil)
    let first = diagnosis
    guard let email = first.signedInAs else { return first }
    second.state.withLock { state in
      state.diagnosis.signedInAs = email
      state.diagnosis.pages = first.pages.filter { ["sign_in", "mfa", "frame"].contains($0.page) }
    }
    return try await second.examining { try await second.walkSignedIn(as: email) }
  }
}

extension WebDriverError {
  fileprivate var saysThatTheWindowIsGone: Bool {
    let words = ["disconnected", "not reachable", "closed the connection", "no such window"]
    return code == .noSuchWindow || code == .invalidSessionID || words.contains { message.lowercased().contains($0) }
  }
}
