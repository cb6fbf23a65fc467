"""Forms by which what was done, or was not, is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loftet.domain.cells import NotDoneReason, OutcomeState
from loftet.web.forms import Date, Form, Text

from ..content import CountContent, NotDoneContent, OccurrenceContent
from ..models import Occurrence, OccurrenceCount
from ..words import REASONS
from .plans import NO_PERSON, amount_field

MOST_COMMITMENTS = 3
PLACES = range(1, MOST_COMMITMENTS + 1)
Choices = Sequence[tuple[str, str]]


class How(models.TextChoices):
    """How much was done of a commitment."""

    NUMBER = "number", _("So many")
    SOME = "some", _("Some, number unknown")
    DONE = "done", _("Done, nothing to count")
    PARTLY = "partly", _("Done in part, nothing to count")
    BEGUN = "begun", _("Begun or going on")


UNCOUNTED: dict[str, How] = {
    OutcomeState.DONE: How.DONE,
    OutcomeState.PARTLY: How.PARTLY,
    OutcomeState.IN_PROGRESS: How.BEGUN,
}


class OccurrenceForm(Form):
    """When, where, with whom, and how much of up to three commitments."""

    starts_on = Date(label=_("First day"))
    ends_on = Date(label=_("Last day"), required=False, help_text=_("Leave empty where it was on one day."))
    place_name = Text(
        label=_("Place"), max_length=200, required=False, help_text=_("A name that people know, or the area.")
    )
    area = Text(label=_("Area"), max_length=200, required=False)
    public_note = Text(
        label=_("What happened?"),
        max_length=1000,
        multi_line=True,
        required=False,
        help_text=_("May be published. Write nothing about individual persons."),
    )
    internal_note = Text(
        label=_("Internal note (can be asked for)"),
        max_length=1000,
        multi_line=True,
        required=False,
        help_text=_("Is not published, but is a public record that anybody may ask for."),
    )
    entered_for = forms.ChoiceField(label=_("For which party?"), required=False)
    entered_from = Text(
        label=_("Out of what source?"),
        max_length=200,
        required=False,
        help_text=_("Such as the party's annual report. It is never shown as the party's own account."),
    )
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, commitments: Choices, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in PLACES:
            self._add_row(place, commitments)
        self._add_parties(parties)
        self.offer("entered_for", [("", gettext("Our own")), *parties])

    @property
    def rows(self) -> list[list[Any]]:
        """The fields of each commitment together."""
        return [[self[name] for name in _names(place)] for place in PLACES]

    @property
    def rows_used(self) -> int:
        return sum(1 for place in PLACES if self[f"commitment_{place}"].value())

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext("The last day comes before the first."))
        for place in PLACES:
            if cleaned.get(f"commitment_{place}") and cleaned.get(f"how_{place}") == How.NUMBER:
                self._ask_for_number(place)
        return cleaned

    def content(self) -> OccurrenceContent:
        cleaned = self.cleaned_data
        names = ("starts_on", "ends_on", "place_name", "area", "public_note", "internal_note")
        return OccurrenceContent(
            **{name: cleaned[name] for name in names},
            counts=tuple(self._counts()),
            parties=tuple(int(pk) for pk in cleaned.get("parties", ())),
            entered_for=int(cleaned["entered_for"]) if cleaned["entered_for"] else None,
            entered_from=cleaned["entered_from"],
        )

    def _add_row(self, place: int, commitments: Choices) -> None:
        is_first = place == 1
        commitment, how, number, is_about, unit = _names(place)
        choices = list(commitments) if is_first else [("", gettext("No more")), *commitments]
        fields: dict[str, forms.Field] = {
            commitment: forms.ChoiceField(label=_("Counts towards"), choices=choices, required=is_first),
            how: forms.ChoiceField(
                label=_("How much?"), choices=How.choices, initial=How.NUMBER, required=is_first
            ),
            number: amount_field(_("Number"), required=False, min_value=0),
            is_about: forms.BooleanField(label=_("About so many"), required=False),
            unit: Text(
                label=_("Of what?"),
                max_length=120,
                required=False,
                help_text=_("Leave empty for what the commitment counts."),
            ),
        }
        for name, field in fields.items():
            self.add_field(name, field)

    def _add_parties(self, parties: Choices) -> None:
        if parties:
            others = forms.MultipleChoiceField(
                label=_("Who else took part?"),
                choices=parties,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.add_field("parties", others)

    def _ask_for_number(self, place: int) -> None:
        missing = self.cleaned_data.get(f"number_{place}") is None
        if missing and f"number_{place}" not in self.errors:
            words = gettext("Write how many, or choose “Some, number unknown”.")
            self.add_error(f"number_{place}", words)

    def _counts(self) -> Iterator[CountContent]:
        for place in PLACES:
            key, how, number, is_about, unit = (self.cleaned_data[name] for name in _names(place))
            if key:
                yield _count(key, How(how or How.NUMBER), number, is_about, unit)


def _count(key: str, how: How, number: Decimal | None, is_about: bool, unit: str) -> CountContent:  # noqa: FBT001
    match how:
        case How.NUMBER:
            return CountContent(key, number, unit, is_approximate=is_about)
        case How.SOME:
            return CountContent(key, None, unit)
        case How.DONE:
            return CountContent(key, is_counted=False)
        case How.PARTLY:
            return CountContent(key, is_counted=False, outcome=OutcomeState.PARTLY)
        case How.BEGUN:
            return CountContent(key, is_counted=False, outcome=OutcomeState.IN_PROGRESS)


def initial_of(occurrence: Occurrence) -> dict[str, Any]:
    names = ("starts_on", "place_name", "area", "public_note", "internal_note", "entered_from", "revision")
    found: dict[str, Any] = {name: getattr(occurrence, name) for name in names}
    if occurrence.ends_on != occurrence.starts_on:
        found["ends_on"] = occurrence.ends_on
    found["entered_for"] = str(occurrence.entered_for_id or "")
    found["parties"] = [str(each.pk) for each in occurrence.parties.all()]
    for place, count in zip(PLACES, occurrence.counts.all(), strict=False):
        found |= dict(zip(_names(place), _row(count), strict=True))
    return found


def _row(count: OccurrenceCount) -> tuple[Any, ...]:
    how = How.NUMBER if count.number is not None else How.SOME
    if not count.is_counted:
        how = UNCOUNTED[count.outcome]
    return str(count.commitment_key), how.value, count.number, count.is_approximate, count.unit


def _names(place: int) -> tuple[str, str, str, str, str]:
    return f"commitment_{place}", f"how_{place}", f"number_{place}", f"is_about_{place}", f"unit_{place}"


NOTHING = "nothing"


@dataclass(frozen=True)
class Left:
    """Why an activity was left; `content` is None where there was nothing this time."""

    concerns_on: date
    words: str
    content: NotDoneContent | None


class NotDoneForm(Form):
    """That an activity was not done, or that there was nothing this time."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[
            (NOTHING, _("Nothing this time: nothing called for it")),
            *((each.value, REASONS[each]) for each in NotDoneReason if each != NotDoneReason.NO_NEED),
        ],
        widget=forms.RadioSelect,
    )
    words = Text(label=_("Tell more"), max_length=1000, multi_line=True, required=False, help_text=NO_PERSON)
    concerns_on = Date(label=_("Which day does it concern?"))
    next_on = Date(
        label=_("New day"), required=False, help_text=_("When it is to be done instead, if that is known.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        day, later = cleaned.get("concerns_on"), cleaned.get("next_on")
        if day and later and later <= day:
            self.add_error("next_on", gettext("The new day must come after the day when it was not done."))
        if later and cleaned.get("reason") == NOTHING:
            self.add_error("next_on", gettext("Where nothing called for it there is no new day."))
        if cleaned.get("reason") == NotDoneReason.OTHER and not cleaned.get("words"):
            self.add_error("words", gettext("Say why."))
        return cleaned

    def left(self) -> Left:
        cleaned = self.cleaned_data
        words = cleaned["words"]
        if cleaned["reason"] == NOTHING:
            return Left(cleaned["concerns_on"], words, None)
        content = NotDoneContent(NotDoneReason(cleaned["reason"]), words, cleaned["next_on"])
        return Left(cleaned["concerns_on"], words, content)


class WithdrawForm(Form):
    reason = Text(label=_("Why is it withdrawn?"), max_length=500, multi_line=True, help_text=NO_PERSON)
