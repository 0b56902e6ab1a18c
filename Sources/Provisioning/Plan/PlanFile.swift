public import Foundation

/// A plan as it is kept, approved and applied: exact, readable, without a secret. `plan ROSTER -o FILE` writes it.
public struct PlanFile: Sendable, Hashable, Codable {
  /// What stands in `format`: the version of this form.
  public static let format = "syncroctl-plan/1"

  /// ``PlanFile/format``.
  public let format: String
  /// When the plan was made.
  public let made: Date
  /// From when on it must not be applied any more.
  public let expires: Date
  /// Who made it: the user's name on the machine, or what `SYNCROCTL_OPERATOR` said.
  public let author: String
  /// The console's address: `https://acme.syncromsp.com`.
  public let console: String
  /// SHA-256 of the selector pack that the console was read with.
  public let pack: String
  /// SHA-256 of the roster's file, and of its roles' file if there is one.
  public let roster: [String]
  /// The limits that the guards went by.
  public let limits: GuardSettings
  /// What the guards said. A plan that one of them refuses is written all the same: an approval may lift it.
  public let verdicts: [GuardVerdict]
  /// What is to be done.
  public let plan: Plan
  /// SHA-256 of all the rest.
  public let digest: String

  /// A plan with what surrounds it; the digest is worked out.
  public init(
    made: Date, expires: Date, author: String, console: String, pack: String, roster: [String], limits: GuardSettings,
    verdicts: [GuardVerdict], plan: Plan
  ) throws {
    func file(_ digest: String) -> PlanFile {
      PlanFile(
        format: Self.format, made: made.wholeSeconds, expires: expires.wholeSeconds, author: author, console: console, pack: pack,
        roster: roster, limits: limits, verdicts: verdicts, plan: plan, digest: digest)
    }
    self = file(try Digest.sha256(of: file("")))
  }

  private init(
    format: String, made: Date, expires: Date, author: String, console: String, pack: String, roster: [String], limits: GuardSettings,
    verdicts: [GuardVerdict], plan: Plan, digest: String
  ) {
    self.format = format
    self.made = made
    self.expires = expires
    self.author = author
    self.console = console
    self.pack = pack
    self.roster = roster
    self.limits = limits
    self.verdicts = verdicts
    self.plan = plan
    self.digest = digest
  }

  /// The bytes of the file.
  public func data() throws -> Data { try CanonicalJSON.data(self) }

  /// Reads a file's bytes. What was edited is refused: the digest fits nothing else.
  ///
  /// - Throws: ``PlanFileError``.
  public static func read(_ data: Data, name: String) throws(PlanFileError) -> PlanFile {
    guard looksLikeOne(data) else { throw PlanFileError("\(name) is not a plan: it does not say \"format\": \"\(Self.format)\"") }
    let file: PlanFile
    do { file = try CanonicalJSON.decode(PlanFile.self, from: data) } catch {
      throw PlanFileError("\(name) is damaged, or was written by another version: it cannot be read as a plan")
    }
    guard file.format == Self.format else {
      throw PlanFileError("\(name) is a plan of the form \(ShownText.quoted(file.format)), and this version reads \(Self.format)")
    }
    guard let bytes = try? file.data(), bytes == data, (try? file.isWhole()) == true else {
      throw PlanFileError("\(name) was edited after it was made: its digest does not fit")
    }
    return file
  }

  /// Whether bytes are meant to be a plan rather than a roster.
  public static func looksLikeOne(_ data: Data) -> Bool {
    data.first == UInt8(ascii: "{") && data.range(of: Data("\"syncroctl-plan/".utf8)) != nil
  }

  private func isWhole() throws -> Bool {
    let bare = PlanFile(
      format: format, made: made, expires: expires, author: author, console: console, pack: pack, roster: roster, limits: limits,
      verdicts: verdicts, plan: plan, digest: "")
    return try Digest.sha256(of: bare) == digest
  }
}

/// A file that is no plan, or not the plan that was made.
public struct PlanFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, and what to do.
  public let description: String

  init(_ message: String) { description = "\(message)\nNothing was changed. Make it anew: syncroctl plan ROSTER -o FILE" }
}

extension Date {
  /// The same without fractions of a second, as the files have it.
  var wholeSeconds: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}
