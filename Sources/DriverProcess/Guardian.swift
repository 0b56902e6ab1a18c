import Glibc
import Synchronization
import SystemPackage

/// A tiny process that outlives this one: when this one ends without having said that all is well, it kills what belongs to the run
/// and removes the run's folder.
///
/// A shell that waits on a socket of which this process alone has the other end. However this process ends, by SIGKILL too, the
/// system closes that end. It leads a session of its own, so that no Ctrl-C and no closed terminal reaches it.
final class Guardian: Sendable {
  /// Its number; nought when it has been taken away.
  private let id: Atomic<pid_t>
  private let socket: Int32

  /// Starts a guardian for `folder`.
  init(folder: FilePath) throws {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else { throw Self.failure() }
    defer { close(ends[1]) }
    guard let id = Self.spawn(["sh", "-c", Self.script, "webdriver-guardian", folder.string], input: ends[1]) else {
      close(ends[0])
      throw Self.failure()
    }
    self.id = Atomic(id)
    socket = ends[0]
  }

  private static func failure() -> DriverError {
    DriverError(.startFailed, "The process that cleans up after a crash cannot be started: \(Errno(rawValue: errno)).")
  }

  /// Nothing of this process is handed on but `input`: no output that somebody waits for the end of, and no variables.
  private static func spawn(_ words: [String], input: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    for descriptor in inheritable() { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, startSession | Int16(POSIX_SPAWN_SETSIGMASK))
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    let variables: [UnsafeMutablePointer<CChar>?] = ["PATH=/usr/bin:/bin", "LC_ALL=C"].map { (text: String) in strdup(text) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var id = pid_t()
    return posix_spawn(&id, "/bin/sh", &actions, &attributes, arguments, variables) == 0 ? id : nil
  }

  /// `POSIX_SPAWN_SETSID`, which the C library shows only to those who ask for GNU's additions.
  static let startSession: Int16 = 0x80

  /// The descriptors that a new program would have as well. There should be none; but whoever started this process may have left some.
  private static func inheritable() -> [Int32] {
    FileTree.names(inFolderAt: "/proc/self/fd").compactMap { Int32($0) }.filter { descriptor in
      let flags = fcntl(descriptor, F_GETFD)
      return descriptor > 2 && flags >= 0 && flags & FD_CLOEXEC == 0
    }
  }

  /// Tells it of the session that the driver leads. What the driver's children overwrite, their session still shows.
  func watch(session: pid_t) {
    guard let start = ProcessTable.entry(of: session)?.startTime else { return }
    say("session \(session) \(start)")
  }

  private func say(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    // It may have been killed; that must not be answered with SIGPIPE.
    _ = bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  /// Sends it away, all being cleaned up.
  func dismiss() async {
    let id = id.exchange(0, ordering: .acquiringAndReleasing)
    guard id != 0 else { return }
    say("done")
    close(socket)
    for _ in 0..<500 {
      if waitpid(id, nil, WNOHANG) != 0 { return }
      try? await Task.sleep(for: .milliseconds(2))
    }
    kill(id, SIGKILL)
    waitpid(id, nil, 0)
  }

  /// Sends it away at once and without suspending.
  func killNow() {
    let id = id.exchange(0, ordering: .acquiringAndReleasing)
    guard id != 0 else { return }
    kill(id, SIGKILL)
    waitpid(id, nil, 0)
    close(socket)
  }

  /// Leaves it as the end of this process would: for tests.
  func abandon() { shutdown(socket, Int32(SHUT_RDWR)) }

  /// What it does. `$1` is the folder, which it has as an argument and not as an option's value: so it is not taken for a part of the
  /// run itself. The processes of the run are known by the same marks as in ``ProcessTable/processes(of:session:)``; a session
  /// whose number has gone to another leader is another session.
  ///
  /// An X server is told to end before it is killed, and given 200 ms: it leaves its socket otherwise.
  private static let script = #"""
    trap '' HUP INT QUIT TERM
    cd /
    folder=$1
    session=none started=
    while read -r word value more; do
      case $word in
      session) session=$value started=$more ;;
      done) exit 0 ;;
      esac
    done
    round=0
    while [ $round -lt 300 ]; do
      round=$((round + 1))
      marked=' '
      for file in $(printf '=%s\n' "$folder" | grep -lsF -f - /proc/[0-9]*/cmdline /proc/[0-9]*/environ); do
        file=${file#/proc/}
        marked="$marked${file%%/*} "
      done
      left=
      for file in /proc/[0-9]*/stat; do
        { read -r line <"$file"; } 2>/dev/null || continue
        set -- ${line##*) }
        id=${line%% *}
        [ "$id" != $$ ] || continue
        case $1 in Z | X) continue ;; esac
        if [ "$id" = "$session" ] && [ "${20}" != "$started" ]; then session=none; fi
        case $marked in
        *" $id "*) ;;
        *) [ "$4" = "$session" ] || continue ;;
        esac
        left=1
        case $line in
        *'(Xvfb)'*) if [ $round -le 10 ]; then kill -s TERM "$id"; else kill -s KILL "$id"; fi ;;
        *) kill -s KILL "$id" ;;
        esac
      done
      if [ ! "$left" ]; then
        rm -rf -- "$folder"
        [ -e "$folder" ] || exit 0
      fi
      sleep 0.02
    done
    """#
}
