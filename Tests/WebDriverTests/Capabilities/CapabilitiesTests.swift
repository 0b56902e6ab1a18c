import Testing
import WebDriver

/// Capabilities, to the letter as they are on the wire.
struct CapabilitiesTests {
  private func text(_ value: JSONValue) -> String { String(decoding: value.bytes(secrets: .placeholder), as: UTF8.self) }

  @Test("nothing asked for is an empty object")
  func empty() {
    #expect(text(Capabilities().json) == "{}")
    #expect(text(CapabilitiesRequest(alwaysMatch: Capabilities()).json) == #"{"alwaysMatch":{}}"#)
  }

  @Test("every member that the standard names")
  func standard() {
    var capabilities = Capabilities()
    capabilities.browserName = "firefox"
    capabilities.browserVersion = "153"
    capabilities.platformName = "linux"
    capabilities.acceptInsecureCerts = true
    capabilities.pageLoadStrategy = .eager
    capabilities.proxy = .direct
    capabilities.setWindowRect = true
    capabilities.strictFileInteractability = false
    capabilities.unhandledPromptBehavior = .dismissAndNotify
    capabilities.webSocketUrl = true
    #expect(
      text(capabilities.json)
        == #"{"acceptInsecureCerts":true,"browserName":"firefox","browserVersion":"153","pageLoadStrategy":"eager","platformName":"linux","#
        + #""proxy":{"proxyType":"direct"},"setWindowRect":true,"strictFileInteractability":false,"#
        + #""unhandledPromptBehavior":"dismiss and notify","webSocketUrl":true}"#)
  }

  @Test(
    "what becomes of a dialog: one word, or one by kind",
    arguments: [
      (UnhandledPromptBehavior.dismiss, #""dismiss""#), (.accept, #""accept""#), (.dismissAndNotify, #""dismiss and notify""#),
      (.acceptAndNotify, #""accept and notify""#), (.ignore, #""ignore""#),
      (.byType([.default: .ignore, .beforeUnload: .accept]), #"{"beforeUnload":"accept","default":"ignore"}"#),
    ])
  func prompts(_ behavior: UnhandledPromptBehavior, _ expected: String) {
    #expect(text(behavior.json) == expected)
  }

  @Test(
    "proxies",
    arguments: [
      (ProxySettings.direct, #"{"proxyType":"direct"}"#), (.system, #"{"proxyType":"system"}"#),
      (.autodetect, #"{"proxyType":"autodetect"}"#),
      (.automatic(configuration: "http://p/x.pac"), #"{"proxyAutoconfigUrl":"http://p/x.pac","proxyType":"pac"}"#),
      (
        .manual(ManualProxy(http: "p:1", https: "p:2", socks: "p:3", socksVersion: 5, exceptions: ["localhost", "*.x"])),
        #"{"httpProxy":"p:1","noProxy":["localhost","*.x"],"proxyType":"manual","socksProxy":"p:3","socksVersion":5,"sslProxy":"p:2"}"#
      ),
    ])
  func proxies(_ proxy: ProxySettings, _ expected: String) {
    #expect(text(proxy.json) == expected)
  }

  @Test("Chromium's options")
  func chrome() {
    var options = ChromeOptions()
    #expect(text(options.json) == "{}")
    options.binary = "/usr/bin/chromium"
    options.arguments = ["--headless=new"]
    options.preferences = ["download": ["prompt_for_download": false]]
    options.localState = ["a": 1]
    options.extensions = ["QUJD"]
    options.excludeSwitches = ["enable-automation"]
    options.mobileEmulation = .device("Pixel 7")
    options.debuggerAddress = "127.0.0.1:9222"
    options.detach = false
    options.minidumpPath = "/tmp/dumps"
    options.performanceLogging = ["enableNetwork": true]
    options.windowTypes = ["webview"]
    options.additional = ["new": true]
    #expect(
      text(options.json)
        == #"{"args":["--headless=new"],"binary":"/usr/bin/chromium","debuggerAddress":"127.0.0.1:9222","detach":false,"#
        + #""excludeSwitches":["enable-automation"],"extensions":["QUJD"],"localState":{"a":1},"minidumpPath":"/tmp/dumps","#
        + #""mobileEmulation":{"deviceName":"Pixel 7"},"new":true,"perfLoggingPrefs":{"enableNetwork":true},"#
        + #""prefs":{"download":{"prompt_for_download":false}},"windowTypes":["webview"]}"#)
    options = ChromeOptions()
    options.mobileEmulation = .metrics(width: 360, height: 640, pixelRatio: 3, userAgent: "phone")
    #expect(
      text(options.json)
        == #"{"mobileEmulation":{"deviceMetrics":{"height":640,"mobile":true,"pixelRatio":3.0,"touch":true,"width":360},"#
        + #""userAgent":"phone"}}"#)
  }

  @Test("Firefox's options")
  func firefox() {
    var options = FirefoxOptions()
    options.binary = "/usr/bin/firefox-esr"
    options.arguments = ["-headless"]
    options.preferences = ["dom.x": 1, "y": "z"]
    options.profile = "UEsDBA=="
    options.logLevel = .warn
    options.environment = ["MOZ_LOG": "x"]
    #expect(
      text(options.json)
        == #"{"args":["-headless"],"binary":"/usr/bin/firefox-esr","env":{"MOZ_LOG":"x"},"log":{"level":"warn"},"#
        + #""prefs":{"dom.x":1,"y":"z"},"profile":"UEsDBA=="}"#)
  }

  @Test("WebKitGTK's options")
  func webKitGTK() {
    var options = WebKitGTKOptions()
    options.binary = "/usr/bin/MiniBrowser"
    options.arguments = ["--automation"]
    options.certificates = [WebKitGTKOptions.Certificate(host: "x.test", file: "/tmp/x.pem")]
    options.usesOverlayScrollbars = true
    #expect(
      text(options.json)
        == #"{"args":["--automation"],"binary":"/usr/bin/MiniBrowser","certificates":[{"certificateFile":"/tmp/x.pem","host":"x.test"}],"#
        + #""useOverlayScrollbars":true}"#)
  }

  @Test("vendors' options are kept by their type, and can be changed in place")
  func vendors() {
    var capabilities = Capabilities()
    #expect(capabilities[ChromeOptions.self] == nil)
    capabilities[ChromeOptions.self] = ChromeOptions()
    capabilities[ChromeOptions.self]?.arguments.append("--lang=de")
    capabilities[FirefoxOptions.self]?.arguments.append("-x")
    #expect(text(capabilities.json) == #"{"goog:chromeOptions":{"args":["--lang=de"]}}"#)
    capabilities[ChromeOptions.self] = nil
    #expect(capabilities == Capabilities())
  }

  @Test("a raw member passes through, and has the last word")
  func raw() {
    var capabilities = Capabilities()
    capabilities.browserName = "chrome"
    capabilities.extensions = ["se:name": "nightly", "browserName": "edge"]
    #expect(text(capabilities.json) == #"{"browserName":"edge","se:name":"nightly"}"#)
  }

  @Test("choices")
  func choices() throws {
    var always = Capabilities()
    always.acceptInsecureCerts = true
    var (chrome, firefox) = (Capabilities(), Capabilities())
    chrome.browserName = "chrome"
    firefox.browserName = "firefox"
    #expect(
      text(try CapabilitiesRequest(alwaysMatch: always, firstMatch: [chrome, firefox]).json)
        == #"{"alwaysMatch":{"acceptInsecureCerts":true},"firstMatch":[{"browserName":"chrome"},{"browserName":"firefox"}]}"#)
  }

  @Test("a choice may not name what is asked for in any case")
  func repeated() {
    var always = Capabilities()
    always.browserName = "chrome"
    always[ChromeOptions.self] = ChromeOptions()
    var choice = Capabilities()
    choice.browserName = "chrome"
    choice.extensions["goog:chromeOptions"] = [:]
    let error = #expect(throws: RepeatedCapabilities.self) {
      try CapabilitiesRequest(alwaysMatch: always, firstMatch: [Capabilities(), choice])
    }
    #expect(error?.names == ["browserName", "goog:chromeOptions"])
    #expect(
      error.map { "\($0)" }
        == "browserName, goog:chromeOptions: asked for in any case and in a choice as well, which no remote end accepts.")
  }
}
