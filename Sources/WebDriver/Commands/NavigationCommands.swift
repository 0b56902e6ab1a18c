extension Commands {
  struct NavigateTo: SessionCommand {
    typealias Answer = Nothing
    static let name = "navigateTo"
    let url: String
    var method: WireRequest.Method { .post }
    var path: [String] { ["url"] }
    var body: JSONValue? { ["url": .string(url)] }
    var target: String? { url }
  }

  struct GetCurrentURL: SessionCommand {
    typealias Answer = String
    static let name = "getCurrentUrl"
    var method: WireRequest.Method { .get }
    var path: [String] { ["url"] }
  }

  struct Back: SessionCommand {
    typealias Answer = Nothing
    static let name = "back"
    var method: WireRequest.Method { .post }
    var path: [String] { ["back"] }
  }

  struct Forward: SessionCommand {
    typealias Answer = Nothing
    static let name = "forward"
    var method: WireRequest.Method { .post }
    var path: [String] { ["forward"] }
  }

  struct Refresh: SessionCommand {
    typealias Answer = Nothing
    static let name = "refresh"
    var method: WireRequest.Method { .post }
    var path: [String] { ["refresh"] }
  }

  struct GetTitle: SessionCommand {
    typealias Answer = String
    static let name = "getTitle"
    var method: WireRequest.Method { .get }
    var path: [String] { ["title"] }
  }

  struct GetPageSource: SessionCommand {
    typealias Answer = String
    static let name = "getPageSource"
    var method: WireRequest.Method { .get }
    var path: [String] { ["source"] }
  }

  struct TakeScreenshot: SessionCommand {
    typealias Answer = String
    static let name = "takeScreenshot"
    var method: WireRequest.Method { .get }
    var path: [String] { ["screenshot"] }
  }
}
