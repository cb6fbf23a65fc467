"""What a person can do with a promise set now, with the reason beside whatever cannot be done."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.agreements.acts import Deed, Deeds
from loftet.agreements.models import SharedVersion, SignatureRequest
from loftet.agreements.policies import asking_obstacles, request_obstacles
from loftet.agreements.versions import newest_version, party_ids
from loftet.domain.promise_set_states import PromiseSetState
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role
from loftet.organisations.policies import Act, act_obstacles

from .models import PromiseSet
from .policies import (
    discard_obstacles,
    easy_read_obstacles,
    end_obstacles,
    new_version_obstacles,
    ready_obstacles,
    share_obstacles,
)
from .selectors import SetReading


def list_deeds(reading: SetReading, actor: Actor) -> Deeds:
    """Everything that the actor's roles have to do with; the first that leads on is the main act."""
    deeds = [*_signing(reading, actor)]
    if Role.COORDINATOR in actor.roles:
        deeds += _coordinating(reading, actor)
    if reading.is_draft and not act_obstacles(actor, Act.PLAIN_LANGUAGE):
        obstacles = easy_read_obstacles(actor, reading.promise_set)
        deeds.append(_deed(_("Write easy to read"), reading.promise_set, "easy_read", obstacles))
    main = next((deed for deed in deeds if deed.is_main), None)
    beside = next((deed for deed in deeds if deed.is_beside), None)
    return Deeds(main, beside, tuple(deed for deed in deeds if deed not in (main, beside)))


def _signing(reading: SetReading, actor: Actor) -> Iterator[Deed]:
    if Role.SIGNATORY not in actor.roles or reading.version is None:
        return
    asked = SignatureRequest.objects.open_at(timezone.now()).filter(
        version=reading.version, person=actor.person, organisation=actor.organisation
    )
    for request in asked:
        label = _("Sign as %(position)s") % {"position": request.position}
        yield Deed(label, reading.promise_set.signature_page("sign", request.pk), is_main=True)


def _coordinating(reading: SetReading, actor: Actor) -> Iterator[Deed]:
    promise_set, version = reading.promise_set, newest_version(reading.promise_set)
    if reading.is_draft:
        yield from _drafting(reading, actor)
    sees_newest = version is not None and reading.version is not None and reading.version.pk == version.pk
    if version is not None and sees_newest:
        yield from _of_shared(promise_set, version, actor)
    if reading.is_own and version is not None and not reading.is_draft:
        yield _deed(_("New version"), promise_set, "new_version", new_version_obstacles(actor, promise_set))
    yield _deed(_("Copy to a new period"), promise_set, "copy", [])
    if version is not None and sees_newest:
        yield _deed(_("End the promise"), promise_set, "end", end_obstacles(actor, promise_set, version))


def _drafting(reading: SetReading, actor: Actor) -> Iterator[Deed]:
    promise_set = reading.promise_set
    has_promises = bool(reading.document.promises)
    yield Deed(_("New promise"), promise_set.page("add"), is_main=not has_promises, is_beside=has_promises)
    answered = promise_set.no_person_answers.values_list("words", flat=True)
    obstacles = share_obstacles(actor, promise_set, reading.document, answered)
    yield _deed(_("Share with the parties"), promise_set, "share", obstacles, is_main=has_promises)
    yield _deed(_("Edit title and period"), promise_set, "edit", [])
    yield _deed(_("Discard the draft"), promise_set, "discard", discard_obstacles(actor, promise_set))


def _of_shared(promise_set: PromiseSet, version: SharedVersion, actor: Actor) -> Iterator[Deed]:
    if promise_set.waits_for_signatures and actor.organisation.pk in party_ids(version):
        obstacles = asking_obstacles(actor, promise_set, version)
        url = promise_set.signature_page("request")
        yield Deed(_("Ask for a signature"), url, tuple(obstacles), is_main=not obstacles)
        obstacles = request_obstacles(actor, promise_set, version)
        yield Deed(_("Add a signature on paper"), promise_set.signature_page("paper"), tuple(obstacles))
    if promise_set.state == PromiseSetState.SIGNED:
        obstacles = ready_obstacles(actor, promise_set, version)
        yield _deed(_("Let it out"), promise_set, "make_ready", obstacles, is_main=not obstacles)


def _deed(
    label: str, promise_set: PromiseSet, name: str, obstacles: list[str], *, is_main: bool = False
) -> Deed:
    return Deed(label, promise_set.page(name), tuple(obstacles), is_main)
