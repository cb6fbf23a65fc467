"""The collaboration agreement and what stands in it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loftet.domain.agreement import AgreementDocument
from loftet.domain.agreement_states import AGREEMENT_LIFECYCLE, AgreementAct, AgreementState
from loftet.domain.progress_days import ProgressDays
from loftet.organisations.models import Municipality, Organisation

from .sharing import SharedRecord, SharedVersion


class Agreement(SharedRecord):
    """Samverkansöverenskommelse: purposes and areas (law 2023:196 § 9), parties, period. Not binding."""

    record_kind = "agreement"
    called = _("the agreement")
    called_many = _("Agreements")

    title = models.CharField(_("title"), max_length=200)
    purposes = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    areas = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    decision_reference = models.CharField(_("decision reference"), max_length=300, blank=True)
    # The standing decision that what is recorded as done is shared at once (design 3.6).
    shares_when_recorded = models.BooleanField(_("shares when recorded"), default=False)
    # On which days progress between follow-ups is published by itself; on none where it is empty.
    progress_days = models.CharField(
        max_length=9, blank=True, choices=[(each.value, each.value) for each in ProgressDays]
    )
    municipalities = models.ManyToManyField(Municipality, related_name="agreements", blank=True)
    change_reason = models.TextField(blank=True)
    state = models.CharField(
        max_length=12,
        choices=[(s.value, s.value) for s in AgreementState],
        default=AgreementState.DRAFT.value,
    )
    # The newest wholly signed version and its period; valid while a newer one waits for signatures.
    valid_version = models.PositiveIntegerField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    # What the owner's search looks through, lower-cased in Python: the database may not know å, ä, ö.
    search_text = models.TextField(blank=True)

    class Meta(SharedRecord.Meta):
        # By age: an order by title or period would let others see what an unshared draft says.
        ordering = ["-pk"]
        constraints = [
            *SharedRecord.Meta.constraints,
            models.CheckConstraint(
                name="an_agreement_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="an_agreement_past_draft_is_shared",
                condition=Q(state="draft") | Q(shared_version__isnull=False),
            ),
            models.CheckConstraint(
                name="an_ended_agreement_has_its_day",
                condition=~Q(state="ended") | Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_valid_version_has_its_first_day",
                condition=Q(valid_version__isnull=True, valid_from__isnull=True, valid_until__isnull=True)
                | Q(valid_version__isnull=False, valid_from__isnull=False),
            ),
            models.CheckConstraint(
                name="a_signed_agreement_is_valid_as_last_shared",
                condition=~Q(state__in=("signed", "in_force"))
                | Q(valid_version__isnull=False, valid_version=F("shared_version")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def waits_for_signatures(self) -> bool:
        return self.state == AgreementState.SHARED

    @property
    def has_ended(self) -> bool:
        return self.state == AgreementState.ENDED

    def become_signed(self, version: SharedVersion) -> None:
        document = AgreementDocument.from_data(version.document)
        self.state = AGREEMENT_LIFECYCLE.after(AgreementState(self.state), AgreementAct.SIGN_LAST)
        self.valid_version = version.version
        self.valid_from, self.valid_until = document.starts_on, document.ends_on
        self.save(update_fields=["state", "valid_version", "valid_from", "valid_until"])


class PartyRole(models.TextChoices):
    """In what capacity an organisation is a party."""

    POLICE = "police", _("Police")
    MUNICIPALITY = "municipality", _("Municipality")
    OTHER = "other", _("Other")


class AgreementParty(models.Model):
    """Part: an organisation that the agreement is between."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreement_parties")
    role = models.CharField(_("role"), max_length=12, choices=PartyRole.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="a_party_stands_once", fields=["agreement", "organisation"])
        ]


class CouncilMember(models.Model):
    """A seat in the strategic council (law 2023:196 § 10): a position, never a named person."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="council")
    organisation_name = models.CharField(_("organisation"), max_length=200)
    position = models.CharField(_("position"), max_length=120)
    leads = models.BooleanField(_("leads the council"), default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_seat_stands_once", fields=["agreement", "organisation_name", "position"]
            )
        ]


class Signatory(models.Model):
    """Undertecknare: the position that signs for a party."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.CharField(_("position"), max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_signatory_stands_once", fields=["agreement", "organisation", "position"]
            )
        ]
