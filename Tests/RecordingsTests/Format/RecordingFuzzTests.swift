import BrowserSupport
import Recordings
import Testing

/// Files that were valid once. Whatever happened to them, they are read as exactly what they say, or refused with a reason.
struct RecordingFuzzTests {
  /// Whether `bytes` are a recording; of one that is, every byte counts.
  private func isRead(_ bytes: [UInt8], location: SourceLocation = #_sourceLocation) -> Bool {
    do throws(RecordingError) {
      let recording = try Recording.read(bytes, name: "a.jsonl")
      #expect(recording.bytes() == bytes, "read as something else", sourceLocation: location)
      return true
    } catch {
      #expect(error.file == "a.jsonl" && !error.reason.isEmpty && !error.advice.isEmpty, sourceLocation: location)
      #expect(error.description.utf8.count < 400 && error.description.count { $0.isNewline } == 1, "\(error)", sourceLocation: location)
      return false
    }
  }

  @Test func cutAtEveryByte() {
    let bytes = Sample.bytes()
    for count in bytes.indices { #expect(!isRead(Array(bytes.prefix(count))), "\(count) bytes") }
    #expect(isRead(bytes))
  }

  @Test func everyByteLeftOut() {
    let bytes = Sample.bytes()
    for index in bytes.indices {
      var changed = bytes
      changed.remove(at: index)
      _ = isRead(changed)
    }
  }

  @Test func everyBitFlipped() {
    let bytes = Sample.bytes()
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        _ = isRead(changed)
      }
    }
  }

  @Test func linesSwappedDoubledAndLeftOut() {
    let lines = Sample.lines
    for first in lines.indices {
      #expect(!isRead(Sample.bytes(Array(lines[...first] + lines[first...]))) || first == 2, "line \(first + 1) twice")
      var fewer = lines
      fewer.remove(at: first)
      #expect(!isRead(Sample.bytes(fewer)) || first == 2, "line \(first + 1) left out")
      for second in lines.indices where second > first {
        var changed = lines
        changed.swapAt(first, second)
        // A mark says where one is, and may stand anywhere.
        _ = isRead(Sample.bytes(changed))
      }
    }
  }

  @Test(arguments: 0..<40) func anyRecordingMutated(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let bytes = generator.recording(steps: 6).bytes()
    var refused = 0
    for _ in 0..<100 {
      var changed = bytes
      for _ in 0..<generator.below(3) + 1 { mutate(&changed, using: &generator) }
      if !isRead(changed) { refused += 1 }
    }
    #expect(refused > 30)
  }

  @Test(arguments: 0..<20) func noise(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let header = generator.below(2) == 0 ? Array("\(Sample.header)\n".utf8) : []
      let letters = Array("{}[]\",:\\ue0123-+.\n\r\u{E9}kindmark".utf8)
      #expect(!isRead(header + (0..<generator.below(80)).map { _ in generator.one(of: letters) }))
    }
  }

  private func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let start = generator.below(bytes.count)
    let end = min(bytes.count, start + generator.below(20) + 1)
    switch generator.below(7) {
    case 0: bytes[start] ^= 1 << UInt8(generator.below(8))
    case 1: bytes.removeSubrange(start..<end)
    case 2: bytes.insert(contentsOf: bytes[start..<end], at: generator.below(bytes.count))
    case 3: bytes.removeSubrange(start...)
    case 4: bytes.insert(generator.one(of: Array("{}[]\",:\\\n\r\t 0\u{FF}".utf8)), at: start)
    case 5: bytes[start] = UInt8(generator.below(256))
    default:
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
      lines.swapAt(generator.below(lines.count), generator.below(lines.count))
      bytes = Array(lines.joined(separator: [0x0A]))
    }
  }
}
