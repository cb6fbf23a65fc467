"""What each kind of audit event of this room is called in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "agreement_drafted": _("%(who)s began the draft %(subject)s"),
    "agreement_edited": _("%(who)s changed the draft %(subject)s"),
    "agreement_discarded": _("%(who)s discarded the draft %(subject)s"),
    "agreement_version_begun": _("%(who)s began version %(version)s of %(subject)s"),
    "agreement_version_discarded": _("%(who)s discarded the draft of version %(version)s of %(subject)s"),
    "agreement_shared": _("%(who)s shared version %(version)s of %(subject)s with %(organisations)s"),
    "agreement_received": _("Version %(version)s of %(subject)s was received from %(from)s"),
    "agreement_signed": _("%(position)s signed version %(version)s of %(subject)s"),
    "agreement_in_force": _("Version %(version)s of %(subject)s entered into force"),
    "agreement_ended": _("%(subject)s ended"),
    "signature_requested": _("%(who)s asked %(position)s to sign version %(version)s of %(subject)s"),
    "signature_request_revoked": _("%(who)s took back the request to %(position)s to sign %(subject)s"),
    "signature_requests_closed": _("Open requests to sign %(subject)s were closed by a newer version"),
    "signature_code_sent": _("A code was sent to %(position)s for signing %(subject)s"),
    "signature_code_wrong": _("A wrong code was given for %(position)s, who was asked to sign %(subject)s"),
}

NAMES = {
    "agreement_drafted": _("Agreement begun"),
    "agreement_edited": _("Agreement draft changed"),
    "agreement_discarded": _("Agreement draft discarded"),
    "agreement_version_begun": _("New version of an agreement begun"),
    "agreement_version_discarded": _("New version of an agreement discarded"),
    "agreement_shared": _("Agreement shared"),
    "agreement_received": _("Agreement received"),
    "agreement_signed": _("Agreement signed"),
    "agreement_in_force": _("Agreement in force"),
    "agreement_ended": _("Agreement ended"),
    "signature_requested": _("Signature asked for"),
    "signature_request_revoked": _("Request to sign taken back"),
    "signature_requests_closed": _("Requests to sign closed"),
    "signature_code_sent": _("Code to sign with sent"),
    "signature_code_wrong": _("Wrong code to sign with"),
}
