import SelectorPacks
public import Technicians
import WebDriver

/// The own pages of many technicians.
public struct TechnicianPages: Sendable {
  private let console: Console

  /// The pages of `console`.
  public init(_ console: Console) { self.console = console }

  /// So many pages are opened one by one, wherever.
  private static let fewPages = 4

  /// Reads the pages of `people`, as the list shows them. Two commands each; of more than four people, where the pack allows bulk reads, one
  /// for each fifty people, and two for each of up to four pages that are opened as well: one for each kind and status among them. Where
  /// permissions or groups stand on a page of their own, four each.
  ///
  /// - Parameters:
  ///   - progress: is told how many have been read.
  ///   - note: is told where pages are opened one by one although the pack allows otherwise, and why.
  /// - Returns: what the pages say, in the order of `people`.
  /// - Throws: ``ConsoleError``; also where the list shows no link to somebody's page, or the page is somebody else's.
  public func read(
    _ people: [Technician], progress: (@Sendable (Int) -> Void)? = nil, note: (@Sendable (String) -> Void)? = nil
  ) async throws -> [TechnicianPage.Reading] {
    let pages = try people.map { person in
      guard let id = person.id else {
        throw ConsoleError(.pageNotRecognised, "the list of people shows no link to the page of \(person.email)")
      }
      return TechnicianPage(console, id: id)
    }
    var opened: [TechnicianID: TechnicianPage.Reading] = [:]
    if console.pack.capabilities.bulk, !RightsForm(console: console).isApart, people.count > Self.fewPages,
      Set(pages.map(\.id)).count == pages.count
    {
      do {
        return try await fetched(people, pages, opened: &opened, progress: progress)
      } catch let failure as NotFetched {
        note?("People's pages cannot be read inside the browser, so they are opened one by one: \(failure.reason)")
      }
    }
    var readings: [TechnicianPage.Reading] = []
    for (person, page) in zip(people, pages) {
      // One that was opened to be held against a fetched one.
      if let known = opened[page.id] { readings.append(known) } else { readings.append(try await page.read(expecting: person.email)) }
      progress?(readings.count)
    }
    return readings
  }

  private func fetched(
    _ people: [Technician], _ pages: [TechnicianPage], opened: inout [TechnicianID: TechnicianPage.Reading], progress: ((Int) -> Void)?
  ) async throws -> [TechnicianPage.Reading] {
    var answers: [String: [StepResult]] = [:]
    var kinds: Set<[String]> = []
    // An admin's page may be drawn otherwise than a technician's, and that of somebody deactivated, too.
    for (person, page) in zip(people, pages) where kinds.insert([person.kind.rawValue, person.status.rawValue]).inserted {
      let (reading, results) = try await page.readAnew(expecting: person.email)
      opened[page.id] = reading
      answers[page.id.rawValue] = results
    }
    console.mark("technician", "reads the pages of \(people.count) people inside the browser")
    let fetching = PageFetching(
      console: console, title: TechnicianPage.title, all: ["technician.email"],
      steps: try TechnicianPage.readingCase(console, "page").steps, path: try console.pack.pathPattern("technician"))
    let results = try await NumberedPages(fetching: fetching, page: "technician")
      .read(pages.map(\.id.rawValue), opened: answers) { progress?($0) }
    return try zip(people, pages).map { person, page in
      let place = console.shown(try console.pack.path("technician", values: ["id": page.id.rawValue]))
      do {
        let reading = try page.reading(results[page.id.rawValue, default: []][...], at: place, expecting: person.email)
        // The list was read from opened pages, or held against one: two of a kind that disagree are a sign of a page that is not whole.
        guard reading.technician.kind == person.kind, reading.technician.status == person.status else {
          throw NotFetched(reason: "\(place): it says of \(person.email) another kind or status than the list")
        }
        return reading
      } catch let error as ConsoleError {
        throw NotFetched(reason: "\(place): \(error.message)")
      }
    }
  }
}
