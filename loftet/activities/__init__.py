"""Activities: planned, done, reported: what the parties do to keep their promises."""
