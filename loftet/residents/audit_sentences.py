"""What each kind of audit event of this room is called in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "question_received": _("A resident wrote about %(subject)s"),
    "question_taken": _("%(who)s took a resident's question about %(subject)s"),
    "question_registered": _(
        "%(who)s gave a resident's question about %(subject)s the number %(registry_number)s"
    ),
    "question_answered": _("%(who)s answered a resident's question about %(subject)s"),
    "question_closed": _("%(who)s closed a resident's question about %(subject)s: %(reason)s"),
    "question_published": _("%(who)s published the answer to a resident about %(subject)s"),
    "question_emptied": _("%(who)s emptied a resident's question about %(subject)s, because law demands it"),
    "question_emptied_by_party": _(
        "%(by)s emptied a resident's question about %(subject)s, because law demands it"
    ),
    "answer_time_promised": _("%(who)s promised residents an answer within ten working days: %(subject)s"),
    "answer_time_taken_back": _("%(who)s no longer promises residents an answer in time: %(subject)s"),
}

NAMES = {
    "question_received": _("Question from a resident received"),
    "question_taken": _("Question from a resident taken"),
    "question_registered": _("Question from a resident registered"),
    "question_answered": _("Question from a resident answered"),
    "question_closed": _("Question from a resident closed"),
    "question_published": _("Answer to a resident published"),
    "question_emptied": _("Question from a resident emptied"),
    "question_emptied_by_party": _("Question from a resident emptied by another party"),
    "answer_time_promised": _("Answer in time promised"),
    "answer_time_taken_back": _("Answer in time no longer promised"),
}
