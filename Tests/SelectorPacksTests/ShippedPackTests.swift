import ConsoleEmulator
import SelectorPacks
import TestSupport
import Testing

@Suite struct ShippedPackTests {
  @Test(arguments: EmulatedLayout.allCases) func isRead(layout: EmulatedLayout) throws {
    let pack = try shippedPack(layout)
    #expect(pack.layout == layout.rawValue)
    #expect(pack.has("sign_in.email"))
  }
}
