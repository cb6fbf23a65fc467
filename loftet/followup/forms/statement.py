"""What a party writes of one promise: what became of it, how many, in which words; and its assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from loftet.domain.agreement import PartyRef
from loftet.domain.cells import CELL_OF, CellState, NotDoneReason, OutcomeState
from loftet.domain.counts import counted
from loftet.domain.party_account import AccountText, CountText, NotDoneText
from loftet.domain.promise_set import PromiseText
from loftet.domain.suggestion import PromiseStatus
from loftet.web.forms import Date, Form, Text
from loftet.web.said_back import names

from ..content import AssessmentContent, StatementContent
from ..words import REASONS, STATUSES

BLANK_LINES = 2
MOST_LINES = 200
_OUTCOME_OF = {CellState.NOT_DONE: OutcomeState.NOT_DONE, CellState.UNDER_WAY: OutcomeState.IN_PROGRESS}


class StatementForm(Form):
    """The outcome, numbers a line each, and words. Nothing that is typed decides a status."""

    outcome = forms.ChoiceField(
        label=_("What became of it"),
        widget=forms.RadioSelect,
        choices=[
            (OutcomeState.DONE.value, _("Done")),
            (OutcomeState.IN_PROGRESS.value, _("Goes on, or has begun")),
            (OutcomeState.NOT_DONE.value, _("Not done this time")),
        ],
    )
    words = Text(
        label=_("In words, to residents"),
        max_length=3000,
        multi_line=True,
        required=False,
        help_text=_("The other parties read it when you hand in. Write nothing about individual persons."),
    )
    reason = forms.ChoiceField(
        label=_("Why it was not done"),
        choices=[("", "–"), *((each.value, REASONS[each]) for each in NotDoneReason)],
        required=False,
    )
    reason_words = Text(label=_("The reason in your words"), max_length=1000, required=False)
    next_on = Date(label=_("To be done instead"), required=False)
    internal_note = Text(
        label=_("Internal note (can be asked for)"),
        max_length=3000,
        multi_line=True,
        required=False,
        help_text=_("Is never handed in. It is still a record that anybody may ask your authority for."),
    )
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, promise: PromiseText, parties: Sequence[PartyRef], lines: int, **kwargs: Any
    ) -> None:
        self.promise, self.parties = promise, parties
        self.lines = min(lines, MOST_LINES)
        super().__init__(*args, **kwargs)
        for number in range(self.lines):
            for name, field in self._line().items():
                self.add_field(f"{name}_{number}", field)

    def with_revision(self, revision: int) -> Self:
        """The same as it was typed, over what is saved now."""
        self.data = self.data.copy()
        self.data["revision"] = str(revision)
        return self

    def plain_fields(self) -> Iterator[forms.BoundField]:
        yield from (self[name] for name in ("words", "internal_note"))

    def why_fields(self) -> Iterator[forms.BoundField]:
        yield from (self[name] for name in ("reason", "reason_words", "next_on"))

    def rows(self) -> Iterator[dict[str, forms.BoundField]]:
        for number in range(self.lines):
            yield {name: self[f"{name}_{number}"] for name in self._line()}

    def clean(self) -> None:
        outcome = self.cleaned_data.get("outcome")
        if outcome == OutcomeState.NOT_DONE and not self.cleaned_data.get("reason") and not self._counts():
            self.add_error("reason", _("Say why it was not done."))

    def content(self) -> StatementContent:
        cleaned, counts = self.cleaned_data, tuple(self._counts())
        outcome = OutcomeState(cleaned["outcome"])
        is_not_done = outcome is OutcomeState.NOT_DONE and cleaned["reason"]
        why = (
            NotDoneText(NotDoneReason(cleaned["reason"]), cleaned["reason_words"], cleaned["next_on"])
            if is_not_done
            else None
        )
        account = AccountText(
            state=CELL_OF[outcome, counted([each.count(0, 0) for each in counts])],
            counts=counts,
            not_done=(why,) if why else (),
            has_uncounted=any(each.number is None for each in counts),
            words=cleaned["words"],
        )
        return StatementContent(self.promise.key, account, cleaned["internal_note"])

    def _counts(self) -> list[CountText]:
        found = (self._count(number) for number in range(self.lines))
        return [each for each in found if each is not None]

    def _count(self, line: int) -> CountText | None:
        cleaned = {name: self.cleaned_data.get(f"{name}_{line}") for name in self._line()}
        number, is_unknown = cleaned["number"], bool(cleaned["some"])
        if number is None and not is_unknown:
            return None
        commitment = cleaned["commitment"] or ""
        return CountText(
            key=cleaned["key"] or "",
            commitment=commitment,
            unit=cleaned["unit"] or self._unit_of(commitment),
            number=None if number is None else float(number),
            is_approximate=bool(cleaned["about"]) and number is not None,
            parties=tuple(sorted(int(each) for each in cleaned["parties"] or ())),
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
        )

    def _unit_of(self, commitment: str) -> str:
        return next((each.unit for each in self.promise.commitments if each.key == commitment), "")

    def _line(self) -> dict[str, forms.Field]:
        units = [(each.key, each.unit or self.promise.title) for each in self.promise.commitments]
        parties = [
            (str(each.organisation), names((each.organisation,), self.parties)) for each in self.parties
        ]
        return {
            "number": forms.DecimalField(
                label=_("How many"),
                min_value=Decimal(0),
                max_value=Decimal(9_999_999),
                decimal_places=2,
                required=False,
            ),
            "some": forms.BooleanField(label=_("Some, number unknown"), required=False),
            "about": forms.BooleanField(label=_("Roughly"), required=False),
            "commitment": forms.ChoiceField(
                label=_("Counts towards"),
                choices=[*units, ("", _("Only the promise"))],
                initial=units[0][0] if units else "",
                required=False,
            ),
            "unit": Text(label=_("Of what, if something else"), max_length=120, required=False),
            "parties": forms.MultipleChoiceField(
                label=_("Who took part"),
                choices=parties,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            ),
            "key": forms.SlugField(widget=forms.HiddenInput, required=False, max_length=80),
            "starts_on": forms.DateField(widget=forms.HiddenInput, required=False),
            "ends_on": forms.DateField(widget=forms.HiddenInput, required=False),
        }


class EnteredStatementForm(StatementForm):
    """The same of another party, with the source that it is taken from."""

    source = Text(
        label=_("Source"),
        max_length=200,
        help_text=_(
            "The document, mail or conversation that says so, with its date. Readers see it. It is the same"
            " for all that you enter for the party in this period."
        ),
    )


class AssessmentForm(Form):
    """The party's own status, and why. What the counter suggests stands beside it and decides nothing."""

    status = forms.ChoiceField(
        label=_("Our assessment"),
        widget=forms.RadioSelect,
        choices=[(each.value, STATUSES[each]) for each in PromiseStatus],
    )
    motive = Text(
        label=_("Why"),
        max_length=2000,
        multi_line=True,
        required=False,
        help_text=_("Needed where the promise is not kept, or kept only in part."),
    )
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    marks_optional = False

    def with_revision(self, revision: int) -> Self:
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = str(revision)
        return self

    def content(self, promise: str) -> AssessmentContent:
        status = PromiseStatus(self.cleaned_data["status"])
        return AssessmentContent(promise, status, self.cleaned_data["motive"])


def initial_of(account: AccountText, *, internal_note: str, revision: int) -> dict[str, Any]:
    """What the form shows before anything is typed."""
    why = account.not_done[0] if account.not_done else None
    initial: dict[str, Any] = {
        "outcome": _OUTCOME_OF.get(account.state, OutcomeState.DONE).value,
        "words": account.words,
        "reason": why.reason.value if why else "",
        "reason_words": why.words if why else "",
        "next_on": why.next_on if why else None,
        "internal_note": internal_note,
        "revision": revision,
    }
    for line, each in enumerate(account.counts):
        initial |= {f"{name}_{line}": value for name, value in _initial_line(each).items()}
    return initial


def _initial_line(count: CountText) -> dict[str, Any]:
    number = count.number
    return {
        "key": count.key,
        "number": int(number) if number is not None and number == int(number) else number,
        "some": number is None,
        "about": count.is_approximate,
        "commitment": count.commitment,
        "unit": count.unit,
        "parties": [str(each) for each in count.parties],
        "starts_on": count.starts_on,
        "ends_on": count.ends_on,
    }
