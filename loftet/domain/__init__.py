"""The rules of the field in plain Python: no database, no clock, no settings, no translated words.

What is refused or worth a warning is told as a `Reason`, a code with parameters; the room that shows it
finds the words.
"""
