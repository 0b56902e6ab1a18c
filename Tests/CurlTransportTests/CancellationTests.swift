import BrowserSupport
import CurlTransport
import Testing

/// Ending a request before its answer: by cancelling the task, or by closing the client. The servers here never answer, so that
/// a test that ends has shown that the request did.
@Suite(.timeLimit(.minutes(1)))
struct CancellationTests {
  /// A server that reads requests, says so, and leaves it at that.
  private func silentServer() throws -> (StubServer, AsyncStream<Void>) {
    let (stream, seen) = AsyncStream.makeStream(of: Void.self)
    let server = try StubServer { connection in
      while connection.readRequest() != nil { seen.yield() }
    }
    return (server, stream)
  }

  @Test("a request under way ends when its task is cancelled")
  func cancelled() async throws {
    let (server, seen) = try silentServer()
    defer { server.stop() }
    let client = CurlClient()
    let task = Task { try await client.send(HTTPRequest(.post, server.url, body: [], timeLimit: .seconds(3600))) }
    for await _ in seen { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("a task that is cancelled beforehand sends nothing")
  func cancelledBefore() async throws {
    let (server, _) = try silentServer()
    defer { server.stop() }
    let client = CurlClient()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await client.send(HTTPRequest(.post, server.url, body: [], timeLimit: .seconds(3600)))
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(server.connectionCount == 0)
  }

  @Test("cancelling at any moment resumes the task once")
  func cancelledAtAnyMoment() async throws {
    // A continuation that is resumed twice ends the process, one that never is would hang the test.
    let server = try StubServer.answering { _ in answer("{}") }
    defer { server.stop() }
    let client = CurlClient()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<500 {
        group.addTask {
          let task = Task { try await client.send(HTTPRequest(.post, server.url, body: [], timeLimit: .seconds(3600))) }
          for _ in 0..<(number % 20) { await Task.yield() }
          task.cancel()
          switch await task.result {
          case .success(let response): #expect(response.status == 200)
          case .failure(let error): #expect(error is CancellationError)
          }
        }
      }
    }
    // Nothing is out of order afterwards.
    #expect(try await client.send(HTTPRequest(.get, server.url, timeLimit: .seconds(30))).status == 200)
  }

  @Test("cancelling one request leaves the others alone")
  func othersGoOn() async throws {
    let (seen, see) = AsyncStream.makeStream(of: Void.self)
    let (released, release) = AsyncStream.makeStream(of: Void.self)
    let server = try StubServer { connection in
      guard let request = connection.readRequest() else { return }
      see.yield()
      if request.line.contains("/slow") { return connection.waitForEnd() }
      // Answers once the other connection has ended.
      let semaphore = Gate()
      Task {
        for await _ in released { break }
        semaphore.open()
      }
      semaphore.wait()
      connection.send(answer("{}"))
    }
    defer { server.stop() }
    let client = CurlClient()
    let slow = Task { try await client.send(HTTPRequest(.get, server.url + "/slow", timeLimit: .seconds(3600))) }
    let other = Task { try await client.send(HTTPRequest(.get, server.url + "/other", timeLimit: .seconds(3600))) }
    var waiting = seen.makeAsyncIterator()
    _ = await waiting.next()
    _ = await waiting.next()
    slow.cancel()
    await #expect(throws: CancellationError.self) { try await slow.value }
    release.yield()
    #expect(try await other.value.status == 200)
  }

  @Test("closing the client ends what is under way and refuses what comes after")
  func close() async throws {
    let (server, seen) = try silentServer()
    defer { server.stop() }
    let client = CurlClient()
    let tasks = (0..<10).map { _ in
      Task { try await client.send(HTTPRequest(.post, server.url, body: [], timeLimit: .seconds(3600))) }
    }
    var waiting = seen.makeAsyncIterator()
    for _ in tasks { _ = await waiting.next() }
    client.close()
    client.close()
    for task in tasks {
      let error = await #expect(throws: CurlError.self) { try await task.value }
      #expect(error?.code == .lost)
    }
    let error = await #expect(throws: CurlError.self) { try await client.send(HTTPRequest(.get, server.url, timeLimit: .seconds(30))) }
    #expect(error?.code == .closed)
  }

  @Test("closing a client that sent nothing closes it all the same")
  func closeUnused() async throws {
    let client = CurlClient()
    client.close()
    let error = await #expect(throws: CurlError.self) {
      try await client.send(HTTPRequest(.get, "http://127.0.0.1:9/", timeLimit: .seconds(30)))
    }
    #expect(error?.code == .closed)
  }

  @Test("closing in the middle of a crowd resumes each task once")
  func closeInCrowd() async throws {
    let server = try StubServer.answering { _ in answer("{}") }
    defer { server.stop() }
    for _ in 0..<20 {
      let client = CurlClient()
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<20 {
          group.addTask {
            do {
              #expect(try await client.send(HTTPRequest(.post, server.url, body: [], timeLimit: .seconds(3600))).status == 200)
            } catch {
              #expect(error is CurlError)
            }
          }
        }
        group.addTask { client.close() }
      }
    }
  }
}
