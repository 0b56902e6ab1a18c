import ArgumentParser

/// `syncroctl technicians`
struct Technicians: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists, shows and changes technicians one at a time.",
    subcommands: [
      TechniciansList.self, TechniciansShow.self, TechniciansAdd.self, TechniciansPermissions.self, TechniciansDeactivate.self,
      TechniciansReactivate.self,
    ])
}
