import ArgumentParser
import Foundation
import Provisioning

/// `syncroctl tasks`
struct TasksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks",
    abstract: "Lists what a run has left for a person, step by step. Changes nothing.",
    usage: "syncroctl tasks [<run>] [<options>]",
    discussion: """
      syncroctl tasks                              # of the latest run
      syncroctl tasks 2026-11-23T14-31-07Z
      syncroctl tasks --format json > tasks.json

      A change becomes a task where a page of the console is not recognised and
      nothing was clicked on it. A task says who, what, why, and what to look at
      afterwards, in the words of the selector pack; never a secret. Once it is
      done, syncroctl resume looks and writes it down. It reads the journal of
      this machine, and no console.
      """)

  @Argument(help: ArgumentHelp("The run, by the name of its evidence folder; or latest.", valueName: "run"))
  var name = "latest"

  @Option(help: "How to print.")
  var format: OutputFormat = .table

  func run() throws {
    let journal = try JournalFile.open(try Configuration.load())
    let tasks = TaskList(try ReportCommand.find(name, in: journal))
    let rows = tasks.rows
    try format.print(tasks.text, csv: Table(headings: rows[0], rows: Array(rows.dropFirst())), json: tasks)
  }
}
