import Testing
import WebDriver

extension PageScriptTests {
  /// What is said of an element that cannot be used.
  @Suite(.inBrowser, .serialized) struct ProblemTests {
    @Test func noneSaysTheCountOfEachCandidate() async throws {
      let session = try await Stage.show("<p>x</p>")
      let report = try await session.report(ElementQuery([.label(["Email"]), .css("#email")])).report
      #expect(report.problem == ElementReport.Problem.none)
      #expect(report.counts == [0, 0])
      #expect(report.hidden == [0, 0])
      #expect(report.sample == nil)
    }

    @Test func manySaysHowManyAndShowsThree() async throws {
      let session = try await Stage.show(String(repeating: "<button class=b>Go</button>", count: 5))
      let report = try await session.report(ElementQuery([.role("button", names: ["Go"]), .css(".c")])).report
      #expect(report.problem == .many)
      #expect(report.counts == [5, 0])
      #expect(report.sample == Array(repeating: #"<button class="b"></button>"#, count: 3))
    }

    @Test func theFirstOfManyWillDoWhereSaid() async throws {
      let session = try await Stage.show("<p id=a class=m>1</p><p id=b class=m>2</p>")
      #expect(try await session.report(ElementQuery([.css(".m")], takesFirst: true)).id == "a")
    }

    @Test(arguments: [
      "<button id=a style='display:none'>Go</button>", "<button id=a style='visibility:hidden'>Go</button>",
      "<div style='display:none'><button id=a>Go</button></div>", "<button id=a hidden>Go</button>",
      "<button id=a style='width:0;padding:0;border:0'></button>",
    ])
    func whatHasNoVisibleBoxIsHidden(_ page: String) async throws {
      let session = try await Stage.show(page)
      let report = try await session.report(byID("a")).report
      #expect(report.problem == .hidden)
      #expect(report.counts == [0])
      #expect(report.hidden == [1])
      #expect(try await session.report(ElementQuery([.css("#a")], includesHidden: true)).id == "a")
    }

    @Test func aHiddenTwinDoesNoHarm() async throws {
      let session = try await Stage.show("<button id=a hidden>Go</button><button id=b>Go</button>")
      let (report, id) = try await session.report(ElementQuery([.text(["Go"])]))
      #expect(id == "b")
      #expect(report.counts == [1])
      #expect(report.hidden == [1])
    }

    @Test func withinLooksInThereAlone() async throws {
      let session = try await Stage.show(
        "<form id=f1><button id=a>Go</button></form><form id=f2><button id=b>Go</button></form><button id=c>Go</button>")
      let go: [Candidate] = [.role("button", names: ["Go"]), .css("button"), .text(["Go"]), .xpath(".//button")]
      let (report, id) = try await session.report(ElementQuery(go, within: "form"), with: ["form": byID("f2")])
      #expect(id == "b")
      #expect(report.counts == [1, 1, 1, 1])
      #expect(report.agreeing == 4)
    }

    // None of that name, and two of them.
    @Test(arguments: ["#f", "form"]) func withoutItsOuterElementNothingIsLookedFor(_ css: String) async throws {
      let session = try await Stage.show("<form><button id=a>Go</button></form><form>x</form>")
      let outer = ["form": ElementQuery([.css(css)])]
      let report = try await session.report(ElementQuery([.css("button")], within: "form"), with: outer).report
      #expect(report.problem == .outer)
      #expect(report.counts == [0])
    }

    @Test func elementsWithinEachOtherAreNotLookedForForEver() async throws {
      let session = try await Stage.show("<p id=a>x</p>")
      let report = try await session.report(
        ElementQuery([.css("p")], within: "other"), with: ["other": ElementQuery([.css("p")], within: "it")]
      ).report
      #expect(report.problem == .outer)
    }

    @Test func aCandidateThatCannotBeUnderstoodSaysWhy() async throws {
      let session = try await Stage.show("<p>x</p>")
      for candidate: Candidate in [.css("p["), .xpath("//p["), .xpath("count(//p)")] {
        let report = try await session.report(ElementQuery([candidate])).report
        #expect(report.problem == .invalid)
        #expect(report.invalid?.isEmpty == false)
      }
      // Another that is understood is enough.
      #expect(try await session.report(ElementQuery([.css("p["), .text(["x"])])).id == "")
    }

    @Test(arguments: [
      "<button id=a disabled>Go</button>", "<fieldset disabled><input id=a></fieldset>", "<div aria-disabled=true><input id=a></div>",
      "<input id=a aria-disabled=true>",
    ])
    func whatIsDisabledIsNotClickedOrFilled(_ page: String) async throws {
      let session = try await Stage.show(page)
      #expect(try await session.report(surely("a"), .click).report.problem == .disabled)
      #expect(try await session.report(byID("a"), .fill).report.problem == .disabled)
      #expect(try await session.report(byID("a"), .present).id == "a")
    }

    @Test(arguments: ["<input id=a readonly>", "<textarea id=a readonly></textarea>"])
    func whatIsReadOnlyIsNotFilled(_ page: String) async throws {
      let session = try await Stage.show(page)
      #expect(try await session.report(byID("a"), .fill).report.problem == .readonly)
      #expect(try await session.report(surely("a"), .click, deadline: .seconds(5)).id == "a")
    }

    @Test func whatIsCoveredSaysByWhat() async throws {
      let session = try await Stage.show(
        "<button id=a>Go</button><div class=veil style='position:fixed;inset:0'><i>Please wait</i></div>")
      let report = try await session.report(surely("a"), .click).report
      #expect(report.problem == .covered)
      #expect(report.by == #"<div class="veil" style="position:fixed;inset:0"></div>"#)
      #expect(report.node == nil)
      // Reading and typing go through.
      #expect(try await session.report(byID("a"), .fill).id == "a")
    }

    @Test(arguments: [
      "<button id=a><span><b>Go</b></span></button>",
      "<label style='position:relative'><input id=a type=checkbox><i style='position:absolute;inset:0'></i>Admin</label>",
      "<div style='height:5000px'></div><button id=a>Go</button>",
      "<div style='height:80px;overflow:auto'><div style='height:3000px'></div><button id=a>Go</button></div>",
    ])
    func whatReceivesTheClickIsFitForIt(_ page: String) async throws {
      let session = try await Stage.show(page)
      #expect(try await session.report(surely("a"), .click, deadline: .seconds(5)).id == "a")
    }

    /// A button that was renamed, and is where the old one was.
    @Test func whatOneCandidateFindsWithoutWordsIsNotClicked() async throws {
      let session = try await Stage.show("<form><button id=a>Delete</button></form>")
      #expect(try await session.report(byID("a"), .click).report.problem == .unsure)
      #expect(try await session.report(ElementQuery([.css("#a"), .text(["Save"])]), .click).report.problem == .unsure)
      // Its words, or a second candidate, make it sure; and reading and typing do not ask for it.
      #expect(try await session.report(ElementQuery([.role("button", names: ["Delete"])]), .click).id == "a")
      #expect(try await session.report(ElementQuery([.css("#a"), .css("form button")]), .click).id == "a")
      #expect(try await session.report(byID("a"), .fill).id == "a")
    }

    @Test func whatLetsClicksThroughIsCovered() async throws {
      let session = try await Stage.show("<button id=a style='pointer-events:none'>Go</button>")
      #expect(try await session.report(surely("a"), .click).report.problem == .covered)
    }

    @Test func anElementThatMustNotBeThereIsUnwanted() async throws {
      let session = try await Stage.show("<p id=ok>Saved</p><p class=error>No</p>")
      let answer = try await session.look(
        ["ok": byID("ok"), "error": ElementQuery([.css(".error")])], [PageCase("saved", all: [("ok", .present)], none: ["error"])])
      #expect(answer.heldCase == nil)
      #expect(answer.elements["error"]?.problem == .unwanted)
      #expect(answer.elements["ok"]?.problem == nil)
    }

    @Test func severalThatMustNotBeThereAreNoBetter() async throws {
      let session = try await Stage.show("<p id=ok>Saved</p><p class=error>No</p><p class=error>No</p>")
      let answer = try await session.look(
        ["ok": byID("ok"), "error": ElementQuery([.css(".error")])], [PageCase("saved", all: [("ok", .present)], none: ["error"])])
      #expect(answer.heldCase == nil)
    }

    @Test func whatIsNotShownMayBeThere() async throws {
      let session = try await Stage.show("<p id=ok>Saved</p><p class=error hidden>No</p>")
      let answer = try await session.look(
        ["ok": byID("ok"), "error": ElementQuery([.css(".error")])], [PageCase("saved", all: [("ok", .present)], none: ["error"])])
      #expect(answer.heldCase == "saved")
    }

    @Test(arguments: [
      "<input value=hunter2 data-n=1><input value=hunter2 data-n=2>",
      "<textarea>hunter2</textarea><textarea>hunter2</textarea>",
      "<input type=password value=hunter2><input type=password value=hunter2>",
    ])
    func whatWasTypedIsNotInASample(_ page: String) async throws {
      let session = try await Stage.show(page)
      _ = try await session.execute(
        "document.querySelectorAll('input, textarea').forEach((e) => { e.value = 'hunter2' })", as: Int?.self)
      let report = try await session.report(ElementQuery([.css("input, textarea")])).report
      let sample = try #require(report.sample)
      #expect(sample.count == 2)
      #expect(!sample.joined().contains("hunter2"))
    }

    @Test func whatWasTypedIsNotInWhatCovers() async throws {
      let session = try await Stage.show(
        "<button id=a>Go</button><input value=hunter2 style='position:fixed;inset:0;width:100%;height:100%'>")
      let report = try await session.report(surely("a"), .click).report
      #expect(report.problem == .covered)
      #expect(report.by?.contains("<input") == true)
      #expect(report.by?.contains("hunter2") == false)
    }

    @Test func aLongElementIsCutInASample() async throws {
      let session = try await Stage.show(String(repeating: "<p title='\(String(repeating: "x", count: 300))'>1</p>", count: 2))
      let sample = try #require(try await session.report(ElementQuery([.css("p")])).report.sample)
      #expect(sample.allSatisfy { $0.count == 160 && $0.hasSuffix("...") })
    }
  }
}
