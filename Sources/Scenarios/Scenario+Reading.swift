import ConsolePages
import Technicians

extension Scenario {
  static let reading = [
    Scenario("list-three-pages", "reads a list of three pages") { stage in
      try await stage.signIn()
      let everybody = try await TechniciansPage(stage.console).readAll()
      let active = everybody.count { $0.status == .active }
      return ["\(everybody.count) people, \(active) of them active", "the last is \(everybody.last.map { "\($0.email)" } ?? "nobody")"]
    }
  ]
}
