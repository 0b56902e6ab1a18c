/// The names that made-up people are given.
enum SeedNames {
  /// A part of a name, and how it is written in an email.
  struct Part: Sendable {
    let text: String
    let ascii: String

    init(_ text: String, _ ascii: String? = nil) {
      self.text = text
      self.ascii = ascii ?? text.lowercased()
    }
  }

  /// People whose names are a trial for whoever handles them: every account has as many of these as it has room for.
  static let trying: [(first: Part, last: Part)] = [
    (Part("Zoë", "zoe"), Part("Fairweather")),
    (Part("Alex"), Part("Kim")),
    (Part("Łukasz", "lukasz"), Part("Żółć", "zolc")),
    (Part("Alex"), Part("Kim")),
    (Part("Siobhán", "siobhan"), Part("O'Hara", "ohara")),
    (Part("<b>Bobby</b>", "bobby"), Part("\"Tables\" & Sons", "tables")),
    (Part("Thị Mai", "thimai"), Part("Nguyễn", "nguyen")),
    (Part("明", "ming"), Part("李", "li")),
    (Part("Maria"), Part("Garcia")),
    (Part("Maria"), Part("Garcia")),
    (Part("Jean-Luc", "jean-luc"), Part("de la Tour", "delatour")),
    (Part("Maria"), Part("García", "garcia")),
  ]

  static let firsts: [Part] =
    [
      "Aaron", "Abigail", "Ahmed", "Amara", "Andre", "Anita", "Benjamin", "Bianca", "Carlos", "Chloe", "Daniel", "Deepa", "Diego",
      "Elena", "Emeka", "Emily", "Farah", "Felix", "Gabriel", "Grace", "Hannah", "Hassan", "Ingrid", "Isaac", "Ivan", "Jamal", "Jasmine",
      "Jonas", "Karin", "Kenji", "Laila", "Leo", "Liam", "Lucia", "Marcus", "Mei", "Miguel", "Nadia", "Noah", "Olga", "Omar", "Paula",
      "Priya", "Quentin", "Rachel", "Rafael", "Rosa", "Samuel", "Sofia", "Tariq", "Tessa", "Uma", "Victor", "Wanda", "Xavier", "Yara",
      "Yusuf", "Zachary",
    ].map { Part($0) } + [
      Part("André", "andre"), Part("Björn", "bjorn"), Part("Chloé", "chloe"), Part("Jürgen", "jurgen"), Part("Özlem", "ozlem"),
    ]

  static let lasts: [Part] =
    [
      "Abbott", "Ackerman", "Adeyemi", "Almeida", "Andersen", "Barnes", "Becker", "Bianchi", "Brooks", "Castillo", "Chen", "Cohen",
      "Costa", "Dawson", "Delgado", "Dubois", "Eriksen", "Fernandez", "Fischer", "Foster", "Gupta", "Haddad", "Hoffmann", "Ibrahim",
      "Iyer", "Jensen", "Johansson", "Kapoor", "Keller", "Kowalski", "Larsen", "Lopez", "Marino", "Mbeki", "Mitchell", "Morales",
      "Nakamura", "Novak", "Okafor", "Olsen", "Patel", "Pereira", "Quinn", "Ramirez", "Reyes", "Rossi", "Sato", "Schneider", "Silva",
      "Singh", "Sullivan", "Tanaka", "Thompson", "Underwood", "Vargas", "Walsh", "Weber", "Yamamoto", "Young", "Zimmerman",
    ].map { Part($0) } + [
      Part("Åberg", "aberg"), Part("D'Angelo", "dangelo"), Part("Núñez", "nunez"), Part("Søndergaard", "sondergaard"),
      Part("Šimić", "simic"),
    ]
}
