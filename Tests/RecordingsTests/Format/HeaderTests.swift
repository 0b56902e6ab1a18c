import Recordings
import Testing

struct HeaderTests {
  @Test(arguments: [("156.0.7712.3", 156), ("153", 153), ("", nil), ("beta", nil)] as [(String, Int?)])
  func aMajorVersionIsTheFirstNumber(version: String, major: Int?) {
    #expect(RecordingHeader.Browser(name: "chrome", version: version).major == major)
  }
}
