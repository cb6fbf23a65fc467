"""Why a file cannot be read."""

from __future__ import annotations

from loftet.domain.documented import DocumentedEnum


class Failure(DocumentedEnum):
    """The codes; the room that shows them has the sentences."""

    EMPTY_FILE = "empty_file", "The file holds nothing."
    UNKNOWN_FORMAT = "unknown_format", "Neither PDF, Word, web page nor text."
    OLD_WORD_FORMAT = "old_word_format", "A Word file of before 2007: save it as .docx."
    ENCRYPTED_FILE = "encrypted_file", "The file is locked with a password."
    DAMAGED_FILE = "damaged_file", "The file is damaged."
    NO_TEXT = "no_text", "The file holds no text."
    SCANNED = "scanned", "A scanned PDF: pictures of pages, without text."
    TOO_LARGE = "too_large", "The file is larger than what is read."
    TOO_LARGE_UNPACKED = "too_large_unpacked", "The file unpacks to far more than a document is."
    TOO_MANY_PAGES = "too_many_pages", "More pages than what is read."
    TOOK_TOO_LONG = "took_too_long", "The reading was stopped: it took too long."
    TOOK_TOO_MUCH_MEMORY = "took_too_much_memory", "The reading was stopped: it took too much memory."
    STOPPED = "stopped", "The reading ended without an answer."


class NotReadable(Exception):
    """The file cannot be read; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure
