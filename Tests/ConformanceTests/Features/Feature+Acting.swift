import Foundation
import Secrets
import WebDriver

extension Feature {
  static let acting: [Feature] = clicking + typing

  private static let clicking: [Feature] = [
    Feature(.acting, "a click on a button is one trusted event", ["elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.click("#button")
      try check("log", await stage.log(), is: "click button true; ")
    },
    Feature(.acting, "a click follows a link", ["elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.click("#link")
      try await stage.wait(until: "document.title === 'Second'")
    },
    Feature(.acting, "a click hits a link that is broken in two lines", ["elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.click("#twolines")
      try await stage.wait(until: "location.hash === '#there'")
    },
    Feature(.acting, "a click ticks a box and takes the tick away", ["elementClick", "isElementSelected"]) { stage in
      try await stage.show("forms")
      let box = try await stage.find("#box")
      try await stage.session.click(box)
      try check("after one click", await stage.session.isSelected(box), is: true)
      try await stage.session.click(box)
      try check("after two", await stage.session.isSelected(box), is: false)
    },
    Feature(.acting, "a click on the label ticks the box", ["elementClick", "isElementSelected"]) { stage in
      try await stage.show("forms")
      try await stage.session.click(stage.session.find(.xpath("//label[contains(., 'Agree')]")))
      try check("ticked", await stage.session.isSelected(stage.find("#box")), is: true)
    },
    Feature(.acting, "a click chooses one radio button of a group", ["elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.click("#red")
      try check("chosen", await stage.value("[...document.querySelectorAll('[name=colour]:checked')].map((e) => e.id)"), is: ["red"])
    },
    Feature(.acting, "a click chooses an option, with its events", ["elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.click("#o1")
      try check("chosen", await stage.value("document.getElementById('one').value"), is: "1")
      let log = try await stage.log()
      try check("there are input and change: \(log)", log.contains("input one") && log.contains("change one"))
    },
    Feature(.acting, "clicks add and remove options of a list of many", ["elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.click("#m1")
      try await stage.click("#m3")
      let chosen = "[...document.getElementById('many').selectedOptions].map((e) => e.id)"
      try check("two chosen", await stage.value(chosen), is: ["m1", "m3"])
      try await stage.click("#m1")
      try check("one left", await stage.value(chosen), is: ["m3"])
    },
    Feature(.acting, "a click sends a form", ["elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.click("#submit")
      try await stage.wait(until: "document.title === 'Second' && location.search.includes('name=Ada')")
    },
    Feature(.acting, "a click scrolls to what is out of view", ["elementClick"]) { stage in
      try await stage.show("covered")
      try await stage.click("#low")
      try check("title", await stage.session.title(), is: "low")
    },
    Feature(.acting, "a click on what is covered says what covers it", ["elementClick"]) { stage in
      try await stage.show("covered")
      let error = try await stage.failure(.elementClickIntercepted) { try await stage.click("#under") }
      try check("title", await stage.session.title(), is: "Covered")
      try check("the message names the cover: \(error.message)", error.message.contains("veil"))
    },
    Feature(.acting, "a click on what is hidden is an error", ["elementClick"]) { stage in
      try await stage.show("covered")
      try await stage.failure(.elementNotInteractable) { try await stage.click("#gone") }
    },
    Feature(.acting, "a click on a disabled button does nothing", ["elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.click("#disabled")
      try check("log", await stage.log(), is: "")
    },
    Feature(.acting, "a click on what takes no pointer events is intercepted", ["elementClick"]) { stage in
      try await stage.show("forms")
      try await stage.failure(.elementClickIntercepted) { try await stage.click("#unreachable") }
    },
  ]

  private static let typing: [Feature] = [
    Feature(.acting, "text goes to the end of what is there, with trusted events", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type(" L", into: stage.find("#name"))
      try check("value", await stage.value("document.getElementById('name').value"), is: "Ada L")
      try check("log", await stage.log(), is: "input name true; input name true; ")
    },
    Feature(.acting, "letters of any language, and signs", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type(#"ü"\ ß 漢字 ع"#, into: stage.find("#password"))
      try check("value", await stage.value("document.getElementById('password').value"), is: #"ü"\ ß 漢字 ع"#)
    },
    Feature(.acting, "an emoji", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type("a😀b", into: stage.find("#password"))
      try check("value", await stage.value("document.getElementById('password').value"), is: "a😀b")
    },
    Feature(.acting, "a secret", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type(Secret("pa\"ss", label: "p"), into: stage.find("#password"))
      try check("value", await stage.value("document.getElementById('password').value"), is: "pa\"ss")
    },
    Feature(.acting, "several lines in a text area", ["elementSendKeys", "elementClear"]) { stage in
      try await stage.show("forms")
      let area = try await stage.find("#area")
      try await stage.session.clear(area)
      try await stage.session.type("one\ntwo", into: area)
      try check("value", await stage.value("document.getElementById('area').value"), is: "one\ntwo")
    },
    Feature(.acting, "text in an editable element", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type("!", into: stage.find("#editable"))
      try check("text", await stage.session.text(of: stage.find("#editable")), is: "Edit me!")
    },
    Feature(.acting, "the tabulator goes to the next field, and off the old one", ["elementSendKeys", "getActiveElement"]) { stage in
      try await stage.show("forms")
      try await stage.session.type("x\(Key.tab)", into: stage.find("#name"))
      try check("focus", await stage.session.activeElement(), is: await stage.find("#password"))
      let log = try await stage.log()
      try check("there is change: \(log)", log.contains("change name true"))
    },
    Feature(.acting, "enter sends the form", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type("\(Key.enter)", into: stage.find("#name"))
      try await stage.wait(until: "document.title === 'Second' && location.search.includes('name=Ada')")
    },
    Feature(.acting, "keys that edit, in text that is typed", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type(
        "abcd\(Key.home)x\(Key.right)\(Key.delete)\(Key.end)\(Key.backspace)", into: stage.find("#password"))
      try check("value", await stage.value("document.getElementById('password').value"), is: "xac")
    },
    Feature(.acting, "modifiers hold until they are let go, in text that is typed", ["elementSendKeys"], spoilsWhenFailing: true) { stage in
      try await stage.show("forms")
      try await stage.session.type("\(Key.control)a\(Key.null)\(Key.delete)new", into: stage.find("#name"))
      try check("value", await stage.value("document.getElementById('name').value"), is: "new")
    },
    Feature(.acting, "shift makes capitals, in text that is typed", ["elementSendKeys"], spoilsWhenFailing: true) { stage in
      try await stage.show("forms")
      try await stage.session.type("\(Key.shift)ab\(Key.null)c", into: stage.find("#password"))
      try check("value", await stage.value("document.getElementById('password').value"), is: "ABc")
    },
    Feature(.acting, "a number, and a field's limit to its length", ["elementSendKeys", "elementClear"]) { stage in
      try await stage.show("forms")
      try await stage.session.clear(stage.find("#number"))
      try await stage.session.type("42", into: stage.find("#number"))
      try await stage.session.type("abcdef", into: stage.find("#limited"))
      try check("number", await stage.value("document.getElementById('number').valueAsNumber"), is: 42)
      try check("limited", await stage.value("document.getElementById('limited').value"), is: "abc")
    },
    Feature(.acting, "a date, typed as people do", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type("12242026", into: stage.find("#date"))
      try check("value", await stage.value("document.getElementById('date').value"), is: "2026-12-24")
    },
    Feature(.acting, "a date, in the form of the page", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type("2026-12-24", into: stage.find("#date"))
      try check("value", await stage.value("document.getElementById('date').value"), is: "2026-12-24")
    },
    Feature(.acting, "a colour", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type("#ff0000", into: stage.find("#colourfield"))
      try check("value", await stage.value("document.getElementById('colourfield').value"), is: "#ff0000")
    },
    Feature(.acting, "arrow keys move a slider", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      try await stage.session.type("\(Key.right)\(Key.right)", into: stage.find("#range"))
      try check("value", await stage.value("document.getElementById('range').value"), is: "7")
    },
    Feature(.acting, "typing into what is hidden is an error", ["elementSendKeys"]) { stage in
      try await stage.show("forms")
      let field = try await stage.find("#hidden")
      try await stage.failure(.elementNotInteractable) { try await stage.session.type("x", into: field) }
    },
    Feature(.acting, "a field is emptied, with its events", ["elementClear"]) { stage in
      try await stage.show("forms")
      try await stage.session.clear(stage.find("#name"))
      try check("value", await stage.value("document.getElementById('name').value"), is: "")
      let log = try await stage.log()
      try check("there is change: \(log)", log.contains("change name"))
    },
    Feature(.acting, "an editable element is emptied", ["elementClear"]) { stage in
      try await stage.show("forms")
      try await stage.session.clear(stage.find("#editable"))
      try check("text", await stage.value("document.getElementById('editable').textContent"), is: "")
    },
    Feature(.acting, "what is read-only or disabled is not emptied", ["elementClear"]) { stage in
      try await stage.show("forms")
      try await stage.failure(.invalidElementState) { try await stage.session.clear(stage.find("#readonly")) }
      try await stage.failure(.invalidElementState) { try await stage.session.clear(stage.find("#infieldset")) }
      try check("value", await stage.value("document.getElementById('readonly').value"), is: "fixed")
    },
    Feature(.acting, "what is no field is not emptied", ["elementClear"]) { stage in
      try await stage.show("forms")
      try await stage.failure(.invalidElementState) { try await stage.session.clear(stage.find("#link")) }
    },
  ]

  static let upload: [Feature] = [
    Feature(.upload, "a file, whose name and content the page sees", ["elementSendKeys"]) { stage in
      try await withFiles(["note.txt": "a note – ü"]) { paths in
        try await stage.show("uploads")
        try await stage.session.upload(paths, into: stage.find("#single"))
        try await stage.wait(until: "document.getElementById('log').textContent !== ''")
        try check("log", await stage.log(), is: "note.txt: a note – ü")
      }
    },
    Feature(.upload, "several files at once", ["elementSendKeys"]) { stage in
      try await withFiles(["a.txt": "A", "b.txt": "B"]) { paths in
        try await stage.show("uploads")
        try await stage.session.upload(paths, into: stage.find("#multiple"))
        try await stage.wait(until: "document.getElementById('log').textContent !== ''")
        try check("log", await stage.log(), is: "a.txt: A; b.txt: B")
      }
    },
    Feature(.upload, "a further file is added to those that are there", ["elementSendKeys"]) { stage in
      try await withFiles(["a.txt": "A", "b.txt": "B"]) { paths in
        try await stage.show("uploads")
        for path in paths { try await stage.session.upload([path], into: stage.find("#multiple")) }
        try await stage.wait(until: "document.getElementById('log').textContent.includes('b.txt')")
        try check("log", await stage.log(), is: "a.txt: A; b.txt: B")
      }
    },
    Feature(.upload, "a field that is hidden", ["elementSendKeys"]) { stage in
      try await withFiles(["note.txt": "a note"]) { paths in
        try await stage.show("uploads")
        try await stage.session.upload(paths, into: stage.find("#hidden"))
        try await stage.wait(until: "document.getElementById('log').textContent !== ''")
        try check("log", await stage.log(), is: "note.txt: a note")
      }
    },
    Feature(.upload, "two files for a field that takes one are refused", ["elementSendKeys"]) { stage in
      try await withFiles(["a.txt": "A", "b.txt": "B"]) { paths in
        try await stage.show("uploads")
        try await stage.failure(.invalidArgument) { try await stage.session.upload(paths, into: stage.find("#single")) }
      }
    },
    Feature(.upload, "a file that is not there is refused", ["elementSendKeys"]) { stage in
      try await stage.show("uploads")
      try await stage.failure(.invalidArgument) { try await stage.session.upload(["/nope/nope.txt"], into: stage.find("#single")) }
    },
  ]

  /// Files for the time of `body`, which is given their paths in the order of their names.
  private static func withFiles(_ contents: [String: String], _ body: ([String]) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "conformance-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in contents { try Data(text.utf8).write(to: folder.appending(path: name)) }
    try await body(contents.keys.sorted().map { folder.appending(path: $0).path() })
  }
}
