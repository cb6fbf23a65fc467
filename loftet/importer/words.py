"""What this room's codes are called."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from loftet.domain.commitment import Performer
from loftet.domain.review_states import ReviewState
from loftet.domain.upload_states import UploadState
from loftet.reading.failures import Failure
from loftet.reading.model import DocumentKind, OutcomeState

from .models import ReviewItem

CERTAIN, LIKELY = 0.85, 0.7

UPLOAD_STATES = {
    UploadState.RECEIVED: (gettext_lazy("Waits to be read"), "info"),
    UploadState.READING: (gettext_lazy("Is being read"), "info"),
    UploadState.READ: (gettext_lazy("Read"), "success"),
    UploadState.FAILED: (gettext_lazy("Could not be read"), "danger"),
}
REVIEW_STATES = {
    ReviewState.WAITING: (gettext_lazy("To decide"), "neutral"),
    ReviewState.ACCEPTED: (gettext_lazy("Accepted"), "success"),
    ReviewState.LEFT_OUT: (gettext_lazy("Background"), "neutral"),
    ReviewState.MERGED: (gettext_lazy("Merged"), "neutral"),
    ReviewState.DRAFTED: (gettext_lazy("In the draft"), "info"),
}
PERFORMERS = {
    Performer.POLICE: gettext_lazy("The police"),
    Performer.MUNICIPALITY: gettext_lazy("The municipality"),
    Performer.OTHER: gettext_lazy("Others"),
}
OUTCOME_STATES = {
    OutcomeState.DONE: pgettext_lazy("outcome", "Done"),
    OutcomeState.PARTLY: pgettext_lazy("outcome", "Partly done"),
    OutcomeState.IN_PROGRESS: pgettext_lazy("outcome", "Under way"),
    OutcomeState.NOT_DONE: pgettext_lazy("outcome", "Not done"),
    OutcomeState.UNKNOWN: pgettext_lazy("outcome", "The document does not say"),
}
KINDS = {
    DocumentKind.PROMISE_SET: gettext_lazy("Citizen promise"),
    DocumentKind.FOLLOW_UP: gettext_lazy("Follow-up"),
    DocumentKind.AGREEMENT: gettext_lazy("Agreement or plan of action"),
    DocumentKind.SURVEY: gettext_lazy("Safety survey"),
    DocumentKind.CAMERA_PLAN: gettext_lazy("Plan for cameras"),
    DocumentKind.OPERATION_REPORT: gettext_lazy("Report of an operation"),
    DocumentKind.DECISION: gettext_lazy("Decision"),
    DocumentKind.NEWS: gettext_lazy("News"),
}


def failure_sentence(code: str) -> str:
    """Why the file cannot be read, and what helps."""
    sentences = {
        Failure.EMPTY_FILE: _("The file is empty."),
        Failure.UNKNOWN_FORMAT: _("The file is neither a PDF nor a Word file, a web page or text."),
        Failure.OLD_WORD_FORMAT: _(
            "This is a Word file of the old kind (.doc). Save it as .docx and upload that."
        ),
        Failure.ENCRYPTED_FILE: _("The file is locked with a password. Save it without and upload that."),
        Failure.DAMAGED_FILE: _("The file is damaged. Save it anew from the program where it was made."),
        Failure.NO_TEXT: _("There is no text in the file."),
        Failure.SCANNED: _(
            "The pages are scanned pictures without text. Upload the document that was printed, or let a"
            " scanner with text recognition make the file anew."
        ),
        Failure.TOO_LARGE: _("The file is larger than what can be read."),
        Failure.TOO_LARGE_UNPACKED: _("The file unpacks to far more than a document is, and is not opened."),
        Failure.TOO_MANY_PAGES: _("The file has more pages than what can be read."),
        Failure.TOOK_TOO_LONG: _("The reading took too long and was stopped."),
        Failure.TOOK_TOO_MUCH_MEMORY: _("The reading took too much memory and was stopped."),
        Failure.STOPPED: _("The reading stopped without an answer."),
    }
    return sentences[Failure(code)]


def confidence_words(item: ReviewItem) -> str:
    """How sure the reading is, in words."""
    if item.confidence >= 1:
        return _("chosen by you")
    if item.confidence >= CERTAIN:
        return _("certain")
    if item.confidence >= LIKELY:
        return _("rather certain")
    return _("uncertain: read closely")


def place_words(item: ReviewItem) -> str:
    """Where it stands: page and line, or line alone where the format has no pages."""
    if item.page:
        return _("page %(page)s, line %(line)s") % {"page": item.page, "line": item.line}
    return _("line %(line)s") % {"line": item.line}


def performer_words(codes: list[str]) -> str:
    names = [str(PERFORMERS[Performer(code)]) for code in codes]
    return ", ".join(names) if names else pgettext("performer", "not stated")


def short_title(text: str) -> str:
    """The first words, as much as a heading holds."""
    words, title = text.split(), ""
    for word in words:
        if len(title) + len(word) > 80:
            return f"{title.rstrip(' ,;:.')} …" if title else word[:80]
        title = f"{title} {word}".strip()
    return title.rstrip(" .;:") or title
