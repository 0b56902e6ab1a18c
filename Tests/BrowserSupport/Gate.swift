import Glibc

/// A semaphore for the stub's threads, which may block.
package final class Gate: @unchecked Sendable {
  // Unchecked: a POSIX semaphore is made to be used from several threads.
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  package init() { sem_init(semaphore, 0, 0) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  package func open() { sem_post(semaphore) }
  package func wait() { while sem_wait(semaphore) != 0 {} }
}
