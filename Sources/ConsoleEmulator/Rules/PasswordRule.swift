/// The console's rule for passwords: 12 to 128 characters of four kinds, and not the email.
enum PasswordRule {
  static func problems(_ password: String, email: String, field: String = "password") -> [FieldProblem] {
    func problem(_ message: String) -> FieldProblem { .init(field: field, message: message) }
    if password.isEmpty { return [problem("can't be blank")] }
    var problems: [FieldProblem] = []
    if password.count < 12 { problems.append(problem("is too short (minimum is 12 characters)")) }
    if password.count > 128 { problems.append(problem("is too long (maximum is 128 characters)")) }
    if !password.contains(where: \.isLowercase) { problems.append(problem("must contain a lowercase letter")) }
    if !password.contains(where: \.isUppercase) { problems.append(problem("must contain an uppercase letter")) }
    if !password.contains(where: \.isNumber) { problems.append(problem("must contain a digit")) }
    if !password.contains(where: { !$0.isLetter && !$0.isNumber }) {
      problems.append(problem("must contain a special character"))
    }
    if password.lowercased() == email.lowercased() { problems.append(problem("must not be the email")) }
    return problems
  }
}
