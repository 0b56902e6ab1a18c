import BrowserSupport
import Testing
import WebDriver

extension PageScriptTests {
  /// Where the elements stand that were found: in which order, and in which group.
  @Suite(.inBrowser, .serialized) struct PlaceTests {
    /// Looks for the elements with the ids `a`, `b`, … as far as `names` go.
    private func look(_ page: String, _ names: [String] = ["a"], deadline: Duration = .zero) async throws -> PageAnswer {
      let session = try await Stage.show(page)
      let elements = Dictionary(uniqueKeysWithValues: names.map { ($0, byID($0)) })
      return try await session.look(elements, [PageCase("all", all: names.map { ($0, .present) })], deadline: deadline)
    }

    @Test(arguments: [
      ("<p id=a>1</p><p id=b>2</p><p id=c>3</p>", ["a", "b", "c"]),
      ("<p id=c>1</p><div><p id=a>2</p></div><p id=b>3</p>", ["c", "a", "b"]),
      // What holds another comes first.
      ("<div id=b><i id=c>1</i></div><p id=a>2</p>", ["b", "c", "a"]),
      // Where the styles put it does not count.
      ("<div style='display: flex; flex-direction: column-reverse'><p id=a>1</p><p id=b>2</p><p id=c>3</p></div>", ["a", "b", "c"]),
    ])
    func theOrderIsTheDocuments(_ page: String, _ order: [String]) async throws {
      let answer = try await look(page, ["a", "b", "c"])
      #expect(answer.heldCase == "all")
      #expect(answer.order == order)
    }

    @Test func oneElementOfTwoNamesIsOrderedByName() async throws {
      let session = try await Stage.show("<p id=a>1</p><p id=b>2</p>")
      let answer = try await session.look(
        ["y": byID("a"), "x": byID("a"), "b": byID("b")], [PageCase("all", all: [("b", .present), ("y", .present), ("x", .present)])])
      #expect(answer.order == ["x", "y", "b"])
    }

    @Test func whatWasNotFoundHasNoPlace() async throws {
      let answer = try await look("<fieldset><legend>Contact</legend><p id=b>1</p><p id=c>2</p><p id=c>3</p></fieldset>", ["a", "b", "c"])
      #expect(answer.heldCase == nil)
      #expect(answer.order == ["b"])
      #expect(answer.elements["a"]?.inside == nil)
      #expect(answer.elements["b"]?.inside == "Contact")
      #expect(answer.elements["b"]?.node == nil)
      #expect(answer.elements["c"]?.inside == nil)
    }

    @Test func whatIsReplacedByFillingHasNoPlace() async throws {
      let session = try await Stage.show("<input id=a><p id=b>1</p><script>$('a').onchange = () => $('b').remove()</script>")
      let answer = try await session.look(
        ["a": byID("a"), "b": byID("b")],
        [PageCase("all", all: [("a", .fill), ("b", .present)], steps: [.fill([("a", .text("x"))])])])
      #expect(answer.heldCase == "all")
      #expect(answer.order == ["a"])
    }

    @Test(arguments: [
      ("<fieldset><legend> Contact:\n </legend><p id=a>x</p></fieldset>", "Contact"),
      ("<div role=group aria-label='* Rights'><p id=a>x</p></div>", "Rights"),
      ("<b id=h>Your\n own</b><section aria-labelledby=h><p id=a>x</p></section>", "Your own"),
      ("<dialog open><h2>Invite <i>someone</i></h2><p id=a>x</p></dialog>", "Invite someone"),
      ("<div role=dialog><h3>Sure?</h3><p id=a>x</p></div>", "Sure?"),
      ("<form aria-label=Details><h2>Part</h2><p id=a>x</p></form>", "Details"),
      ("<table><caption>People</caption><tr><td><i id=a>x</i></table>", "People"),
      // The nearest one that has a name.
      ("<fieldset><legend>Outer</legend><form><h2>Part</h2><fieldset><p id=a>x</p></fieldset></form></fieldset>", "Outer"),
      ("<fieldset><legend>Outer</legend><fieldset><legend>Inner</legend><p id=a>x</p></fieldset></fieldset>", "Inner"),
      // Not the element's own.
      ("<fieldset><legend>Outer</legend><fieldset id=a><legend>Inner</legend></fieldset></fieldset>", "Outer"),
      ("<p id=a>x</p>", nil), ("<form><p id=a>x</p></form>", nil), ("<div><h2>Not a group</h2><p id=a>x</p></div>", nil),
      ("<fieldset><legend>\(long)</legend><p id=a>x</p></fieldset>", String(long.prefix(80))),
    ])
    func theGroupIsTheNearestThatHasAName(_ page: String, _ name: String?) async throws {
      let answer = try await look(page)
      #expect(answer.heldCase == "all")
      #expect(answer.elements["a"]?.inside == name)
    }

    private static let long = String(repeating: "word ", count: 40)

    @Test func aMovedFieldIsTold() async throws {
      let before = try await look("<fieldset><legend>Person</legend><input id=a><input id=b><input id=c></fieldset>", ["a", "b", "c"])
      let after = try await look(
        "<fieldset><legend>Person</legend><input id=a><input id=c></fieldset><fieldset><legend>Contact</legend><input id=b></fieldset>",
        ["a", "b", "c"])
      #expect(before.order == ["a", "b", "c"])
      #expect(after.order == ["a", "c", "b"])
      #expect(before.elements["b"]?.inside == "Person")
      #expect(after.elements["b"]?.inside == "Contact")
      #expect(before.elements["a"]?.inside == after.elements["a"]?.inside)
    }
  }
}
