"""What each kind of audit event of this room is called in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "edition_published": _("%(who)s published %(subject)s as edition %(number)s"),
    "edition_published_by_party": _("%(by)s published %(subject)s as edition %(number)s"),
    "progress_published_as_agreed": _(
        "%(subject)s was published as edition %(number)s, as the parties agreed"
    ),
    "edition_withdrawn": _("%(who)s withdrew the content of the edition %(subject)s: %(reason)s"),
    "public_contact_set": _("%(who)s changed how residents reach %(subject)s: %(email)s, %(phone)s"),
}

NAMES = {
    "edition_published": _("Edition published"),
    "edition_published_by_party": _("Edition published by another party"),
    "progress_published_as_agreed": _("Progress published as agreed"),
    "edition_withdrawn": _("Content of an edition withdrawn"),
    "public_contact_set": _("Contact for residents changed"),
}
