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
    "answer_time_promised": _("%(who)s promised residents an answer within ten working days: %(subject)s"),
    "answer_time_taken_back": _("%(who)s no longer promises residents an answer in time: %(subject)s"),
}
