"""Who is to report, by link or account, and which links they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from loftet.organisations.actor import Actor
from loftet.organisations.models import Person

from ..models import Activity, Function, ReportLink
from ..report_policies import Recipient


@dataclass
class RecipientRow:
    """A function or a person, what they owe, and the links that open it."""

    recipient: Recipient
    owed: list[Activity] = field(default_factory=list)
    late: int = 0
    links: list[ReportLink] = field(default_factory=list)
    reported_at: datetime | None = None

    @property
    def slug(self) -> str:
        """How the addresses name it: `funktion-3`, `person-8`."""
        kind = "funktion" if isinstance(self.recipient, Function) else "person"
        return f"{kind}-{self.recipient.pk}"

    @property
    def name(self) -> str:
        return self.recipient.name if isinstance(self.recipient, Function) else self.recipient.shown_as

    @property
    def newest(self) -> ReportLink | None:
        return self.links[0] if self.links else None


@dataclass(frozen=True)
class RecipientPage:
    rows: list[RecipientRow]
    unassigned: int

    @property
    def to_ask(self) -> list[RecipientRow]:
        return [row for row in self.rows if row.owed]


def get_recipients(actor: Actor, *, until: date) -> RecipientPage:
    """Who owes something by the day, and who has a link open."""
    today, found = timezone.localdate(), dict[tuple[str, int], RecipientRow]()
    unassigned = 0
    for activity in _owed(actor, until):
        recipient = activity.assigned_function or activity.assigned_person
        if recipient is None:
            unassigned += 1
            continue
        row = found.setdefault(_place(recipient), RecipientRow(recipient))
        row.owed.append(activity)
        row.late += activity.is_late(today)
    for link in _open_links(actor):
        recipient = link.function or link.person
        assert recipient is not None
        found.setdefault(_place(recipient), RecipientRow(recipient)).links.append(link)
    _note_reports(found.values())
    return RecipientPage(sorted(found.values(), key=lambda row: (-len(row.owed), row.name)), unassigned)


def find_recipient(actor: Actor, slug: str) -> Recipient | None:
    """The function or the person of the actor's organisation that an address names."""
    kind, _dash, number = slug.partition("-")
    if not number.isdecimal() or len(number) > len(str(2**31)):
        return None
    if kind == "funktion":
        return Function.objects.visible_to(actor).filter(pk=int(number)).first()
    if kind == "person":
        of_ours = Person.objects.filter(memberships__organisation=actor.organisation)
        return of_ours.filter(memberships__ended_at__isnull=True, pk=int(number)).distinct().first()
    return None


def _owed(actor: Actor, until: date) -> Iterable[Activity]:
    owed = Activity.objects.filter(organisation=actor.organisation).owed(until)
    return owed.select_related("assigned_function", "assigned_person")


def _open_links(actor: Actor) -> Iterable[ReportLink]:
    links = ReportLink.objects.visible_to(actor).open_at(timezone.now())
    return links.select_related("function", "person").annotate(reported_at=Max("submissions__sent_at"))


def _place(recipient: Recipient) -> tuple[str, int]:
    return type(recipient).__name__, recipient.pk


def _note_reports(rows: Iterable[RecipientRow]) -> None:
    for row in rows:
        told = [at for link in row.links if (at := getattr(link, "reported_at", None))]
        row.reported_at = max(told, default=None)
