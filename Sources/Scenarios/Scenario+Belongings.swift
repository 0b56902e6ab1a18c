import ConsolePages
import Provisioning
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
      try await page.reassign(ticket.number, from: id, to: successor.technician)
      let left = try await page.open(assignedTo: id)
      return ["ticket \(ticket.number) went to \(successor.email)", "\(open.count) open tickets before, \(left.count) after"]
    },
    Scenario("offboard", "cuts a leaver's access: the account, API tokens, tickets, and looks whether anything is left") { stage in
      let robot = try await stage.signIn()
      let (leaver, heir) = (try await stage.person("ming.li@acme.example"), try await stage.person("alex.kim@acme.example"))
      let changes = Offboarding(leaver.technician, heir: heir.technician, includesSharedTokens: true).changes(stage.console, price: nil)
      let plan = Plan.without(
        roster: changes, facts: [PlanFact(person: leaver.technician, email: leaver.technician.email)], address: stage.console.address.host,
        layout: stage.console.layout, signedInAs: robot)
      let clock = stage.clock
      let summary = try await Applier(stage.console, commandCount: { 0 }, now: { clock.now }).apply(plan)
      return summary.results.map { "\($0.change.verb): \($0.outcome.rawValue), \($0.detail)" }
    },
  ]
}
