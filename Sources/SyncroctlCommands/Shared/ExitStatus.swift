/// The exit codes. Each has one meaning; docs/exit-codes.md says what to do about each.
enum ExitStatus: Int32 {
  case done = 0
  case failed = 1
  case changesPending = 2
  case guardRefused = 3
  /// An approval is missing, expired, stale or spent; or the plan itself is.
  case approval = 4
  case notSignedIn = 5
  case pageNotRecognised = 6
  case outcomeUnknown = 7
  case partly = 8
  case usage = 64
  /// 128 and the number of SIGINT, as shells have it.
  case interrupted = 130
}
