import Glibc

/// SIGPIPE, which writing to a connection that the other side has ended may raise, TLS libraries' own writing above all. A library must
/// not end the program by it, nor change for the whole program what it does.
enum BrokenPipe {
  /// Runs `body` with the signal held back from this thread, and takes away one that came meanwhile.
  static func ignored(_ body: () -> Void) {
    var signal = sigset_t()
    sigemptyset(&signal)
    sigaddset(&signal, SIGPIPE)
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &signal, &before)
    body()
    guard sigismember(&before, SIGPIPE) == 0 else { return }
    var pending = sigset_t()
    sigpending(&pending)
    if sigismember(&pending, SIGPIPE) == 1 {
      var now = timespec()
      sigtimedwait(&signal, nil, &now)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
