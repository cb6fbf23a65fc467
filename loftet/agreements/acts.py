"""What a person can do with an agreement now, with the reason beside whatever cannot be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.domain.agreement_states import AgreementState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role

from .models import Agreement, SharedVersion, SignatureRequest
from .policies import (
    asking_obstacles,
    discard_obstacles,
    edit_obstacles,
    end_obstacles,
    enter_obstacles,
    new_version_obstacles,
    request_obstacles,
    share_obstacles,
)
from .selectors import Reading
from .versions import newest_version, party_ids


@dataclass(frozen=True)
class Deed:
    """A button: where it leads, and why it does not."""

    label: str
    url: str
    obstacles: tuple[str, ...] = ()
    is_main: bool = False
    is_beside: bool = False


@dataclass(frozen=True)
class Deeds:
    """The page's one main act, going on with the draft beside it, and the rest."""

    main: Deed | None
    beside: Deed | None
    others: tuple[Deed, ...]


def list_deeds(reading: Reading, actor: Actor) -> Deeds:
    """Everything that the actor's roles have to do with; the first that leads on is the main act."""
    deeds = [*_signing(reading, actor)]
    if Role.COORDINATOR in actor.roles:
        deeds += _coordinating(reading, actor)
    main = next((deed for deed in deeds if deed.is_main), None)
    beside = next((deed for deed in deeds if deed.is_beside), None)
    return Deeds(main, beside, tuple(deed for deed in deeds if deed not in (main, beside)))


def _signing(reading: Reading, actor: Actor) -> Iterator[Deed]:
    if Role.SIGNATORY not in actor.roles or reading.version is None:
        return
    asked = SignatureRequest.objects.open_at(timezone.now()).filter(
        version=reading.version, person=actor.person, organisation=actor.organisation
    )
    for request in asked:
        label = _("Sign as %(position)s") % {"position": request.position}
        url = reading.agreement.signature_page("sign", request.pk)
        yield Deed(label, url, is_main=True)


def _coordinating(reading: Reading, actor: Actor) -> Iterator[Deed]:
    agreement, version = reading.agreement, newest_version(reading.agreement)
    if reading.is_own:
        yield from _drafting(reading, actor)
    if version is not None and _sees_newest(reading, version):
        yield from _of_shared(agreement, version, actor)
    if reading.is_own and version is not None and not reading.is_draft:
        is_main = agreement.state == AgreementState.IN_FORCE
        obstacles = new_version_obstacles(actor, agreement)
        yield _deed(_("New version"), "agreement_new_version", agreement, obstacles, is_main=is_main)
    if version is not None and _sees_newest(reading, version):
        yield _deed(
            _("End the agreement"), "agreement_end", agreement, end_obstacles(actor, agreement, version)
        )


def _drafting(reading: Reading, actor: Actor) -> Iterator[Deed]:
    if not reading.is_draft:
        return
    agreement = reading.agreement
    obstacles = share_obstacles(actor, agreement, reading.document)
    yield _deed(_("Share with the parties"), "agreement_share", agreement, obstacles, is_main=True)
    if not edit_obstacles(actor, agreement):
        url = reverse("agreements:agreement_edit", args=(agreement.pk,))
        yield Deed(_("Edit"), url, is_beside=True)
    yield _deed(_("Discard the draft"), "agreement_discard", agreement, discard_obstacles(actor, agreement))


def _of_shared(agreement: Agreement, version: SharedVersion, actor: Actor) -> Iterator[Deed]:
    state = AgreementState(agreement.state)
    if state is AgreementState.SHARED and actor.organisation.pk in party_ids(version):
        obstacles = asking_obstacles(actor, agreement, version)
        yield _deed(
            _("Ask for a signature"), "signature_request", agreement, obstacles, is_main=not obstacles
        )
        obstacles = request_obstacles(actor, agreement, version)
        yield _deed(_("Add a signature on paper"), "signature_paper", agreement, obstacles)
    if state is AgreementState.SIGNED:
        obstacles = enter_obstacles(actor, agreement, version, today=timezone.localdate())
        label = _("Let it enter into force")
        yield _deed(label, "agreement_enter_into_force", agreement, obstacles, is_main=not obstacles)


def _sees_newest(reading: Reading, version: SharedVersion) -> bool:
    return reading.version is not None and reading.version.pk == version.pk


def _deed(
    label: str, name: str, agreement: Agreement, obstacles: list[str], *, is_main: bool = False
) -> Deed:
    return Deed(label, reverse(f"agreements:{name}", args=(agreement.pk,)), tuple(obstacles), is_main)
