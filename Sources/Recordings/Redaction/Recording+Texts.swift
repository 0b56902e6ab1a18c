import WebDriver

extension Recording {
  /// The recording with every text in which people may be named replaced by what `replace` makes of it.
  func mappingTexts(_ replace: (String) -> String) -> Recording {
    var result = self
    result.header.account = replace(header.account)
    result.header.console = replace(header.console)
    if case .command(let arguments) = header.subject { result.header.subject = .command(arguments.map(replace)) }
    result.header.inputs = header.inputs.map { .init(argument: replace($0.argument), text: replace($0.text)) }
    result.steps = steps.map { $0.mappingTexts(replace) }
    result.end.outcome = end.outcome.map(replace)
    return result
  }
}

extension RecordedStep {
  fileprivate func mappingTexts(_ replace: (String) -> String) -> RecordedStep {
    switch self {
    case .exchange(let exchange):
      .exchange(RecordedExchange(request: exchange.request.mappingTexts(replace), response: exchange.response.mappingTexts(replace)))
    case .poll(let poll):
      .poll(RecordedPoll(request: poll.request.mappingTexts(replace), states: poll.states.map { $0.mappingTexts(replace) }))
    case .mark(let mark): .mark(RecordedMark(page: mark.page, step: replace(mark.step)))
    }
  }
}

extension RecordedRequest {
  fileprivate func mappingTexts(_ replace: (String) -> String) -> RecordedRequest {
    var result = self
    result.arguments = arguments.map(replace)
    if let vendor { result.vendor = VendorEndpoint(method: vendor.method, path: vendor.path.map(replace)) }
    result.body = body.map { body in
      PageProgramFields.program(in: body) == nil ? body.mappingTexts(replace) : Pseudonyms.mappingValues(of: body, replace)
    }
    return result
  }
}

extension RecordedResponse {
  fileprivate func mappingTexts(_ replace: (String) -> String) -> RecordedResponse {
    switch self {
    case .answer(let status, let value): .answer(status: status, value: value.mappingTexts(replace))
    case .failure(let code, let detail): .failure(code: code, detail: replace(detail))
    }
  }
}
