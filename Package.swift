// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "syncroctl",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "syncroctl", targets: ["syncroctl"]),
    .executable(name: "webdriver-relay", targets: ["webdriver-relay"]),
    .library(name: "WebDriver", targets: ["WebDriver", "CurlTransport", "DriverProcess"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  // In the order of docs/architecture.md, from the top of the house to its foundation: a target uses only what stands below it.
  targets: [
    .executableTarget(name: "syncroctl", dependencies: ["SyncroctlCommands"]),
    // A remote end that passes what it is asked to the client: see docs/relay.md. Nothing of Syncro.
    .executableTarget(
      name: "webdriver-relay",
      dependencies: [
        "WebDriverRelay", "DriverProcess", "CurlTransport", "WebDriver", "Secrets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .target(
      name: "WebDriverRelay",
      dependencies: [
        "WebDriver",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    // Kills runs at every point and lets everything go wrong, for scripts/torture.
    .executableTarget(
      name: "syncroctl-torture",
      dependencies: [
        "SyncroctlCommands", "ConsoleEmulator", "CurlTransport", "WebDriver",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    // Tries every flow on consoles whose pages are hard to drive, and writes docs/robustness.md.
    .executableTarget(
      name: "syncroctl-robustness",
      dependencies: [
        "Robustness", "ConsoleEmulator", "SelectorPacks", "DriverProcess", "WebDriver",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(
      name: "Robustness",
      dependencies: [
        "ConsoleEmulator", "Provisioning", "ConsolePages", "Technicians", "SelectorPacks", "CurlTransport", "WebDriver", "Secrets",
        .product(name: "Logging", package: "swift-log"),
      ]),
    // Times the client's commands for scripts/bench-webdriver.
    .executableTarget(name: "webdriver-bench", dependencies: ["WebDriver", "CurlTransport", "Secrets"]),
    // Times rosters and plans for scripts/bench-roster.
    .executableTarget(name: "roster-bench", dependencies: ["Provisioning", "Technicians"]),
    .target(
      name: "SyncroctlCommands",
      dependencies: [
        "Scenarios", "ConsoleEmulator", "ConsoleAPI", "Provisioning", "ConsolePages", "Technicians", "SelectorPacks", "Recordings",
        "DriverProcess", "CurlTransport", "WebDriver", "Secrets", "WholeFiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ]),
    // The flows that are kept as recordings, on an emulated console or out of the recordings themselves.
    .target(
      name: "Scenarios",
      dependencies: [
        "ConsoleEmulator", "Provisioning", "ConsolePages", "Technicians", "SelectorPacks", "Recordings", "DriverProcess", "WebDriver",
        "Secrets",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(
      name: "ConsoleEmulator",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.copy("Assets"), .copy("Templates")]),
    // The console's public API, which only tells of people: a second witness of what its pages show.
    .target(name: "ConsoleAPI", dependencies: ["Technicians", "CurlTransport", "Secrets"]),
    .target(
      name: "Provisioning",
      dependencies: [
        "ConsolePages", "Technicians", "SelectorPacks", "WebDriver", "Secrets", "WholeFiles", "Spelling",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [
        .embedInCode("Reports/Pages/run.mustache"), .embedInCode("Reports/Pages/report.css"), .embedInCode("Reports/Pages/review.mustache"),
      ]),
    .target(
      name: "ConsolePages",
      dependencies: [
        "Technicians", "SelectorPacks", "WebDriver", "Secrets",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.embedInCode("Doctor/Suggesting/synonyms.txt"), .embedInCode("Doctor/Learning/asked.txt")]),
    .target(name: "Technicians"),
    .target(
      name: "SelectorPacks",
      dependencies: [
        "WebDriver", "Spelling", .product(name: "Crypto", package: "swift-crypto"), .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "DriverProcess",
      dependencies: [
        "CurlTransport", "WebDriver", "Secrets",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "Recordings",
      dependencies: ["WebDriver", "Secrets", "WholeFiles", .product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "CurlTransport", dependencies: ["WebDriver", "Secrets", "CLibcurl"]),
    .target(
      name: "WebDriver", dependencies: ["Secrets"],
      resources: [
        .embedInCode("PageScript/dom.js"), .embedInCode("PageScript/page.js"), .embedInCode("PageScript/locator.js"),
        .embedInCode("PageScript/inventory.js"), .embedInCode("PageScript/pointing.js"),
      ]),
    .target(name: "Secrets"),
    .target(name: "WholeFiles"),
    // Which names somebody may have meant who mistyped one.
    .target(name: "Spelling"),
    .systemLibrary(name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    // What tests share: real browsers, a site of a few pages, servers with bad manners. Nothing of Syncro.
    .target(
      name: "BrowserSupport",
      dependencies: [
        "DriverProcess", "CurlTransport", "WebDriver",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/BrowserSupport"),
    // The same with an emulated console in front of the browser.
    .target(
      name: "TestSupport",
      dependencies: [
        "BrowserSupport", "Scenarios", "ConsoleEmulator", "ConsolePages", "Technicians", "SelectorPacks", "Recordings", "DriverProcess",
        "CurlTransport", "WebDriver", "Secrets",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/TestSupport"),
    .testTarget(
      name: "SyncroctlCommandsTests",
      dependencies: [
        "SyncroctlCommands", "TestSupport", "BrowserSupport", "ConsoleAPI", "ConsoleEmulator", "Provisioning", "ConsolePages",
        "Technicians",
        "SelectorPacks",
        "DriverProcess",
        "WebDriver", "Secrets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["Help"]),
    .testTarget(
      name: "ScenariosTests",
      dependencies: [
        "Scenarios", "Recordings", "ConsolePages", "ConsoleEmulator", "Technicians", "TestSupport", "BrowserSupport", "WebDriver",
        "Secrets",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "ConsolePagesTests",
      dependencies: [
        "ConsolePages", "ConsoleEmulator", "SelectorPacks", "Secrets", "Technicians", "TestSupport", "BrowserSupport", "WebDriver",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "ConsoleEmulatorTests",
      dependencies: [
        "ConsoleEmulator",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(
      name: "RobustnessTests",
      dependencies: [
        "Robustness", "ConsoleEmulator", "TestSupport", "BrowserSupport",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "ConsoleAPITests",
      dependencies: [
        "ConsoleAPI", "ConsoleEmulator", "CurlTransport", "Technicians", "Secrets", "TestSupport", "BrowserSupport",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(name: "WholeFilesTests", dependencies: ["WholeFiles"]),
    .testTarget(
      name: "SelectorPacksTests",
      dependencies: [
        "ConsoleEmulator", "SelectorPacks", "Recordings", "WebDriver", "TestSupport", "BrowserSupport",
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(
      name: "WebDriverTests",
      dependencies: [
        "WebDriver", "CurlTransport", "DriverProcess", "Secrets", "BrowserSupport",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "WebDriverRelayTests",
      dependencies: [
        "WebDriverRelay", "BrowserSupport", "DriverProcess", "CurlTransport", "WebDriver", "Secrets",
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Selenium"]),
    // One suite of features on every engine; writes docs/engines.md.
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "WebDriver", "CurlTransport", "DriverProcess", "Secrets", "BrowserSupport",
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Pages"]),
    .testTarget(name: "RecordingsTests", dependencies: ["Recordings", "CurlTransport", "WebDriver", "Secrets", "BrowserSupport"]),
    .testTarget(name: "TechniciansTests", dependencies: ["Technicians"]),
    .testTarget(
      name: "ProvisioningTests",
      dependencies: [
        "Provisioning", "ConsoleEmulator", "ConsolePages", "Technicians", "WebDriver", "Secrets", "TestSupport", "BrowserSupport",
        "Spelling",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(name: "CurlTransportTests", dependencies: ["CurlTransport", "WebDriver", "Secrets", "BrowserSupport"]),
    .testTarget(
      name: "DriverProcessTests",
      dependencies: [
        "DriverProcess", "CurlTransport", "WebDriver", "Secrets", "BrowserSupport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)

let houseSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]
for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + houseSettings
}
