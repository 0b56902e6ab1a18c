/// The namespace of the endpoints, one type each, grouped by file as the specification groups them. ``Commands/all`` lists them.
package enum Commands {}
