"""A party's account of a period: its statements and assessments, its own until handed in."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loftet.agreements.models import Agreement, SharedRecord, SharedVersion
from loftet.domain.cells import CellState, NotDoneReason
from loftet.domain.suggestion import PromiseStatus
from loftet.organisations.models import Organisation
from loftet.promises.models import PromiseSet

from .period import ReportingPeriod

# What can be stated; the other states are those of a party that states nothing.
STATED = (
    CellState.NOT_CONCERNED,
    CellState.NO_ACCOUNT,
    CellState.NOT_DONE,
    CellState.UNDER_WAY,
    CellState.DONE,
    CellState.AMOUNT_UNKNOWN,
    CellState.ZERO,
    CellState.AMOUNT,
)


class PartyAccount(SharedRecord):
    """A party's redovisning of a period. Handing it in shares it with the parties of the agreement.

    `party` is whose account it is. The owner is that party; or another, which then names the source.
    """

    record_kind = "party_account"
    called = _("the account")
    called_many = _("Follow-up")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="party_accounts")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="accounts")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    entered_from = models.CharField(max_length=200, blank=True)
    change_reason = models.TextField(blank=True)

    class Meta(SharedRecord.Meta):
        ordering = ["-pk"]
        constraints = [
            *SharedRecord.Meta.constraints,
            models.UniqueConstraint(
                name="a_period_has_one_account_from_each_writer", fields=["period", "party", "owner"]
            ),
            models.CheckConstraint(
                name="an_account_for_another_names_its_source",
                condition=Q(party=F("owner"), entered_from="") | ~Q(party=F("owner")) & ~Q(entered_from=""),
            ),
        ]

    def __str__(self) -> str:
        named = f"{self.period.label}, {self.party.name}"
        return f"{named} ({self.entered_from})" if self.entered_from else named

    def get_absolute_url(self) -> str:
        return self.period.get_absolute_url()

    @property
    def is_entered(self) -> bool:
        """Whether another than the party wrote it, out of a source: never the party's own word."""
        return self.party_id != self.owner_id

    # An account is handed in, never signed: what is signed is the follow-up.
    @property
    def waits_for_signatures(self) -> bool:
        return False

    @property
    def has_ended(self) -> bool:
        return False

    def become_signed(self, version: SharedVersion) -> None:
        raise AssertionError("an account is not signed")


class Statement(models.Model):
    """Redovisning: what the party tells of one promise. The internal note is never handed in."""

    account = models.ForeignKey(PartyAccount, models.CASCADE, related_name="statements")
    promise_set = models.ForeignKey(PromiseSet, models.PROTECT, related_name="+")
    promise_key = models.UUIDField()
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=16, choices=[(each.value, each.value) for each in STATED])
    has_uncounted = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    internal_note = models.TextField(blank=True)
    not_done_reason = models.CharField(
        max_length=14, choices=[(each.value, each.value) for each in NotDoneReason], blank=True
    )
    not_done_words = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="a_promise_is_stated_once", fields=["account", "promise_key"]),
            models.CheckConstraint(
                name="not_done_has_its_reason",
                condition=~Q(state="not_done") | ~Q(not_done_reason=""),
            ),
            models.CheckConstraint(
                name="words_of_not_done_have_a_reason",
                condition=~Q(not_done_reason="") | Q(not_done_words="", next_on__isnull=True),
            ),
        ]


class StatementCount(models.Model):
    """A number of a statement: of one commitment, or of the promise as a whole.

    `key` is that of the occurrence it was taken from, or its own; without a number there were some.
    """

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="counts")
    key = models.CharField(max_length=80)
    commitment_key = models.UUIDField(null=True, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    is_approximate = models.BooleanField(default=False)
    parties = ArrayField(models.BigIntegerField(), default=list, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_statement_counts_a_thing_once",
                fields=["statement", "key", "commitment_key", "unit"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_stated_number_is_not_below_zero", condition=Q(number__isnull=True) | Q(number__gte=0)
            ),
            models.CheckConstraint(
                name="a_stated_count_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        ]


class Assessment(models.Model):
    """Bedömning: the party's own status of a promise for the period, and why."""

    account = models.ForeignKey(PartyAccount, models.CASCADE, related_name="assessments")
    promise_key = models.UUIDField()
    revision = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=16, choices=[(each.value, each.value) for each in PromiseStatus])
    motive = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="a_promise_is_assessed_once", fields=["account", "promise_key"])
        ]
