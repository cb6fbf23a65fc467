"""What each kind of audit event of this room is called in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "reporting_periods_set": _("%(who)s set the reporting periods of %(subject)s"),
    "statement_saved": _("%(who)s wrote about a promise in the account %(subject)s"),
    "statement_entered": _("%(who)s entered about a promise in the account %(subject)s from %(source)s"),
    "assessment_saved": _("%(who)s assessed a promise in the account %(subject)s"),
    "party_account_shared": _("%(who)s handed in version %(version)s of %(subject)s to %(organisations)s"),
    "party_account_received": _("The account %(subject)s was received from %(from)s"),
    "party_account_reopened": _("%(who)s began version %(version)s of the account %(subject)s"),
    "closing_proposed": _("%(who)s proposed to close %(subject)s, version %(version)s"),
    "closing_confirmed": _("%(who)s confirmed the closing of %(subject)s"),
    "closing_asked_anew": _("What was handed in for %(subject)s is to be confirmed anew"),
    "closing_withdrawn": _("%(who)s withdrew the proposal to close %(subject)s"),
    "period_closed": _("%(subject)s was closed, version %(version)s"),
    "follow_up_shared": _("%(who)s closed version %(version)s of %(subject)s for %(organisations)s"),
    "follow_up_read_in": _("%(who)s read in version %(version)s of %(subject)s from a document"),
    "follow_up_received": _("Version %(version)s of %(subject)s was received from %(from)s"),
    "follow_up_signed": _("%(position)s signed version %(version)s of %(subject)s"),
    "party_reminded": _("A reminder was sent about %(subject)s"),
}

NAMES = {
    "reporting_periods_set": _("Reporting periods set"),
    "statement_saved": _("Account of a promise written"),
    "statement_entered": _("Account of a promise entered from a source"),
    "assessment_saved": _("Promise assessed"),
    "party_account_shared": _("Account handed in"),
    "party_account_received": _("Account received"),
    "party_account_reopened": _("New version of an account begun"),
    "closing_proposed": _("Closing proposed"),
    "closing_confirmed": _("Closing confirmed"),
    "closing_asked_anew": _("Closing to be confirmed anew"),
    "closing_withdrawn": _("Proposal to close withdrawn"),
    "period_closed": _("Period closed"),
    "follow_up_shared": _("Follow-up handed over"),
    "follow_up_read_in": _("Follow-up read in"),
    "follow_up_received": _("Follow-up received"),
    "follow_up_signed": _("Follow-up signed"),
    "party_reminded": _("Party reminded"),
}
