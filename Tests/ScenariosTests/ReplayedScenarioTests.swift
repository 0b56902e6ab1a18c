import ConsolePages
import Scenarios
import Technicians
import TestSupport
import Testing

/// The flows, played back in milliseconds. `SYNCROCTL_RECORDINGS=live` plays the same bodies in a real browser.
struct ReplayedScenarioTests {
  @Test(.replaying("technicians/deactivate")) func deactivatesATechnician() async throws {
    let stage = try ScenarioStage.current
    #expect(
      try await stage.perform("deactivate") == [
        "alex.kim2@acme.example (Alex Kim), technician, deactivated, 30 permissions"
      ])
  }

  @Test(.replaying("users/deactivate")) func disablesAUser() async throws {
    let stage = try ScenarioStage.current
    try await stage.signIn()
    let email = try EmailAddress("alex.kim2@acme.example")
    let person = try #require(try await TechniciansPage(stage.console).find(email))
    #expect(person.status == .active)
    try await DeactivatePage(stage.console).deactivate(person)
    let page = TechnicianPage(stage.console, id: try #require(person.id))
    #expect(try await page.read(expecting: email).technician.status == .deactivated)
  }

  @Test(.replaying("users/wrong-password")) func aWrongPasswordIsSaidSo() async throws {
    let stage = try ScenarioStage.current
    let outcome = try await stage.perform("wrong-password")
    #expect(outcome.first?.contains("did not accept the email and password of robot@acme.example") == true)
  }
}
