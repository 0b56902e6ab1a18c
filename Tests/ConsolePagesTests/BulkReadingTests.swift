import ConsoleEmulator
import ConsolePages
import SelectorPacks
import Synchronization
import Technicians
import TestSupport
import Testing
import WebDriver

/// Large consoles, read inside the browser, held against the same ones with every page opened.
@Suite struct BulkReadingTests {
  /// What is told while it reads.
  private final class Notes: Sendable {
    private let kept = Mutex<[String]>([])
    var all: [String] { kept.withLock { $0 } }
    func add(_ note: String) { kept.withLock { $0.append(note) } }
  }

  /// The same console in the same browser with a pack that does not allow bulk reads.
  private static func opening(_ test: EmulatedConsole) -> Console {
    var pack = test.console.pack
    pack.capabilities.bulk = false
    return Console(address: test.console.address, pack: pack, session: test.console.session)
  }

  private func counted<Value>(_ test: EmulatedConsole, _ body: () async throws -> Value) async throws -> (value: Value, commands: Int) {
    let before = test.commandCount()
    let value = try await body()
    return (value, test.commandCount() - before)
  }

  // MARK: - Lists

  @Test(arguments: EmulatedLayout.allCases) func aLargeListSaysTheSameBothWays(_ layout: EmulatedLayout) async throws {
    let watch = BulkWatch()
    try await withEmulatedConsole(
      layout, transport: { BulkTransport($0, watch) }, configure: { $0.technicians = 1000 }
    ) { (test) async throws -> Void in
      let notes = Notes()
      let (fetched, few) = try await counted(test) { try await TechniciansPage(test.console).readAll(note: { notes.add($0) }) }
      #expect(watch.count == 1)
      #expect(notes.all == [])
      // In the layout of two lists the disabled people fill two pages, which are opened.
      #expect(few == (layout == .technicians ? 3 : 7))
      let (opened, many) = try await counted(test) { try await TechniciansPage(Self.opening(test)).readAll() }
      // One command a page, and another where the browser had not gone on yet when the page was asked.
      #expect((41...80).contains(many))
      #expect(watch.count == 1)
      #expect(fetched == opened)
      #expect(fetched.count == 1000)
      let state = try await test.state()
      #expect(Set(fetched.map(\.email.description)) == Set(state.people.map(\.email)))
    }
  }

  @Test func aShortListIsOpened() async throws {
    let watch = BulkWatch()
    try await withEmulatedConsole(
      .technicians, transport: { BulkTransport($0, watch) }, configure: { $0.technicians = 75 }
    ) { test in
      let (people, commands) = try await counted(test) { try await TechniciansPage(test.console).readAll() }
      #expect(people.count == 75)
      #expect(commands == 6)
      #expect(watch.count == 0)
    }
  }

  @Test func withoutATotalThreePagesAreOpenedFirst() async throws {
    var pack = try shippedPack(.technicians)
    pack.pages["technicians"]?.elements["total"]?.candidates = [.css(".no-such-total")]
    let watch = BulkWatch()
    try await withEmulatedConsole(
      .technicians, pack: pack, transport: { BulkTransport($0, watch) }, configure: { $0.technicians = 130 }
    ) { test in
      let (people, commands) = try await counted(test) { try await TechniciansPage(test.console).readAll() }
      #expect(people.count == 130)
      #expect(commands == 7)
      #expect(watch.count == 1)
    }
  }

  @Test func whereLinksAreFollowedACircleIsSeen() async throws {
    var pack = try shippedPack(.technicians)
    pack.pages["technicians"]?.elements["total"]?.candidates = [.css(".no-such-total")]
    let (watch, notes) = (BulkWatch(.script(FetchScript.changing("html.replace('page=5', 'page=3')"))), Notes())
    try await withEmulatedConsole(
      .technicians, pack: pack, transport: { BulkTransport($0, watch) }, configure: { $0.technicians = 130 }
    ) { test in
      let people = try await TechniciansPage(test.console).readAll(note: { notes.add($0) })
      #expect(people.count == 130)
      #expect(watch.count == 1)
      #expect(notes.all.first?.hasSuffix("/technicians?status=all&page=3: the links to the next page lead round in a circle") == true)
    }
  }

  @Test func moreThanAThousandPeopleTakeMoreCommands() async throws {
    let watch = BulkWatch()
    try await withEmulatedConsole(
      .technicians, transport: { BulkTransport($0, watch) }, configure: { $0.technicians = 2100 }
    ) { test in
      let read = Mutex<[Int]>([])
      let people = try await TechniciansPage(test.console).readAll(progress: { count, _ in read.withLock { $0.append(count) } })
      #expect(people.count == 2100)
      #expect(watch.count == 3)
      #expect(read.withLock { $0 } == [25, 1000, 2000, 2100])
    }
  }

  /// What a console may do to pages that are fetched, and what is said of it. Whatever it is, the list comes whole.
  private static let deceptions: [(script: String, reason: String)] = [
    // Drawn by scripts: what is fetched has no rows.
    (FetchScript.changing("html.replace(/<tr id=[^]*<\\/tr>/, '')"), "/technicians?status=all: it says something else when it is opened"),
    (FetchScript.changing("html.replace('Deactivated', 'Active')"), "it says something else when it is opened"),
    (FetchScript.changing("html.replace(/<table[^]*<\\/table>/, '')"), "it is not as the selector pack says (technicians.people, none)"),
    (
      FetchScript.changing("number === 4 ? html.replace('bhv-technicians', 'x').replace('technicians-table', 'y') : html"),
      "/technicians?status=all&page=4: it is not as the selector pack says (technicians.people, none)"
    ),
    (
      FetchScript.changing("number === 3 ? html.replace('of 150', 'of 151') : html"),
      "/technicians?status=all&page=3: the list of people changed while it was read: of 150 people there are 151 now"
    ),
    // A page that is cut off in the middle, and one that ends the list early.
    (
      FetchScript.changing("number === 3 ? html.replace(/<tr id=[^]*?<\\/tr>/, '') : html"),
      "the console states 150 people and its list shows 149"
    ),
    (
      FetchScript.changing("number === 5 ? html.replace('rel=\"next\"', '') : html"),
      "/technicians?status=all&page=5: its link to the next page leads to none"
    ),
    (
      FetchScript.changing("number === 5 ? html.replace('<td>Technician<', '<td>Wizard<') : html"),
      "/technicians?status=all&page=5: the console says \"Wizard\", which the selector pack does not know"
    ),
    (
      FetchScript.changing("html.replace('page=5', 'page=2')"),
      "/technicians?status=all&page=4: its link to the next page leads to /technicians?status=all&page=2"
    ),
    (
      FetchScript.before("number === 3", "address = '/no/such/page'; "),
      "/technicians?status=all&page=3: the console answered with the status 404"
    ),
    (
      FetchScript.before("number === 3", "throw new TypeError('no network'); "),
      "/technicians?status=all&page=3: it could not be read (no network)"
    ),
    (
      FetchScript.before("number === 3", "options = { ...options, credentials: 'omit' };"),
      "/technicians?status=all&page=3: the console leads elsewhere, perhaps to sign in"
    ),
  ]

  @Test func whatCannotBeReadSoIsOpened() async throws {
    let watch = BulkWatch()
    try await withEmulatedConsole(
      .technicians, transport: { BulkTransport($0, watch) }, configure: { $0.technicians = 150 }
    ) { (test) async throws -> Void in
      let state = try await test.state()
      for (script, reason) in Self.deceptions {
        watch.interference = .script(script)
        let before = watch.count
        let notes = Notes()
        let people = try await TechniciansPage(test.console).readAll(note: { notes.add($0) })
        #expect(watch.count == before + 1)
        #expect(notes.all.count == 1, "\(reason)")
        let note = notes.all.first ?? ""
        #expect(note.hasPrefix("The list cannot be read inside the browser, so its pages are opened one by one: "))
        #expect(note.hasSuffix(reason), "\(note)")
        #expect(people.count == 150)
        #expect(Set(people.map(\.email.description)) == Set(state.people.map(\.email)))
        #expect(people.count { $0.status == .deactivated } == state.people.count { $0.status == "deactivated" })
      }
    }
  }

  @Test func aListThatChangesWhileItIsReadIsReadAgain() async throws {
    // Somebody is made in the middle, who stands on the last page.
    let script = FetchScript.before(
      "number === 4",
      """
      await real('/technicians', { method: 'POST', body: new URLSearchParams({
        authenticity_token: document.querySelector('meta[name=csrf-token]').content, 'user[first_name]': 'Nina', 'user[last_name]': 'Park',
        'user[email]': 'nina.park@acme.example', 'user[role]': 'technician', 'user[send_invitation]': '1' }) });
      """)
    let (watch, notes) = (BulkWatch(.script(script)), Notes())
    try await withEmulatedConsole(
      .technicians, transport: { BulkTransport($0, watch) }, configure: { $0.technicians = 150 }
    ) { test in
      let people = try await TechniciansPage(test.console).readAll(note: { notes.add($0) })
      #expect(people.contains { $0.email.description == "nina.park@acme.example" })
      #expect(people.count == 151)
      #expect(notes.all.first?.hasSuffix("of 150 people there are 151 now") == true)
    }
  }

  @Test func aSessionThatEndsInTheMiddleStops() async throws {
    let (watch, notes) = (BulkWatch(.signOut), Notes())
    try await withEmulatedConsole(
      .technicians, transport: { BulkTransport($0, watch) }, configure: { $0.technicians = 150 }
    ) { test in
      let error = try await #require(throws: ConsoleError.self) {
        try await TechniciansPage(test.console).readAll(note: { notes.add($0) })
      }
      #expect(error.code == .notSignedIn)
      #expect(error.message.hasPrefix("the console asks to sign in again"))
      #expect(notes.all.first?.hasSuffix("the console leads elsewhere, perhaps to sign in") == true)
    }
  }

  // MARK: - People's pages

  @Test(arguments: EmulatedLayout.allCases) func manyPeoplesPagesSayTheSameBothWays(_ layout: EmulatedLayout) async throws {
    let watch = BulkWatch()
    try await withEmulatedConsole(layout, transport: { BulkTransport($0, watch) }) { (test) async throws -> Void in
      let people = try await TechniciansPage(test.console).readAll()
      let notes = Notes()
      let (fetched, few) = try await counted(test) { try await TechnicianPages(test.console).read(people, note: { notes.add($0) }) }
      let kinds = Set(people.map { "\($0.kind) \($0.status)" }).count
      #expect(kinds > 2)
      // Of sixty people fifty fit into a command.
      #expect(few == 2 * kinds + 2)
      #expect(watch.count == 2)
      #expect(notes.all == [])
      let (opened, many) = try await counted(test) { try await TechnicianPages(Self.opening(test)).read(people) }
      #expect(many == 120)
      #expect(fetched == opened)
      #expect(fetched.map(\.technician.email) == people.map(\.email))
    }
  }

  @Test func aFewPeoplesPagesAreOpened() async throws {
    let watch = BulkWatch()
    try await withEmulatedConsole(.technicians, transport: { BulkTransport($0, watch) }) { test in
      let people = Array(try await TechniciansPage(test.console).readAll().prefix(4))
      #expect(try await counted(test) { try await TechnicianPages(test.console).read(people) }.commands == 8)
      #expect(watch.count == 0)
    }
  }

  private static let pageDeceptions: [(script: String, reason: String)] = [
    // A box that a script ticks once the page is open.
    (FetchScript.changing("html.replace(/ checked/g, '')"), "it says something else when it is opened"),
    (
      FetchScript.changing("number > 3 ? html.replace('id=\"user_email\"', '').replace('for=\"user_email\"', '') : html"),
      "technician.email, none)"
    ),
    (FetchScript.changing("number > 3 ? html.replaceAll('@acme.example', '@other.example') : html"), "@other.example"),
    (
      FetchScript.changing(
        "number > 3 ? html.replaceAll('bhv-deactivate\"', '').replace('<h1', '<p class=bhv-deactivated-banner>x</p><h1') : html"),
      "contradicts itself"
    ),
    (
      FetchScript.changing(
        "number > 3 ? html.replaceAll('bhv-deactivate\"', 'bhv-reactivate\"').replaceAll('>Deactivate<', '>Reactivate<')"
          + ".replace('<h1', '<p class=bhv-deactivated-banner>x</p><h1') : html"),
      "another kind or status than the list"
    ),
    (FetchScript.before("number > 4", "address = '/no/such/page';"), "the console answered with the status 404"),
  ]

  @Test func peoplesPagesThatCannotBeReadSoAreOpened() async throws {
    let watch = BulkWatch()
    try await withEmulatedConsole(.technicians, transport: { BulkTransport($0, watch) }) { (test) async throws -> Void in
      let people = Array(try await TechniciansPage(test.console).readAll().prefix(8))
      let opened = try await TechnicianPages(Self.opening(test)).read(people)
      for (script, reason) in Self.pageDeceptions {
        watch.interference = .script(script)
        let before = watch.count
        let notes = Notes()
        let read = try await TechnicianPages(test.console).read(people, note: { notes.add($0) })
        #expect(watch.count == before + 1)
        #expect(notes.all.count == 1)
        #expect(notes.all.first?.contains(reason) == true, "\(notes.all)")
        #expect(read == opened)
      }
    }
  }

  // MARK: - Groups' pages

  @Test func manyGroupsPagesSayTheSameBothWays() async throws {
    let watch = BulkWatch()
    try await withEmulatedConsole(.users, transport: { BulkTransport($0, watch) }) { (test) async throws -> Void in
      let page = GroupsPage(test.console)
      let offered = try await page.offeredPermissions()
      for number in 1...5 { _ = try await page.create(name: "Group \(number)", permissions: [offered[number]]) }
      let groups = try await page.readAll()
      #expect(groups.count == 7)
      let (fetched, few) = try await counted(test) { try await page.read(groups) }
      #expect(few == 3)
      #expect(watch.count == 1)
      let (opened, many) = try await counted(test) { try await GroupsPage(Self.opening(test)).read(groups) }
      #expect(many == 14)
      #expect(fetched.map(\.group) == opened.map(\.group))
      #expect(fetched.map(\.offered) == opened.map(\.offered))
    }
  }
}
