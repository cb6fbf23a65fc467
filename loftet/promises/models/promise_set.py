"""The promise set: the document of promises to residents, owned, shared and signed like an agreement."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loftet.agreements.models import Agreement, SharedRecord, SharedVersion
from loftet.domain.promise_set import PromiseSetDocument
from loftet.domain.promise_set_states import PROMISE_SET_LIFECYCLE, PromiseSetAct, PromiseSetState
from loftet.organisations.models import Municipality, Organisation


class PromiseSet(SharedRecord):
    """Medborgarlöfte: promises within an agreement, for a period, to one or more of its municipalities."""

    record_kind = "promise_set"
    called = _("the citizen promise")
    called_many = _("Citizen promises")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="promise_sets")
    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(blank=True)
    easy_read = models.TextField(blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="promise_sets", blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    change_reason = models.TextField(blank=True)
    # Every text of the draft in lower case made in Python, since the database may not know å, ä, ö.
    search_text = models.TextField(blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", editable=False
    )
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in PromiseSetState],
        default=PromiseSetState.DRAFT.value,
    )
    # Saves of what stands above the promises, so that two who write there at once are found out.
    details_revision = models.PositiveIntegerField(default=0)
    # The newest wholly signed version and its period; valid while a newer one waits for signatures.
    valid_version = models.PositiveIntegerField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    # The newest version that was let out to residents.
    let_out_version = models.PositiveIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)

    class Meta(SharedRecord.Meta):
        # By age: an order by title or period would let others see what an unshared draft says.
        ordering = ["-pk"]
        constraints = [
            *SharedRecord.Meta.constraints,
            models.CheckConstraint(
                name="a_promise_set_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="a_promise_set_past_draft_is_shared",
                condition=Q(state="draft") | Q(shared_version__isnull=False),
            ),
            models.CheckConstraint(
                name="an_ended_promise_set_has_its_day",
                condition=~Q(state="ended") | Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_valid_promise_set_has_its_first_day",
                condition=Q(valid_version__isnull=True, valid_from__isnull=True, valid_until__isnull=True)
                | Q(valid_version__isnull=False, valid_from__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_let_out_is_a_valid_version",
                condition=Q(let_out_version__isnull=True)
                | Q(valid_version__isnull=False, let_out_version__lte=F("valid_version")),
            ),
            models.CheckConstraint(
                name="a_signed_promise_set_is_valid_as_last_shared",
                condition=~Q(state__in=("signed", "ready_to_publish", "running"))
                | Q(valid_version__isnull=False, valid_version=F("shared_version")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def waits_for_signatures(self) -> bool:
        return self.state == PromiseSetState.SHARED

    @property
    def has_ended(self) -> bool:
        return self.state == PromiseSetState.ENDED

    def become_signed(self, version: SharedVersion) -> None:
        document = PromiseSetDocument.from_data(version.document)
        self.state = PROMISE_SET_LIFECYCLE.after(PromiseSetState(self.state), PromiseSetAct.SIGN_LAST)
        self.valid_version = version.version
        self.valid_from, self.valid_until = document.starts_on, document.ends_on
        self.save(update_fields=["state", "valid_version", "valid_from", "valid_until"])


class PromiseSetSignatory(models.Model):
    """The position that signs the set for a party; by default the one that signs the agreement."""

    promise_set = models.ForeignKey(PromiseSet, models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.CharField(_("position"), max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_set_is_signed_once_by_a_position",
                fields=["promise_set", "organisation", "position"],
            )
        ]


class NoPersonAnswer(models.Model):
    """“This is no person, because …”: the answer to words that look like personal data, kept with the set."""

    promise_set = models.ForeignKey(PromiseSet, models.CASCADE, related_name="no_person_answers")
    words = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="words_are_answered_once", fields=["promise_set", "words"]),
            models.CheckConstraint(name="an_answer_has_its_reason", condition=~Q(reason="")),
        ]
