import Hummingbird
import NIOCore

/// What a route knows of its request beside the request itself.
struct ConsoleContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The form that was posted.
  var form = Form()
  /// The fields behind the question mark.
  var query = Form()
  /// The connection of the request.
  let channel: any Channel
  private var storedVisit: Visit?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// The session of the request. Missing only where the front door sets none, such as the API.
  var visit: Visit {
    get throws {
      guard let storedVisit else { throw HTTPError(.internalServerError) }
      return storedVisit
    }
  }

  /// Whoever is signed in.
  var actor: Person {
    get throws {
      guard let person = try visit.signedIn else { throw HTTPError(.unauthorized) }
      return person
    }
  }

  mutating func enter(_ visit: Visit) { storedVisit = visit }

  /// A number in the path. What is no number leads nowhere.
  func number(_ name: String) throws -> Int {
    guard let number = parameters.get(name).flatMap({ Int($0) }) else { throw HTTPError(.notFound) }
    return number
  }

  /// The page of a list that is asked for.
  var page: Int { query["page"].flatMap { Int($0) } ?? 1 }
}
