"""Löftet: the work that Swedish police and municipalities do together, from what is known to what is told."""
