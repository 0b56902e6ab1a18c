/// Which further pages of a site are read inside the browser, from a page that is open there and signed in: ``PageStep/pages(_:)``.
///
/// Each is asked for with the browser's own cookies and read by the same steps and with the same candidates as an open page, but it has
/// neither layout nor style sheets, and its scripts do not run. Whether that comes to the same is for the caller to find out: by reading a
/// page both ways.
public struct PageFetch: Sendable {
  /// The pages, by their whole addresses. Only pages of the site that is open are asked for.
  public var addresses: [String]
  /// A regular expression that the path of every address must match, those of followed links too.
  public var path: String
  /// The link to the next page, if pages follow from one another.
  public var next: String?
  /// The elements that must be there on each page. A page without them makes the whole step fail.
  public var all: [String]
  /// What to read on each page. Only steps that read: ``PageStep/read(_:_:)``, ``PageStep/texts(css:within:)``, ``PageStep/existing(_:)``,
  /// ``PageStep/table(_:columns:rows:)`` and ``PageStep/boxes(_:within:)``; any other makes the step answer a problem.
  public var steps: [PageStep]
  /// How many pages are read at most.
  public var pages: Int
  /// How long pages are begun with. What is left is told by ``FetchedPages/next``.
  public var time: Duration
  /// How long a page may take.
  public var pageTime: Duration
  /// How many characters may be answered before no further page is begun with.
  public var size: Int

  /// A step; see the properties.
  public init(
    _ addresses: [String], path: String, next: String? = nil, all: [String], steps: [PageStep], pages: Int, time: Duration,
    pageTime: Duration, size: Int = 500_000
  ) {
    self.addresses = addresses
    self.path = path
    self.next = next
    self.all = all
    self.steps = steps
    self.pages = pages
    self.time = time
    self.pageTime = pageTime
    self.size = size
  }

  var members: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "addresses": .array(addresses.map { .string($0) }), "path": .string(path), "all": .array(all.map { .string($0) }),
      "steps": .array(steps.map(\.json)), "pages": .int(pages), "time": .int(time.wholeMilliseconds),
      "pageTime": .int(pageTime.wholeMilliseconds), "size": .int(size),
    ]
    members["next"] = next.map { .string($0) }
    return members
  }
}

/// What ``PageStep/pages(_:)`` answers: all pages that it went through, or none and why not.
public struct FetchedPages: Sendable, Decodable, Hashable {
  /// One page.
  public struct Page: Sendable, Decodable, Hashable {
    /// Its address.
    public let address: String
    /// What each of ``PageFetch/steps`` answered.
    public let results: [StepResult]
  }

  /// Why a page could not be read.
  public struct Failure: Sendable, Decodable, Hashable {
    /// The kinds. Texts that are not known here are kept.
    public struct Problem: RawRepresentable, Sendable, Hashable, Decodable {
      /// The script's word.
      public let rawValue: String
      /// A problem by the script's word.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// Of another site, or on a path that the step does not allow.
      public static let address = Problem(rawValue: "address")
      /// A link to the next page leads to one that was read already.
      public static let circle = Problem(rawValue: "circle")
      /// The site answers with another status than 200, which is the detail.
      public static let status = Problem(rawValue: "status")
      /// The site sends one elsewhere, mostly to sign in.
      public static let redirect = Problem(rawValue: "redirect")
      /// It is no HTML in UTF-8; the detail is what it is.
      public static let type = Problem(rawValue: "type")
      /// It is longer than a page may be.
      public static let size = Problem(rawValue: "size")
      /// It did not come in time.
      public static let late = Problem(rawValue: "late")
      /// An element is not there or there are several; the detail is which.
      public static let element = Problem(rawValue: "element")
      /// The browser could not fetch or read it; the detail is what the browser says.
      public static let failed = Problem(rawValue: "failed")
    }

    /// The page's address.
    public let address: String
    /// What was wrong.
    public let problem: Problem
    /// More of it.
    public let detail: String?
  }

  /// The pages, in the order of the addresses and links. Empty where one failed: a part is never to pass for the whole.
  public let pages: [Page]
  /// The address to go on at, where the step stopped before the end.
  public let next: String?
  /// The page that could not be read.
  public let failed: Failure?
}
