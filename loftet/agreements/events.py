"""The kinds of audit events that this room writes, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENT_WORDS: dict[str, Promise | str] = {
    "agreement_drafted": _("Draft begun"),
    "agreement_edited": _("Draft changed"),
    "agreement_discarded": _("Draft discarded"),
    "agreement_version_begun": _("New version begun"),
    "agreement_version_discarded": _("Draft of a new version discarded"),
    "agreement_shared": _("Shared with the parties"),
    "agreement_received": _("Received from another organisation"),
    "agreement_signed": _("Signed"),
    "agreement_in_force": _("Entered into force"),
    "agreement_ended": _("Ended"),
    "signature_requested": _("Signature asked for"),
    "signature_request_revoked": _("Request for a signature taken back"),
    "signature_requests_closed": _("Open requests closed by a newer version"),
    "signature_code_sent": _("Code to sign with sent"),
    "signature_code_wrong": _("Wrong code"),
}
