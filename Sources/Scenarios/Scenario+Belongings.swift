import ConsolePages
import Technicians

extension Scenario {
  static let belongings = [
    Scenario("tokens", "reads the API tokens, deletes one, and reads again") { stage in
      try await stage.signIn()
      let page = APITokensPage(stage.console)
      let before = try await page.readAll()
      guard let token = before.first else { throw ScenarioBroken("the console has no API token") }
      try await page.delete(token)
      let after = try await page.readAll()
      return ["\(before.count) tokens before, \(after.count) after", "deleted \(token.name.isEmpty ? "a nameless one" : token.name)"]
    },
    Scenario("tickets", "gives somebody's open ticket to somebody else") { stage in
      try await stage.signIn()
      let (leaver, successor) = (try await stage.person("maria.garcia2@acme.example"), try await stage.person("alex.kim@acme.example"))
      guard let id = leaver.technician.id else { throw ScenarioBroken("the console shows no number for \(leaver.email)") }
      let page = TicketsPage(stage.console)
      let open = try await page.open(assignedTo: id)
      guard let ticket = open.first else { throw ScenarioBroken("\(leaver.email) has no open ticket") }
      try await page.reassign(ticket.number, to: successor.technician)
      let left = try await page.open(assignedTo: id)
      return ["ticket \(ticket.number) went to \(successor.email)", "\(open.count) open tickets before, \(left.count) after"]
    },
  ]
}
