"""What a text from a form may hold. Plain Python: strings in, strings or reason codes out."""

import unicodedata

# Marks that turn the direction of the words after them: a name can be made to read as another.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_BREAKS = frozenset("\u2028\u2029")
_UNREADABLE = "\ufffd"
_LAYOUT = frozenset("\n\t")


def tidy(value: str) -> str:
    """One spelling for what looks the same: NFC, plain line breaks; nothing where nothing can be seen."""
    text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
    return text if any(_is_seen(char) or _is_refused_everywhere(char) for char in text) else ""


def first_refused(value: str, *, multi_line: bool) -> str | None:
    """The first character that the field does not take."""
    return next((char for char in value if _is_refused(char, multi_line=multi_line)), None)


def code_point(char: str) -> str:
    """``U+202E``: how to speak of a character that cannot be shown."""
    return f"U+{ord(char):04X}"


def _is_refused(char: str, *, multi_line: bool) -> bool:
    if char in _LAYOUT or char in _LINE_BREAKS:
        return not multi_line
    return _is_refused_everywhere(char)


def _is_refused_everywhere(char: str) -> bool:
    if char in _LAYOUT:
        return False
    return (
        unicodedata.category(char) in {"Cc", "Cs"}
        or char in _TURNING
        or char == _UNREADABLE
        or _is_noncharacter(char)
    )


def _is_noncharacter(char: str) -> bool:
    # XML, and with it Word and Excel, cannot hold these.
    number = ord(char)
    return number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


def _is_seen(char: str) -> bool:
    return unicodedata.category(char)[0] not in {"C", "Z"}
