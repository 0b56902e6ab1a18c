import Foundation
import WebDriver

extension Feature {
  static let pictures: [Feature] = [
    Feature(.pictures, "a picture of the window, in its colours and size", ["takeScreenshot"]) { stage in
      try await stage.show("pictures")
      let picture = try await Picture(stage.session.screenshot(), on: stage, pixels: [(0, 0), (40, 50), (29, 39)])
      let size = try await stage.value("[innerWidth * devicePixelRatio, innerHeight * devicePixelRatio]", as: [Int].self)
      try check("size", [picture.width, picture.height], is: size)
      try check("colours", picture.colours, is: ["0,0,255", "255,0,0", "0,0,255"])
    },
    Feature(.pictures, "a picture of an element, and of nothing else", ["takeElementScreenshot"]) { stage in
      try await stage.show("pictures")
      let picture = try await Picture(stage.session.screenshot(of: stage.find("#patch")), on: stage, pixels: [(0, 0), (49, 19)])
      try check("size", [picture.width, picture.height], is: [50, 20])
      try check("colours", picture.colours, is: ["255,0,0", "255,0,0"])
    },
    Feature(.pictures, "a picture of an element that is out of view", ["takeElementScreenshot"]) { stage in
      try await stage.show("pictures")
      let picture = try await Picture(stage.session.screenshot(of: stage.find("#low")), on: stage, pixels: [(5, 5)])
      try check("size", [picture.width, picture.height], is: [60, 10])
      try check("colours", picture.colours, is: ["0,255,0"])
    },
    Feature(.pictures, "a picture from within a frame is of the whole window", ["takeScreenshot"]) { stage in
      try await stage.show("frames")
      let size = try await stage.value("[innerWidth * devicePixelRatio, innerHeight * devicePixelRatio]", as: [Int].self)
      try await stage.session.switchTo(.index(0))
      let picture = try await Picture(stage.session.screenshot(), on: stage, pixels: [])
      try check("size", [picture.width, picture.height], is: size)
    },
    Feature(.pictures, "the page as PDF", ["printPage"]) { stage in
      try await stage.show("print")
      let pdf = try await stage.session.print()
      try check("it begins as PDF does", pdf.starts(with: Data("%PDF-".utf8)))
      try check("it ends as PDF does", String(decoding: pdf.suffix(16), as: UTF8.self).contains("%%EOF"))
    },
    Feature(.pictures, "some of the pages, on paper of another size", ["printPage"]) { stage in
      try await stage.show("print")
      var options = PrintOptions()
      options.pageRanges = ["2"]
      options.orientation = .landscape
      let one = try await stage.session.print(options)
      try check("it begins as PDF does", one.starts(with: Data("%PDF-".utf8)))
      try check("one page is smaller than three", try await one.count < stage.session.print().count)
    },
    Feature(.pictures, "pages that are none are refused", ["printPage"]) { stage in
      try await stage.show("print")
      var options = PrintOptions()
      options.pageRanges = ["3-2"]
      try await stage.failure(.invalidArgument) { [options] in _ = try await stage.session.print(options) }
    },
  ]

  /// What there is in a picture. The page reads it, whose engine can.
  private struct Picture: Decodable, Sendable {
    let width: Int
    let height: Int
    let colours: [String]

    private enum CodingKeys: CodingKey { case width, height, colours }

    init(_ png: Data, on stage: Stage, pixels: [(Int, Int)]) async throws {
      let places = JSONValue.array(pixels.map { [.int($0.0), .int($0.1)] })
      self = try await stage.session.execute(
        """
        const [data, places] = arguments;
        const picture = new Image();
        picture.src = 'data:image/png;base64,' + data;
        return picture.decode().then(() => {
          const canvas = document.createElement('canvas');
          canvas.width = picture.naturalWidth;
          canvas.height = picture.naturalHeight;
          const context = canvas.getContext('2d');
          context.drawImage(picture, 0, 0);
          const colours = places.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3).join());
          return { width: canvas.width, height: canvas.height, colours };
        });
        """, arguments: [.string(png.base64EncodedString()), places])
    }
  }
}
