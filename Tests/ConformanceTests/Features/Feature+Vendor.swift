import Foundation
import WebDriver

extension Feature {
  static let vendor: [Feature] = [
    Feature(.vendor, "chromedriver: a command of the DevTools protocol", ["goog:cdp/execute"]) { stage in
      struct Version: Decodable, Sendable { let product: String }
      let version = try await stage.session.vendor(.devTools("Browser.getVersion", as: Version.self))
      try check("the product names itself", version.product.contains("/"))
    },
    Feature(.vendor, "chromedriver: which logs there are", ["se:getLogTypes"]) { stage in
      try check("there is a log of the browser", try await stage.session.vendor(.logTypes).contains("browser"))
    },
    Feature(.vendor, "chromedriver: the page's console is read", ["se:getLog"]) { stage in
      try await stage.show("plain")
      try await stage.run("console.error('something is amiss')")
      let entries = try await stage.session.vendor(.log("browser"))
      try check("the console's line is there", entries.contains { $0.message.contains("something is amiss") && $0.level == "SEVERE" })
    },
    Feature(.vendor, "chromedriver: a file is put on the browser's machine, and uploaded from there", ["se:uploadFile"]) { stage in
      try await stage.show("uploads")
      let path = try await stage.session.vendor(.uploadFile(zip: zippedNote))
      try await stage.session.upload([path], into: stage.find("#single"))
      try await stage.wait(until: "document.getElementById('log').textContent !== ''")
      try check("log", await stage.log(), is: "note.txt: a note")
    },
    Feature(.vendor, "geckodriver: a picture of the whole page", ["moz:fullScreenshot"]) { stage in
      try await stage.show("pictures")
      let picture = try await stage.session.vendor(.mozFullPageScreenshot)
      let height = try await stage.session.execute(
        "const picture = new Image(); picture.src = 'data:image/png;base64,' + arguments[0]; "
          + "return picture.decode().then(() => picture.height)",
        arguments: [.string(picture)], as: Int.self)
      try check("it is as high as the page: \(height)", height >= 3010)
    },
    Feature(.vendor, "geckodriver: scripts in the browser's own window", ["moz:getContext", "moz:setContext"]) {
      stage in
      try check("at first", try await stage.session.vendor(.mozContext), is: "content")
      _ = try await stage.session.vendor(.mozSetContext("chrome"))
      do {
        try check("then", try await stage.session.vendor(.mozContext), is: "chrome")
        try check("the browser's own address", await stage.value("location.protocol"), is: "chrome:")
      } catch {
        _ = try await stage.session.vendor(.mozSetContext("content"))
        throw error
      }
      _ = try await stage.session.vendor(.mozSetContext("content"))
    },
    Feature(.vendor, "geckodriver: an add-on comes and goes", ["moz:installAddon", "moz:uninstallAddon"]) { stage in
      let id = try await stage.session.vendor(.mozInstallAddon(markingAddon))
      try await stage.show("plain")
      try check("mark", await stage.value("document.documentElement.dataset.mark"), is: String?.some("here"))
      _ = try await stage.session.vendor(.mozUninstallAddon(id))
      try await stage.show("plain")
      try check("mark", await stage.value("document.documentElement.dataset.mark"), is: String?.none)
    },
  ]

  /// A zip file with `note.txt`, in which stands "a note".
  private static let zippedNote = """
    UEsDBBQAAAAAAAAAIVxQd1JdBgAAAAYAAAAIAAAAbm90ZS50eHRhIG5vdGVQSwECFAMUAAAAAAAAACFcUHdSXQYAAAAGAAAACAAAAAAAAAAAAAAAgAEAAAAA\
    bm90ZS50eHRQSwUGAAAAAAEAAQA2AAAALAAAAAAA
    """

  /// An add-on of ours, whose content script sets `data-mark="here"` on every page.
  private static let markingAddon = """
    UEsDBBQAAAAIAAAAIVyQYOeziQAAALIAAAANAAAAbWFuaWZlc3QuanNvbj2MSwrCMBCG7/KvQ0GXRcQLeAIpIY7TOjaPkokPKLm7qQt33/9cEVyUkbXYF2eV\
    FNHvDaILjB5nl2cY/BPsmrrm9FbOVhcmGYWscikSJ0W/YmKa0wZya/XQ9if+uLB47igF1GpAKRaOxSplWUpbXdZWLHTnjXFw3ttn9nrEYPD4edtP13CoQ/0C\
    UEsDBBQAAAAIAAAAIVz5Pv3GJwAAAC8AAAAHAAAAbWFyay5qc0vJTy7NTc0r0UuBMlxzUiH8xJLE4tQSvdzEomwFWwX1jNSiVHVrAFBLAQIUAxQAAAAIAAAA\
    IVyQYOeziQAAALIAAAANAAAAAAAAAAAAAACAAQAAAABtYW5pZmVzdC5qc29uUEsBAhQDFAAAAAgAAAAhXPk+/cYnAAAALwAAAAcAAAAAAAAAAAAAAIABtAAA\
    AG1hcmsuanNQSwUGAAAAAAIAAgBwAAAAAAEAAAAA
    """
}
