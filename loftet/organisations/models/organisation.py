"""Organisations and who may act for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loftet.domain.sort_key import sort_key

from .places import LocalPoliceArea, Municipality

if TYPE_CHECKING:
    from loftet.organisations.actor import Actor


class OrganisationKind(models.TextChoices):
    """What an organisation is; decides where it belongs."""

    MUNICIPALITY = "municipality", _("Municipality")
    COMMITTEE = "committee", _("Municipal committee")
    """Nämnd: as a rule an authority of its own (TF 2 kap. 11 §)."""
    MUNICIPAL_COMPANY = "municipal_company", _("Municipal company")
    POLICE = "police", _("Police")
    AUTHORITY = "authority", _("Other authority")
    ASSOCIATION = "association", _("Association")


IN_MUNICIPALITY = (
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.COMMITTEE,
    OrganisationKind.MUNICIPAL_COMPANY,
)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def beside(self, actor: Actor) -> Self:
        """All that the actor's organisation may name; the demo and the real never meet."""
        return self.filter(is_demo=actor.organisation.is_demo)

    def real(self) -> Self:
        return self.filter(is_demo=False)

    def demo(self) -> Self:
        return self.filter(is_demo=True)


class Organisation(models.Model):
    """The border of secrecy and records: what one organisation drafts, no other sees until it is shared."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    police_area = models.ForeignKey(
        LocalPoliceArea, models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    sort_key = models.CharField(max_length=600, editable=False, db_collation="C")
    # Who entered it; may invite its first administrator as long as nobody acts for it.
    added_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="organisation_stands_where_its_kind_belongs",
                condition=(
                    Q(kind__in=IN_MUNICIPALITY, municipality__isnull=False, police_area__isnull=True)
                    | Q(kind=OrganisationKind.POLICE, municipality__isnull=True, police_area__isnull=False)
                    | (
                        Q(kind__in=(OrganisationKind.AUTHORITY, OrganisationKind.ASSOCIATION))
                        & (Q(municipality__isnull=True) | Q(police_area__isnull=True))
                    )
                ),
            ),
            models.UniqueConstraint(
                name="one_organisation_is_the_municipality",
                fields=["municipality", "is_demo"],
                condition=Q(kind=OrganisationKind.MUNICIPALITY),
            ),
            models.UniqueConstraint(
                Lower("name"),
                "kind",
                "municipality",
                "police_area",
                "is_demo",
                name="an_organisation_is_entered_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    @property
    def place(self) -> Municipality | LocalPoliceArea | None:
        """Where it belongs."""
        return self.municipality or self.police_area


class Role(models.TextChoices):
    """What a membership lets a person do; the acts of each stand in `organisations.policies`."""

    ADMINISTRATOR = "administrator", _("Administrator")
    COORDINATOR = "coordinator", _("Coordinator")
    COMMUNICATOR = "communicator", _("Communicator")
    REGISTRAR = "registrar", _("Registrar")
    REPORTER = "reporter", _("Reporter")
    SIGNATORY = "signatory", _("Signatory")
    READER = "reader", _("Reader")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, actor: Actor) -> Self:
        """An organisation sees who acts and has acted for it."""
        return self.filter(organisation=actor.organisation)

    def active(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def ended(self) -> Self:
        return self.filter(ended_at__isnull=False)


class Membership(models.Model):
    """Behörighet: one role of one person in one organisation. Ended, never deleted: history keeps people."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["person_id", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_role_is_held_once",
                fields=["person", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_membership_is_ended_by_someone",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
