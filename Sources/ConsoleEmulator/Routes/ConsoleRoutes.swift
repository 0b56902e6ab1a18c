import Hummingbird

/// Puts the console together: which routes there are, and behind which gate.
enum ConsoleRoutes {
  static func responder(state: ConsoleState, pages: PageWriter, assets: Assets, configuration: EmulatorConfiguration)
    -> some HTTPResponder<ConsoleContext>
  {
    let router = Router(context: ConsoleContext.self)
    assets.add(to: router)
    TokenAPI(state: state, onMutation: configuration.onMutation).add(to: router)
    SignInRoutes(state: state, pages: pages).add(to: router)

    let inside = router.group().add(middleware: SignedInOnly(state: state, pages: pages))
    DashboardRoutes(state: state, pages: pages).add(to: inside)
    TicketRoutes(state: state, pages: pages).add(to: inside)

    let admin = router.group().add(middleware: SignedInOnly(state: state, pages: pages)).add(middleware: AdminsOnly())
    AdminRoutes(state: state, pages: pages).add(to: admin)
    TokenRoutes(state: state, pages: pages).add(to: admin)
    switch configuration.layout {
    case .technicians:
      TechnicianRoutes(state: state, pages: pages, listsLastSignIn: configuration.listsLastSignIn).add(to: admin)
    case .users:
      UserRoutes(state: state, pages: pages, listsLastSignIn: configuration.listsLastSignIn).add(to: admin)
      UserSecurityRoutes(state: state, pages: pages).add(to: admin)
      GroupRoutes(state: state, pages: pages).add(to: admin)
    }
    let door = FrontDoor(
      state: state, pages: pages, responseDelay: configuration.responseDelay, inside: router.buildResponder())
    let faulty = FaultyDoor(state: state, pages: pages, onMutation: configuration.onMutation, inside: door)
    return APIDoor(state: state, pages: pages, inside: faulty)
  }
}

/// Where routes are added: a router, or a group behind a gate.
typealias Routes = RouterMethods<ConsoleContext>
