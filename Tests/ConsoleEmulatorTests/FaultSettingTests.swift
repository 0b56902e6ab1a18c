import Foundation
import Logging
import Testing

@testable import ConsoleEmulator

/// Which requests a fault strikes, how it is written, and what the control port says of it.
@Suite struct FaultSettingTests {
  @Test(arguments: [
    ("/technicians", "/technicians", true), ("/technicians", "/technicians?page=2", true), ("/technicians", "/technicians/5003", false),
    ("/technicians/*", "/technicians/5003", true), ("/technicians/*", "/technicians/5003/deactivate", false),
    ("/technicians/**", "/technicians/5003/deactivate", true), ("**/deactivate", "/technicians/5003/deactivate", true),
    ("/technicians?page=*", "/technicians?page=2", true), ("/technicians?page=*", "/technicians", false), ("*", "/", false),
    ("**", "/", true),
  ])
  func `a path is a pattern`(_ pattern: String, _ address: String, _ concerns: Bool) {
    #expect(Fault(.dropAfter, path: pattern).concerns(method: "GET", address: address) == concerns)
  }

  @Test func `a fault strikes from the nth request of its kind on, so many times`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      try await console.set(Fault(.status500Before, method: "GET", path: "/technicians/*", nth: 2, times: 2))
      var statuses: [Int] = []
      for path in ["/technicians/5003", "/technicians", "/technicians/5004", "/technicians/5005", "/technicians/5006"] {
        statuses.append(try await console.browser.get(path).status)
        _ = try await console.browser.get("/assets/console.css")
      }
      #expect(statuses == [200, 200, 500, 500, 200])
      #expect(try await console.faults().map(\.seen) == [4])
    }
  }

  @Test func `of several faults the first strikes, and all count`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      try await console.set(Fault(.status500Before))
      try await console.set(Fault(.maintenance, nth: 2))
      var statuses: [Int] = []
      for _ in 0..<3 { statuses.append(try await console.browser.get("/technicians").status) }
      #expect(statuses == [500, 503, 200])
    }
  }

  @Test func `faults of the configuration strike from the first page on`() async throws {
    try await Console.run(.users, { $0.faults = [Fault(.maintenance, times: 2)] }) { console in
      let first = try await console.browser.get("/users/sign_in")
      #expect(first.status == 503)
      #expect(try await console.browser.get("/api/v1/me").status == 401)
      #expect(try await console.browser.get("/users/sign_in").status == 503)
      #expect(try await console.browser.get("/users/sign_in").status == 200)
      #expect(try await console.requests().map(\.status) == [503, 503, 200])
    }
  }

  @Test func `faults are taken back`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      try await console.set(Fault(.status500Before, times: 100))
      #expect(try await Browser(console.emulator.controlURL).send("DELETE", "/faults").status == 200)
      #expect(try await console.faults().isEmpty)
      #expect(try await console.browser.get("/technicians").status == 200)
    }
  }

  @Test func `a list of faults is set at once`() async throws {
    try await Console.run(.technicians) { console in
      let control = Browser(console.emulator.controlURL)
      let reply = try await control.send("POST", "/faults", body: "[{\"what\": \"drop-after\"}, {\"what\": \"slow=2s\", \"nth\": 3}]")
      #expect(reply.status == 201)
      #expect(try await console.faults().map(\.what) == ["drop-after", "slow=2s"])
    }
  }

  @Test(arguments: [
    ("{\"what\": \"500-befor\"}", "is no fault; there are 500-before"), ("{}", "the body is not a fault"), ("", "the body is not a fault"),
    ("{\"what\": \"empty\", \"path\": \"technicians\"}", "for a path that begins with / or *"),
    ("{\"what\": \"empty\", \"times\": 0}", "once or more often"), ("{\"what\": \"empty\", \"method\": \"PATCH\"}", "for GET or POST"),
    ("[{\"what\": \"empty\"}, {\"what\": \"validation\", \"method\": \"GET\"}]", "only forms come back"),
  ])
  func `what is no fault is refused, and nothing is set`(_ body: String, _ text: String) async throws {
    try await Console.run(.technicians) { console in
      let reply = try await Browser(console.emulator.controlURL).send("POST", "/faults", body: body)
      #expect(reply.status == 400)
      #expect(reply.body.contains(text), "\(reply.body)")
      #expect(try await console.faults().isEmpty)
    }
  }

  @Test func `every fault is read from the line that it is written as`() throws {
    let kinds = Fault.Kind.plain.map(\.kind) + [.slow(.seconds(3)), .slowAfter(.milliseconds(250))]
    for kind in kinds {
      for fault in [Fault(kind), Fault(kind, method: "POST", path: "/technicians/*", nth: 4, times: 2)] {
        #expect(try Fault("\(fault)") == fault)
        #expect(try JSONDecoder().decode(Fault.self, from: JSONEncoder().encode(fault)) == fault)
      }
    }
    #expect("\(Fault(.status500After, method: "POST", path: "/technicians", nth: 2, times: 3))" == "POST /technicians #2 500-after x3")
    #expect(throws: Fault.Malformed.self) { try Fault("POST /technicians") }
    #expect(throws: Fault.Malformed.self) { try Fault("empty dialog") }
    #expect(throws: Fault.Malformed.self) { try Fault("slow=3h") }
  }

  @Test func `requests are told in order, with what came of them`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      _ = try await console.browser.get("/technicians?page=2")
      _ = try await console.browser.post("/technicians/5003/deactivate", [])
      let all = try await console.requests()
      #expect(all.map(\.n) == Array(1...all.count))
      #expect(all.suffix(2).map(\.method) == ["GET", "POST"])
      #expect(all.suffix(2).map(\.path) == ["/technicians?page=2", "/technicians/5003/deactivate"])
      #expect(all.suffix(2).map(\.status) == [200, 302])
      #expect(try await console.mutations().last?.request == all.count)
    }
  }

  @Test func `a change is told of once it is made and before it is answered`() async throws {
    let (told, telling) = AsyncStream<Int>.makeStream()
    let (gate, opening) = AsyncStream<Void>.makeStream()
    try await Console.run(
      .technicians,
      {
        $0.asksForCodes = false
        $0.onMutation = { n in
          telling.yield(n)
          if n == 2 { for await _ in gate {} }
        }
      }
    ) { console in
      _ = try await console.browser.get("/users/sign_in")
      _ = try await console.browser.submit(
        "/users/sign_in", [("user[email]", console.emulator.email), ("user[password]", console.emulator.password)])
      async let reply = console.browser.post("/technicians/5003/deactivate", [])
      var numbers = told.makeAsyncIterator()
      #expect(await numbers.next() == 1)
      #expect(await numbers.next() == 2)
      #expect(try await console.mutations().map(\.action) == ["session.create", "technician.deactivate"])
      #expect(try await console.requests().last?.status == nil)
      opening.finish()
      #expect(try await reply.status == 302)
      #expect(try await console.requests().last?.status == 302)
    }
  }

  @Test(arguments: EmulatedLayout.allCases) func `a robot without codes signs in with its password`(_ layout: EmulatedLayout) async throws {
    try await Console.run(layout, { $0.asksForCodes = false }) { console in
      #expect(console.emulator.totpSecret == "")
      for _ in 0..<2 {
        await console.browser.forgetCookie()
        _ = try await console.browser.get("/users/sign_in")
        let inside = try await console.browser.submit(
          "/users/sign_in", [("user[email]", console.emulator.email), ("user[password]", console.emulator.password)])
        #expect(inside.flash == "Signed in successfully.")
      }
      // Everybody else is as in any other account.
      #expect(try await console.person("ada.marsh@acme.example")?.totpSecret != nil)
      let refused = await #expect(throws: ControlRefusal.self) { try await console.set(Fault(.askCodeAgain)) }
      #expect(refused?.text.contains("on a console that asks for codes") == true)
    }
  }

  @Test func `a fault that cannot happen is refused before anything starts`() async throws {
    var configuration = EmulatorConfiguration()
    configuration.faults = [Fault(.validation, method: "GET")]
    let error = await #expect(throws: EmulatorStartError.self) {
      try await withEmulator(configuration, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })) { _ in }
    }
    #expect(
      error?.description == "the fault \"GET validation\" is not one that can happen, and has to be for POST, since only forms come back")
  }

  @Test func `the page of seats says when the cycle ends, where it is said`() async throws {
    try await Console.runSignedIn(.technicians) { console in
      #expect(try await console.browser.get("/subscription").body.contains(">Current cycle ends Dec 1, 2026</p>"))
      console.clock.advance(30 * 86_400)
      _ = try await console.signIn()
      #expect(try await console.browser.get("/subscription").body.contains(">Current cycle ends Jan 1, 2027</p>"))
    }
    try await Console.runSignedIn(.users) { console in
      let page = try await console.browser.get("/subscription")
      #expect(!page.body.contains("Current cycle"))
    }
  }
}
