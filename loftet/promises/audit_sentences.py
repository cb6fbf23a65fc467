"""What each kind of audit event of this room is called in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "promise_set_drafted": _("%(who)s began the citizen promise %(subject)s"),
    "promise_set_copied": _("%(who)s began %(subject)s as a copy of an earlier citizen promise"),
    "promise_set_imported": _("%(who)s read in %(subject)s from a file"),
    "promise_set_edited": _("%(who)s changed the draft %(subject)s"),
    "easy_read_written": _("%(who)s wrote easy words for the draft %(subject)s"),
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

NAMES = {
    "promise_set_drafted": _("Citizen promise begun"),
    "promise_set_copied": _("Citizen promise begun as a copy"),
    "promise_set_imported": _("Citizen promise read in from a file"),
    "promise_set_edited": _("Citizen promise draft changed"),
    "easy_read_written": _("Easy words written"),
    "promise_set_discarded": _("Citizen promise draft discarded"),
    "promise_set_version_begun": _("New version of a citizen promise begun"),
    "promise_set_version_discarded": _("New version of a citizen promise discarded"),
    "promise_added": _("Promise added"),
    "promise_edited": _("Promise changed"),
    "promise_removed": _("Promise removed"),
    "promise_moved": _("Promises moved"),
    "focus_area_edited": _("Focus area changed"),
    "personal_data_answered": _("Possible personal data answered for"),
    "personal_data_removed": _("Possible personal data removed"),
    "promise_set_shared": _("Citizen promise shared"),
    "promise_set_received": _("Citizen promise received"),
    "promise_set_signed": _("Citizen promise signed"),
    "promise_set_ready": _("Citizen promise may be published"),
    "promise_set_running": _("Citizen promise runs"),
    "promise_set_ended": _("Citizen promise ended"),
}
