import Testing
import WebDriver

@testable import Recordings

@Suite struct RecordingDiffTests {
  private let form = BuiltLook([PageCase("form", all: [("a.email", .fill), ("a.save", .click)])], path: "/a", title: "A")

  private func flow(_ more: (inout RecordingBuilder) -> Void = { _ in }) -> Recording {
    RecordingBuilder.recording {
      $0.open("/a")
      more(&$0)
      $0.look(form)
      $0.click("a.save")
    }
  }

  @Test func aRecordingIsTheSameAsItself() {
    let diff = RecordingDiff(flow(), flow())
    #expect(diff.isSame)
    #expect(diff.description == "the same\n")
  }

  /// The click is on another alias in the second recording, and is the same click.
  @Test func aStepMoreShiftsNothing() {
    let other = BuiltLook([PageCase("other", all: [("b.x", .present)])], title: "B")
    #expect(
      RecordingDiff(flow(), flow { $0.look(other) }).description == """
        + step 2 (line 3): waits for "other": it came, on the page "B"

        """)
    #expect(
      RecordingDiff(flow { $0.look(other) }, flow()).description == """
        - step 2 (line 3): waits for "other": it came, on the page "B"

        """)
  }

  @Test func fieldsOfOneStepAreNamed() {
    let later = RecordingBuilder.recording {
      $0.open("/a")
      $0.look(form.answering { $0.title = "C" })
      $0.click("a.save")
    }
    #expect(
      RecordingDiff(flow(), later).description == """
        ~ step 2 (line 3): waits for "form": it came, on the page "C"
            answer.value.title: "A" -> "C"

        """)
  }

  @Test func whatIsKnownOfTheWholeComesFirst() {
    var builder = RecordingBuilder()
    builder.open("/a")
    let first = builder.recording()
    let second = builder.recording(
      {
        $0.browser.version = "157.0"
        $0.pack = RecordingHeader.Pack(digest: "fedcba9876543210", uses: ["a.save": "1"])
        $0.account = "other@acme.com"
      }, outcome: ["refused"])
    #expect(
      RecordingDiff(first, second).description == """
        browser: chrome 156.0.1.2 -> chrome 157.0
        account: robot@acme.com -> other@acme.com
        selector pack: 0123456789ab -> fedcba987654
          entry a.save: new

        - outcome: done
        + outcome: refused

        """)
  }

  @Test func marksAreCompared() {
    func marked(_ step: String) -> Recording { RecordingBuilder.recording { $0.mark("page", step) } }
    #expect(RecordingDiff(marked("x"), marked("y")).description == "- mark page: x\n+ mark page: y\n")
  }

  @Test func hundredsOfStepsAreCompared() {
    func long(_ skipped: Int) -> Recording {
      RecordingBuilder.recording { builder in
        for index in 0..<300 where index != skipped {
          builder.look(BuiltLook([PageCase("case \(index)", all: [("a.b", .present)])]))
        }
      }
    }
    let diff = RecordingDiff(long(0), long(299))
    #expect(diff.entries.count == 2)
  }

  @Test func theLongestCommonSubsequenceIsFound() {
    func pairs(_ first: String, _ second: String) -> [[Int]] {
      CommonSubsequence.pairs(Array(first), Array(second)).map { [$0.0, $0.1] }
    }
    #expect(pairs("", "abc").isEmpty)
    #expect(pairs("abc", "abc") == [[0, 0], [1, 1], [2, 2]])
    #expect(pairs("abcd", "bxd") == [[1, 0], [3, 2]])
    #expect(pairs("ab", "ba") == [[1, 0]])
  }

  @Test(arguments: [
    ("https://console.example/users/5127/edit?tab=a#x", "/users/{id}/edit?tab"), ("https://console.example", "/"),
    ("https://other.example/a", "https://other.example/a"), ("/users?page=2&disabled=true", "/users?disabled&page"),
    ("https://console.example/x/0f8fad5b-d9cb-469f-a165-70867728950e", "/x/{id}"),
  ])
  func addressesAreComparedByPattern(_ address: String, _ pattern: String) {
    #expect(AddressPattern(address).description == pattern)
  }
}
