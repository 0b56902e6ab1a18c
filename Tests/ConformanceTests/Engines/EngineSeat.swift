import BrowserSupport
import DriverProcess
import Foundation
import Synchronization
import WebDriver

/// One engine with the browser that its features share, and what came of them.
actor EngineSeat {
  /// The seat of the suite that the test is in.
  @TaskLocal static var current: EngineSeat?

  let engine: Engine
  private let site: Site
  private let sent = SentCommands()
  private var browser: HeldBrowser?
  private var lastArea: Area?
  private(set) var results = EngineResults()

  init(_ engine: Engine, site: Site) {
    self.engine = engine
    self.site = site
  }

  /// Runs a feature and notes what came of it.
  func run(_ feature: Feature) async throws -> Outcome {
    let started = ContinuousClock.now
    let outcome = try await outcome(of: feature)
    results.outcomes[feature.name] = outcome
    results.durations[feature.name] = ContinuousClock.now - started
    return outcome
  }

  /// Ends the browser.
  func end() async {
    await browser?.end()
    browser = nil
  }

  private func outcome(of feature: Feature) async throws -> Outcome {
    // The actions move devices, and not every driver forgets all of that: WebKitWebDriver types small letters for capitals after them.
    let isFirstOfChanging = feature.area == .changing && lastArea != .changing
    lastArea = feature.area
    if feature.needsOwnBrowser || isFirstOfChanging { await end() }
    let browser = try await openBrowser()
    // The start of a browser of its own belongs to the feature; of a shared one, what came before does not.
    if !feature.needsOwnBrowser { sent.forget() }
    let stage = Stage(engine: engine, session: browser.session, remote: browser.remote, site: site)
    var outcome: Outcome
    do {
      try await within(feature.limit) { try await feature.body(stage) }
      let missing = feature.commands.filter { !sent.contains($0) }
      outcome = missing.isEmpty ? .works : .fails("the feature did not send \(missing.joined(separator: ", "))")
    } catch {
      outcome = Outcome(error)
    }
    let isSpoilt = feature.needsOwnBrowser || feature.spoilsWhenFailing && outcome != .works
    let isTidy = isSpoilt ? false : await tidy(browser.session, after: feature, outcome)
    if !isTidy { await end() }
    return outcome
  }

  private func openBrowser() async throws -> HeldBrowser {
    if let browser { return browser }
    sent.forget()
    let opened = try await HeldBrowser.start(engine) { [sent] in sent.note($0.command) }
    browser = opened
    results.note(opened)
    return opened
  }

  /// Makes the browser as it was, for the next feature; false where that cannot be done.
  private func tidy(_ session: Session, after feature: Feature, _ outcome: Outcome) async -> Bool {
    let isTidy = try? await within(.seconds(3)) {
      if session.timeouts != HeldBrowser.timeouts { try await session.setTimeouts(HeldBrowser.timeouts) }
      if outcome != .works {
        // The feature may have ended anywhere.
        for _ in 0..<3 where (try? await session.dialogText()) != nil { try await session.dismissDialog() }
        var windows = try await session.windows()
        while windows.count > 1 {
          try await session.switchTo(windows[windows.count - 1])
          windows = try await session.closeWindow()
        }
        try await session.switchTo(windows[0])
        try? await session.releaseActions()
      }
      // What was done to the window, too.
      if feature.area == .windows { _ = try await session.setWindowRect(WindowRect(x: 0, y: 0, width: 1200, height: 1000)) }
      try await session.switchTo(.top)
      return true
    }
    return isTidy ?? false
  }
}

/// The commands that a session has sent.
private final class SentCommands: Sendable {
  private let names = Mutex<Set<String>>([])
  func note(_ name: String) { _ = names.withLock { $0.insert(name) } }
  func forget() { names.withLock { $0 = [] } }
  func contains(_ name: String) -> Bool { names.withLock { $0.contains(name) } }
}

/// What was seen of an engine.
struct EngineResults: Sendable {
  /// By the features' names.
  var outcomes: [String: Outcome] = [:]
  /// How long each took, by its name, the start of a browser with it.
  var durations: [String: Duration] = [:]
  /// Such as `Chromium 156.0.8078.79, chromedriver 156.0.8078.79`.
  var versions = ""

  fileprivate mutating func note(_ browser: HeldBrowser) {
    let capabilities = browser.session.capabilities
    let driver = capabilities.chromedriverVersion ?? capabilities.geckodriverVersion ?? browser.driverVersion
    // chromedriver adds where it was built from.
    versions = [capabilities.browserVersion ?? "", String(driver.prefix { $0 != " " })].joined(separator: ", driver ")
  }

  /// How many features ran, how long it took, and which of them took longest.
  var summary: String {
    let total = durations.values.reduce(.zero, +)
    let slowest = durations.sorted { $0.value > $1.value }.prefix(5).map { "\"\($0.key)\" \($0.value.tenths)" }
    return "\(outcomes.count) features in \(total.tenths); longest: \(slowest.joined(separator: ", "))"
  }
}

extension Duration {
  /// In seconds, with one digit behind the point.
  fileprivate var tenths: String { formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 1))) }
}
