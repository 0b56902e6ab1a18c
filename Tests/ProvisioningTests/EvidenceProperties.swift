import BrowserSupport
import Foundation
import Testing

@testable import Provisioning

/// Whatever is done to any file of a folder is found, and called by its name.
@Suite struct EvidenceProperties {
  /// Runs `body` on copies of one folder.
  private func withCopies(_ body: (SampleEvidence, _ fresh: () throws -> Void) throws -> Void) throws {
    try withTemporaryFolder { parent in
      let sample = try SampleEvidence(in: parent)
      let original = parent.appending(path: "original")
      try FileManager.default.copyItem(at: sample.url, to: original)
      try body(sample) {
        try FileManager.default.removeItem(at: sample.url)
        try FileManager.default.copyItem(at: original, to: sample.url)
      }
    }
  }

  @Test func anyChangedByteIsFoundWhereItIs() throws {
    var random = SeededGenerator(seed: 71)
    var tried = 0
    try withCopies { sample, fresh in
      let names = try FileManager.default.contentsOfDirectory(atPath: sample.url.path).sorted()
      for name in names {
        let bytes = try Data(contentsOf: sample.url.appending(path: name))
        // Every byte of what is short, and of the log many.
        let places = bytes.count <= 700 ? Array(bytes.indices) : (0..<700).map { _ in Int.random(in: bytes.indices, using: &random) }
        for place in places {
          try fresh()
          var changed = bytes
          changed[place] ^= UInt8.random(in: 1...255, using: &random)
          try changed.write(to: sample.url.appending(path: name))
          let findings = try sample.findings()
          let line = name == "log.jsonl" ? ":\(bytes[..<place].count { $0 == 10 } + 1)" : ""
          let isSignature = name == "seal.json" && bytes[..<place].range(of: Data("\"signature\" : \"".utf8)) != nil
          let isRight = findings.contains("\(name)\(line) edited") || (isSignature && findings == ["seal.json wrong key"])
          #expect(isRight, "byte \(place) of \(name): \(findings)")
          tried += 1
        }
      }
    }
    #expect(tried > 1500)
  }

  @Test func anyLineThatIsDeletedSwappedOrRepeatedIsFound() throws {
    try withCopies { sample, fresh in
      let lines = try sample.lines()
      for index in lines.indices {
        try fresh()
        var deleted = lines
        deleted.remove(at: index)
        try sample.write(deleted)
        #expect(try sample.findings().first == "log.jsonl:\(index + 1) truncated", "line \(index + 1) deleted")

        for other in lines.indices.dropFirst(index + 1) {
          var swapped = lines
          swapped.swapAt(index, other)
          try sample.write(swapped)
          #expect(
            try sample.findings() == ["log.jsonl:\(index + 1) reordered", "log.jsonl:\(other + 1) reordered"],
            "lines \(index + 1) and \(other + 1) swapped")
        }
        for place in index + 1...lines.count {
          var repeated = lines
          repeated.insert(lines[index], at: place)
          try sample.write(repeated)
          #expect(try sample.findings() == ["log.jsonl:\(place + 1) repeated"], "line \(index + 1) again at \(place + 1)")
        }
      }
    }
  }

  @Test func anythingThatIsAppendedIsFound() throws {
    try withCopies { sample, fresh in
      for name in try FileManager.default.contentsOfDirectory(atPath: sample.url.path).sorted() {
        let bytes = try Data(contentsOf: sample.url.appending(path: name))
        for tail in ["\n", "x", " ", "{}\n", "\u{0}", "\r\n"] {
          try fresh()
          try (bytes + Data(tail.utf8)).write(to: sample.url.appending(path: name))
          let expected = name == "log.jsonl" ? "log.jsonl:8 appended" : "\(name) edited"
          #expect(try sample.findings() == [expected], "\(tail.debugDescription) after \(name)")
        }
      }
    }
  }

  @Test func anyFileThatIsTakenAwayIsFound() throws {
    try withCopies { sample, fresh in
      for name in try FileManager.default.contentsOfDirectory(atPath: sample.url.path).sorted() {
        try fresh()
        try FileManager.default.removeItem(at: sample.url.appending(path: name))
        #expect(try sample.findings().first == "\(name) missing")
      }
    }
  }
}
