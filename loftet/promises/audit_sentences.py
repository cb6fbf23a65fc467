"""What each kind of audit event of this room is called in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "promise_set_drafted": _("%(who)s began the citizen promise %(subject)s"),
    "promise_set_copied": _("%(who)s began %(subject)s as a copy of an earlier citizen promise"),
    "promise_set_imported": _("%(who)s read in %(subject)s from a file"),
    "promise_set_edited": _("%(who)s changed the draft %(subject)s"),
    "promise_set_discarded": _("%(who)s discarded the draft %(subject)s"),
    "promise_set_version_begun": _("%(who)s began version %(version)s of %(subject)s"),
    "promise_set_version_discarded": _("%(who)s discarded the draft of version %(version)s of %(subject)s"),
    "promise_added": _("%(who)s added a promise to %(subject)s"),
    "promise_edited": _("%(who)s changed a promise in %(subject)s"),
    "promise_removed": _("%(who)s removed a promise from %(subject)s"),
    "promise_moved": _("%(who)s moved promises in %(subject)s"),
    "focus_area_edited": _("%(who)s changed a focus area of %(subject)s"),
    "personal_data_answered": _("%(who)s answered for words that look like personal data in %(subject)s"),
    "personal_data_removed": _("%(who)s removed words that look like personal data from %(subject)s"),
    "promise_set_shared": _("%(who)s shared version %(version)s of %(subject)s with %(organisations)s"),
    "promise_set_received": _("Version %(version)s of %(subject)s was received from %(from)s"),
    "promise_set_signed": _("%(position)s signed version %(version)s of %(subject)s"),
    "promise_set_ready": _("%(who)s let version %(version)s of %(subject)s out to be published"),
    "promise_set_running": _("Version %(version)s of %(subject)s began to run"),
    "promise_set_ended": _("%(subject)s ended"),
}
