import Testing
import WebDriver

extension PageScriptTests {
  /// Each way to tell an element apart.
  @Suite(.inBrowser, .serialized) struct CandidateTests {
    /// A page, a candidate, and the `id` of the one element that it must find; `nil`: none.
    struct Search: Sendable, CustomTestStringConvertible {
      let title: String
      let candidate: Candidate
      let page: String
      let finds: String?

      init(_ title: String, _ candidate: Candidate, on page: String, finds: String? = "a") {
        self.title = title
        self.candidate = candidate
        self.page = page
        self.finds = finds
      }

      var testDescription: String { title }
    }

    private static let searches = labels + roles + texts + others

    private static let labels = [
      Search("label with for", .label(["Email"]), on: "<label for=a>Email</label><input id=a><input id=b>"),
      Search("label with star", .label(["Email"]), on: "<label for=a>* Email</label><input id=a>"),
      Search(
        "label with abbr", .label(["Email"]), on: #"<label for=a><abbr title="required">*</abbr> Email</label><input id=a>"#),
      Search("label with colon", .label(["Email"]), on: "<label for=a>Email:</label><input id=a>"),
      Search("label with star behind", .label(["Email"]), on: "<label for=a>Email *</label><input id=a>"),
      Search("label over lines", .label(["Email address"]), on: "<label for=a>\n Email\n\n  <b>address</b> </label><input id=a>"),
      Search("label around", .label(["Email"]), on: "<label>Email <input id=a></label>"),
      Search("label around a select", .label(["Kind"]), on: "<label>Kind <select id=a><option>Admin</select></label>"),
      Search("label around a textarea", .label(["Note"]), on: "<label>Note <textarea id=a>old</textarea></label>"),
      Search("one of two labels", .label(["Email"]), on: "<label for=a>Contact</label><label for=a>Email</label><input id=a>"),
      Search("aria-label", .label(["Email"]), on: #"<input id=a aria-label="Email">"#),
      Search(
        "aria-labelledby", .label(["Billing Email"]), on: "<b id=x>Billing</b><i id=y>Email</i><input id=a aria-labelledby='x y nope'>"),
      Search("another of the words", .label(["E-mail", "Email"]), on: "<label for=a>Email</label><input id=a>"),
      Search("label of a switch", .label(["Wifi"]), on: "<div id=a role=switch aria-label=Wifi>on</div>"),
      Search("part of a label", .label(["Email"]), on: "<label for=a>Email address</label><input id=a>", finds: nil),
      Search("label in another case", .label(["email"]), on: "<label for=a>Email</label><input id=a>", finds: nil),
      Search("label of what cannot be filled", .label(["Email"]), on: "<p id=a aria-label=Email>x</p>", finds: nil),
      Search("label without its field", .label(["Email"]), on: "<label for=a>Email</label>", finds: nil),
      Search("markup in a label", .label([#"<b>"x"</b>"#]), on: #"<label for=a>&lt;b>"x"&lt;/b></label><input id=a>"#),
    ]

    private static let roles = [
      Search("button", .role("button", names: ["Save"]), on: "<button id=a> Save </button><button id=b>Save all</button>"),
      Search("submit", .role("button", names: ["Save"]), on: "<input type=submit id=a value=Save><input type=text value=Save>"),
      Search("submit without a value", .role("button", names: ["Submit"]), on: "<input type=submit id=a>"),
      Search("input button", .role("button", names: ["Go"]), on: "<input type=button id=a value=Go>"),
      Search("image button", .role("button", names: ["Go"]), on: "<input type=image id=a alt=Go width=9 height=9>"),
      Search("button by role", .role("button", names: ["Save"]), on: "<div id=a role=button>Save</div>"),
      Search("button with another role", .role("button", names: ["Save"]), on: "<button role=tab>Save</button>", finds: nil),
      Search("button by aria-label", .role("button", names: ["Close"]), on: "<button id=a aria-label=Close>x</button>"),
      Search("button by title", .role("button", names: ["Close"]), on: "<button id=a title=Close></button>"),
      Search("button by old name", .role("button", names: ["x"]), on: "<button id=a aria-label=Close>x</button>", finds: nil),
      Search("link", .role("link", names: ["Next", "Weiter"]), on: "<a id=a href=/x>Weiter</a><a id=b>Next</a>"),
      Search("link without an address", .role("link", names: ["Next"]), on: "<a id=a>Next</a>", finds: nil),
      Search("checkbox", .role("checkbox", names: ["Admin"]), on: "<label><input id=a type=checkbox> Admin</label>"),
      Search("radio", .role("radio", names: ["Admin"]), on: "<label><input id=a type=radio> Admin</label>"),
      Search("switch", .role("switch", names: ["Wifi"]), on: "<button id=a role=switch>Wifi</button>"),
      Search(
        "checkbox that is a switch", .role("checkbox", names: ["X"]), on: "<input type=checkbox role=switch aria-label=X>", finds: nil),
      Search("textbox", .role("textbox", names: ["Name"]), on: "<input id=a aria-label=Name><input type=checkbox aria-label=Name>"),
      Search("combobox", .role("combobox", names: ["Kind"]), on: "<label>Kind <select id=a><option>A</select></label>"),
      Search("heading", .role("heading", names: ["Users"]), on: "<h2 id=a>Users</h2><p>Users</p>"),
      Search("role without a name", .role("navigation", names: []), on: "<nav id=a>x</nav><div>y</div>"),
      Search("role that is no selector", .role("a\"]b", names: []), on: "<p>x</p>", finds: nil),
    ]

    private static let texts = [
      Search("innermost text", .text(["Done"]), on: "<div id=c><p id=a>Done</p></div>"),
      Search("text over elements", .text(["Signed out"]), on: "<div><p id=a>Signed <b>out</b></p></div>"),
      Search("text over lines", .text(["Signed out"]), on: "<p id=a>\n  Signed\n  out\n</p>"),
      Search("part of a text", .text(["Done"]), on: "<p>Done now</p>", finds: nil),
      Search("text of a script", .text(["Done"]), on: "<script type=text/plain>Done</script><style>Done</style>", finds: nil),
      Search("one of the texts", .text(["Done", "Ready"]), on: "<p id=a>Ready</p>"),
      Search("text with a quote", .text([#"a "b" 'c'"#]), on: #"<p id=a>a "b" 'c'</p>"#),
    ]

    private static let others = [
      Search("placeholder", .placeholder(["Search", "Find"]), on: "<input id=a placeholder=' Find '><input placeholder=Find...>"),
      Search("hook as class", .hook("bhv-save"), on: "<i class='x bhv-save' id=a>x</i><i class=bhv-save-all>y</i>"),
      Search("hook as data-testid", .hook("save"), on: "<i data-testid=save id=a>x</i><i data-testid=save2>y</i>"),
      Search("hook as data-test", .hook("save"), on: "<i data-test=save id=a>x</i>"),
      Search("hook as data-qa", .hook("save"), on: "<i data-qa=save id=a>x</i>"),
      Search("hook that CSS would misread", .hook("1:a.b"), on: "<i class='1:a.b' id=a>x</i><i class=1>y</i>"),
      Search("css", .css("p.x > b"), on: "<p class=x><b id=a>1</b></p><p><b>2</b></p>"),
      Search("xpath", .xpath("//p[contains(., '2')]/b"), on: "<p><b>1</b></p><p><b id=a>2</b></p>"),
      Search("xpath of attributes", .xpath("//p/@id"), on: "<p id=a>1</p>", finds: nil),
    ]

    @Test(arguments: searches) func findsItsElement(_ search: Search) async throws {
      let session = try await Stage.show(search.page)
      let (report, id) = try await session.report(ElementQuery([search.candidate]))
      #expect(id == search.finds)
      #expect(report.counts == [search.finds == nil ? 0 : 1])
      #expect(report.problem == (search.finds == nil ? ElementReport.Problem.none : nil))
      #expect((report.node != nil) == (search.finds != nil))
    }

    @Test func candidatesThatAgreeAreCounted() async throws {
      let session = try await Stage.show("<label for=a>Email</label><input id=a class=mail>")
      let (report, id) = try await session.report(ElementQuery([.label(["Email"]), .css(".mail"), .css(".old")]))
      #expect(id == "a")
      #expect(report.counts == [1, 1, 0])
      #expect(report.agreeing == 2)
    }

    @Test func candidatesThatDisagreeAreTooMany() async throws {
      let session = try await Stage.show("<label for=a>Email</label><input id=a><input id=b class=mail>")
      let (report, id) = try await session.report(ElementQuery([.label(["Email"]), .css(".mail")]))
      #expect(id == nil)
      #expect(report.problem == .many)
      #expect(report.counts == [1, 1])
      #expect(report.sample == [#"<input id="a">"#, #"<input id="b" class="mail">"#])
      #expect(report.node == nil)
    }

    @Test func aReferenceIsTheElementItself() async throws {
      let session = try await Stage.show("<button id=a>Go</button>")
      let report = try await session.report(ElementQuery([.role("button", names: [])])).report
      let node = try #require(report.node)
      #expect(try await session.attribute("id", of: node) == "a")
    }
  }
}
