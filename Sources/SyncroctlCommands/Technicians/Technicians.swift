import ArgumentParser

/// `syncroctl technicians`
struct Technicians: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists, shows and changes technicians one at a time.",
    discussion: """
      syncroctl technicians list
      syncroctl technicians show nina.park@acme.com
      syncroctl technicians deactivate lee.wong@acme.com
      """,
    subcommands: [
      TechniciansList.self, TechniciansShow.self, TechniciansAdd.self, TechniciansPermissions.self, TechniciansDeactivate.self,
      TechniciansReactivate.self,
    ])
}
