/// The namespace of the endpoints, one type each, grouped by file as the specification groups them.
enum Commands {}
