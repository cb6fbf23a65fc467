"""The rows of the room of follow-up, and what stands at its addresses.

Every address has the period in which its act can be done: one that nobody has written in, one that is
written, handed in, proposed to be closed by either side, and closed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from loftet.agreements.models import Agreement
from loftet.domain.cells import CellState
from loftet.domain.party_account import AccountText, CountText
from loftet.followup import services
from loftet.followup.content import PeriodContent, StatementContent
from loftet.followup.models import FollowUp, PartyAccount, ReportingPeriod
from loftet.organisations.actor import Actor
from loftet.organisations.models import Organisation

TABLE = """
# --- followup: either party does everything, in its own name ------------------------------------------
GET  followup:follow_up_list             -           in  200         | 200 200 200 200 403 200 200
POST followup:follow_up_list             -           405
GET  followup:promise_set_periods        -           in  404 200     | 200 200 200 200 403 200 200
POST followup:promise_set_periods        -           405
GET  followup:promise_set_thread         -           in  404 200     | 200 200 200 200 403 200 200
POST followup:promise_set_thread         -           405
GET  followup:periods_edit               -           in  404 200 403 | 403 200 403
POST followup:periods_edit               -           in  404 302 403 | 403 302 403
GET  followup:series_choose              -           in  404 200 403 | 403 200 403
POST followup:series_choose              -           in  404 302 403 | 403 302 403
GET  followup:period_detail              -           in  404 200     | 200 200 200 200 403 200 200
POST followup:period_detail              -           405
GET  followup:statement_edit             -           in  404 200 403 | 403 200 403
POST followup:statement_edit             -           in  404 302 403 | 403 302 403
GET  followup:assessment_edit            -           in  404 200 403 | 403 200 403
POST followup:assessment_edit            -           in  404 302 403 | 403 302 403
GET  followup:account_hand_in            -           in  404 200 403 | 403 200 403
POST followup:account_hand_in            -           in  404 422 403 | 403 302 403
GET  followup:account_reopen             -           in  404 404 403 | 403 200 403
POST followup:account_reopen             -           in  404 404 403 | 403 302 403
GET  followup:entered_detail             -           in  404 404 403 | 403 200 403
POST followup:entered_detail             -           405
GET  followup:statement_enter            -           in  404 404 403 | 403 200 403
POST followup:statement_enter            -           in  404 404 403 | 403 302 403
GET  followup:entered_hand_in            -           in  404 404 403 | 403 200 403
POST followup:entered_hand_in            -           in  404 404 403 | 403 302 403
GET  followup:entered_reopen             -           in  404 404 403 | 403 200 403
POST followup:entered_reopen             -           in  404 404 403 | 403 302 403
GET  followup:pair_list                  -           in  404 200     | 200 200 200 200 403 200 200
POST followup:pair_list                  -           405
GET  followup:pair_mark                  -           in  404 200 403 | 403 200 403
POST followup:pair_mark                  -           in  404 302 403 | 403 302 403
GET  followup:closing_propose            -           in  404 200 403 | 403 200 403
POST followup:closing_propose            -           in  404 302 403 | 403 302 403
GET  followup:closing_confirm            -           in  404 200 403 | 403 200 403
POST followup:closing_confirm            -           in  404 422 403 | 403 302 403
GET  followup:closing_silence            -           in  404 200 403 | 403 200 403
POST followup:closing_silence            -           in  404 422 403 | 403 302 403
GET  followup:closing_withdraw           -           in  404 200 403 | 403 200 403
POST followup:closing_withdraw           -           in  404 422 403 | 403 302 403
GET  followup:follow_up_version          -           in  404 200     | 200 200 200 200 403 200 200
POST followup:follow_up_version          -           405
GET  followup:follow_up_print            -           in  404 200     | 200 200 200 200 403 200 200
POST followup:follow_up_print            -           405
GET  followup:follow_up_word             -           in  404 200     | 200 200 200 200 403 200 200
POST followup:follow_up_word             -           405
GET  followup:follow_up_excel            -           in  404 200     | 200 200 200 200 403 200 200
POST followup:follow_up_excel            -           405
GET  followup:follow_up_csv              -           in  404 200     | 200 200 200 200 403 200 200
POST followup:follow_up_csv              -           405
GET  followup:follow_up_json             -           in  404 200     | 200 200 200 200 403 200 200
POST followup:follow_up_json             -           405
GET  followup:follow_up_page             -           in  404 200     | 200 200 200 200 403 200 200
POST followup:follow_up_page             -           405
GET  followup:follow_up_annex            -           in  404 200     | 200 200 200 200 403 200 200
POST followup:follow_up_annex            -           405
GET  followup:follow_up_annex_word       -           in  404 200     | 200 200 200 200 403 200 200
POST followup:follow_up_annex_word       -           405
GET  followup:signature_request          -           in  404 200 403 | 403 200 403
POST followup:signature_request          -           in  404 422 403 | 403 302 403
GET  followup:signature_paper            -           in  404 200 403 | 403 200 403
POST followup:signature_paper            -           in  404 422 403 | 403 302 403
GET  followup:signature_revoke           -           405
POST followup:signature_revoke           -           in  404 404 403 | 403 302 403
GET  followup:signature_page             -           in  404         | 200 200 200 200 403 200 200
POST followup:signature_page             -           405
GET  followup:signature_sign             -           in  404 404 403 | 403 403 403 403 403 200 403
POST followup:signature_sign             -           in  404 404 403 | 403 403 403 403 403 302 403
"""
_TYPED = {"outcome": "done", "words": "Det gick bra.", "revision": "0", "number_0": "2"}
UNWRITTEN, WRITTEN, HANDED_IN, ASKED, ASKING, CLOSED, TOLD_TWICE = range(7)
PAIR = {"one": "ours", "other": "theirs"}
STANDS_AT = {
    "account_hand_in": WRITTEN,
    "account_reopen": HANDED_IN,
    "entered_hand_in": WRITTEN,
    "entered_reopen": HANDED_IN,
    "pair_list": TOLD_TWICE,
    "pair_mark": TOLD_TWICE,
    "closing_propose": HANDED_IN,
    "closing_confirm": ASKED,
    "closing_silence": ASKING,
    "closing_withdraw": ASKING,
}


@dataclass
class Followed:
    """The periods of an agreement, each as far as its name says, and what is sent to their addresses."""

    agreement: Agreement
    periods: list[ReportingPeriod]
    promise: str
    closed: FollowUp
    other: Organisation
    signature_data: dict[str, dict[str, Any]] = field(default_factory=dict)

    def pk(self, name: str) -> int:
        view = name.removeprefix("followup:")
        if view.startswith(("signature", "follow_up_")):
            return self.closed.pk
        if view in ("periods_edit", "series_choose"):
            return self.agreement.pk
        return self.periods[STANDS_AT.get(view, UNWRITTEN)].pk

    def data(self, name: str) -> dict[str, Any]:
        """What would be accepted of somebody who may."""
        data: dict[str, dict[str, Any]] = {
            "periods_edit": self._typed_periods(),
            "series_choose": {"every": "month", "starts_on": "2027-01-01", "ends_on": "2027-12-31"},
            "statement_edit": _TYPED,
            "statement_enter": _TYPED | {"source": "Mejl 3 maj"},
            "entered_hand_in": {"revision": "1"},
            "entered_reopen": {"reason": "Ett prov till."},
            "assessment_edit": {
                "status": "under_way",
                "motive": "Två kvar.",
                "revision": "0",
            },
            "account_hand_in": {"revision": "1"},
            "account_reopen": {"reason": "Ett prov till."},
            "closing_confirm": {"revision": "1"},
            "pair_mark": {"verdict": "one", "motive": "Samma kväll."},
            **self.signature_data,
        }
        return data.get(name.removeprefix("followup:"), {})

    def _typed_periods(self) -> dict[str, Any]:
        typed = {"seen": ",".join(str(each.pk) for each in self.periods)}
        for number, each in enumerate(self.periods):
            days = ((name, getattr(each, name)) for name in ("starts_on", "ends_on", "due_on"))
            typed |= {f"{name}_{number}": day.isoformat() for name, day in days if day}
            typed[f"label_{number}"] = each.label
        return typed | {f"label_{len(self.periods)}": "Nästa", "remind_after": "3, 10"}


def make_followed(own: Actor, other: Actor, agreement: Agreement, *, promise: str) -> Followed:
    """The set of the promise runs; every period of it is over."""
    periods = services.set_periods(by=own, agreement=agreement, periods=[_period(n) for n in range(7)])
    _write(own, periods[WRITTEN], promise)
    services.hand_in(by=own, account=_write(own, periods[HANDED_IN], promise))
    entered = [_enter(own, other, periods[each], promise) for each in (WRITTEN, HANDED_IN)]
    services.hand_in(by=own, account=entered[-1])
    for who, key in zip((own, other), PAIR.values(), strict=True):
        services.hand_in(by=who, account=_write(who, periods[TOLD_TWICE], promise, key))
    services.propose_closing(by=other, period=periods[ASKED])
    services.send_reminders(today=_day(-1))
    services.propose_closing(by=own, period=periods[ASKING])
    services.propose_closing(by=own, period=periods[CLOSED])
    closed = services.confirm_closing(by=other, follow_up=FollowUp.objects.get(period=periods[CLOSED]))
    return Followed(agreement, periods, promise, closed, other.organisation)


def _period(number: int) -> PeriodContent:
    first = -30 + 3 * number
    return PeriodContent(
        f"Period {number}", _day(first), _day(first + 2), due_on=_day(-4), remind_on=(_day(-1),)
    )


def _day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def _write(by: Actor, period: ReportingPeriod, promise: str, key: str = "") -> PartyAccount:
    content = _content(promise, key)
    return services.save_statement(by=by, period=period, content=content, revision=0).account


def _enter(by: Actor, other: Actor, period: ReportingPeriod, promise: str) -> PartyAccount:
    row = services.save_statement(
        by=by,
        period=period,
        content=_content(promise),
        revision=0,
        party=other.organisation,
        entered_from="Mejl 3 maj",
    )
    return row.account


def _content(promise: str, key: str = "") -> StatementContent:
    """Done, and with a key two of it, typed by hand."""
    counts = (CountText(key, "", "möten", 2, False, (), None, None),) if key else ()
    state = CellState.AMOUNT if key else CellState.DONE
    return StatementContent(promise, AccountText(state, counts, words="Det gick bra."))
