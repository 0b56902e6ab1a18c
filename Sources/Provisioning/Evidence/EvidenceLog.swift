internal import Foundation
internal import Synchronization
internal import WholeFiles

/// The log of an evidence folder while it is written. Every entry is on the disk before the call returns.
final class EvidenceLog: Sendable {
  private let folder: URL
  private let state: Mutex<State>

  struct State {
    var count = 0
    /// The digest of the last entry.
    var head = ""
    /// How long the file is, in bytes.
    var length = 0
    var last: EvidenceKind?
    /// What came into the folder since the last entry.
    var files: [EvidenceFile] = []
    /// Of what was found when a killed run goes on: the files, and the torn entry.
    var found: [String] = []
    var torn: String?
  }

  /// The log of a folder that is new.
  init(_ folder: URL) {
    self.folder = folder
    state = Mutex(State())
  }

  /// The log that a killed process has left.
  ///
  /// - Throws: ``EvidenceError`` if it is not whole as far as it goes: then nothing is added to it.
  init(resuming folder: URL) throws(EvidenceError) {
    self.folder = folder
    state = Mutex(try LogResumption(folder).state)
  }

  var count: Int { state.withLock { $0.count } }
  var head: String { state.withLock { $0.head } }
  var last: EvidenceKind? { state.withLock { $0.last } }

  /// Makes a file part of the next entry.
  func add(_ file: EvidenceFile) {
    state.withLock { state in
      state.files.removeAll { $0.name == file.name }
      state.files.append(file)
    }
  }

  /// What was found when the run went on.
  func wentOn(process: Int32) -> WentOn { state.withLock { WentOn(process: process, found: $0.found, torn: $0.torn) } }

  func append(_ kind: EvidenceKind, change: Int? = nil, _ payload: some Encodable & Sendable, at moment: Date) throws {
    try state.withLock { state in
      let entry = EvidenceEntry(
        n: state.count + 1, at: moment, kind: kind, change: change, payload: payload, files: state.files, previous: state.head)
      let (bytes, digest) = try entry.line()
      try write(bytes, after: state.length, isFirst: state.count == 0)
      state.count += 1
      state.length += bytes.count
      (state.head, state.last, state.files) = (digest, kind, [])
      if kind == .wentOn { (state.found, state.torn) = ([], nil) }
    }
  }

  private func write(_ bytes: Data, after length: Int, isFirst: Bool) throws(EvidenceError) {
    let url = folder.appending(path: EvidenceFiles.log)
    let file = open(url.path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC | (isFirst ? O_CREAT : 0), 0o600)
    guard file >= 0 else { throw EvidenceFiles.failure(url, errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, Int(status.st_size) == length else {
      throw EvidenceError("\(url.path) was changed by somebody else while this run wrote it: nothing more is added to it")
    }
    guard let problem = WholeFile.put(bytes, into: file) ?? (fsync(file) == 0 ? nil : errno) else {
      if isFirst { WholeFile.synchronise(folder) }
      return
    }
    // Half an entry is worse than none: the next one would follow in the same line.
    ftruncate(file, off_t(length))
    throw EvidenceFiles.failure(url, problem)
  }
}

/// What a killed process has left in an evidence folder.
private struct LogResumption {
  private let folder: URL
  private(set) var state = EvidenceLog.State()
  private var named: Set<String> = []

  init(_ folder: URL) throws(EvidenceError) {
    self.folder = folder
    let directory = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else {
      throw EvidenceError("the evidence folder \(folder.path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(directory) }
    do {
      switch try EvidenceFiles.find(EvidenceFiles.log, in: directory) {
      case .nothing: break
      case .other(let what): throw notGoingOn("\(EvidenceFiles.log) is \(what)")
      case .file(let file):
        if let torn = try read(file) { try setAside(torn) }
      }
      try takeIn(directory)
    } catch let error as EvidenceError {
      throw error
    } catch {
      throw EvidenceError("the evidence folder \(folder.path) cannot be read: \(error)")
    }
  }

  private func notGoingOn(_ reason: String) -> EvidenceError {
    EvidenceError(
      "the evidence in \(folder.path) is not as it was written: \(reason)\nIt is left as it is. Look with: syncroctl evidence verify \(folder.path)"
    )
  }

  /// Reads the entries. What stands after the last line feed is given back: half an entry.
  private mutating func read(_ file: FileHandle) throws -> Data? {
    var reader = LineReader(file)
    var number = 0
    while let line = try reader.next() {
      number += 1
      guard line.isTerminated else { return line.bytes }
      let entry = LogLine(line, number: number)
      guard entry.isIntact, let fields = entry.fields, let digest = entry.computed, fields.n == state.count + 1,
        fields.previous == state.head
      else { throw notGoingOn("line \(number) of \(EvidenceFiles.log) is not the entry that was written there") }
      state.count += 1
      state.length += line.bytes.count + 1
      (state.head, state.last) = (digest, EvidenceKind(rawValue: fields.kind))
      named.formUnion(fields.files.map(\.name))
    }
    return nil
  }

  /// Puts the half of an entry into a file of its own, and only then takes it out of the log.
  private mutating func setAside(_ torn: Data) throws {
    let name = EvidenceFolder.freeName("log", "torn", in: folder)
    try EvidenceFiles.write(torn, to: folder.appending(path: name))
    state.torn = name
    let url = folder.appending(path: EvidenceFiles.log)
    let file = open(url.path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw EvidenceFiles.failure(url, errno) }
    defer { close(file) }
    guard ftruncate(file, off_t(state.length)) == 0, fsync(file) == 0 else { throw EvidenceFiles.failure(url, errno) }
  }

  /// Files that no entry names belong to the next one: pictures that were taken just before the process was killed.
  private mutating func takeIn(_ directory: Int32) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where !named.contains(name) {
      guard EvidenceFiles.isSafe(name), case .file(let file) = try EvidenceFiles.find(name, in: directory) else { continue }
      let content = try EvidenceFiles.content(of: file)
      state.files.append(EvidenceFile(name: name, sha256: content.sha256, bytes: content.bytes))
      if name != state.torn { state.found.append(name) }
    }
  }
}
