"""Forms of this room: they validate and convert, and never write."""
