"""From signed to ready to running to ended: by a coordinator, or because the day has come."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from loftet.agreements.services import close_requests, tell_ended
from loftet.agreements.versions import newest_version, numbered_version, party_ids
from loftet.domain.promise_set_states import PROMISE_SET_LIFECYCLE, PromiseSetAct, PromiseSetState
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation

from ..models import PromiseSet
from ..policies import end_obstacles, ready_obstacles
from .writing import locked

_SIGNED = (PromiseSetState.SIGNED, PromiseSetState.READY_TO_PUBLISH, PromiseSetState.RUNNING)


@transaction.atomic
def make_ready(*, by: Actor, promise_set: PromiseSet) -> PromiseSet:
    """Let the signed document out to be published; it runs at once where its first day has come."""
    kept = locked(promise_set)
    version = newest_version(kept)
    NotAllowed.raise_if(ready_obstacles(by, kept, version))
    assert version is not None
    kept.let_out_version = version.version
    _move(kept, PromiseSetAct.MAKE_READY, "let_out_version")
    audit.record(by=by, kind="promise_set_ready", subject=version, data={"version": version.version})
    if _has_begun(kept, timezone.localdate()):
        _start(kept)
    return kept


@transaction.atomic
def end_set(*, by: Actor, promise_set: PromiseSet, reason: str) -> PromiseSet:
    """End it today, whatever its period says; every party reads the reason."""
    kept = locked(promise_set)
    version = newest_version(kept)
    NotAllowed.raise_if(end_obstacles(by, kept, version))
    if not reason.strip():
        raise NotAllowed([_("Say why the promise ends.")])
    assert version is not None
    _end(kept, on=timezone.localdate(), reason=reason)
    audit.record(by=by, kind="promise_set_ended", subject=version, data={"reason": reason})
    concerned = _concerned(kept, but=by.organisation)
    tell_ended(version, reason=reason, organisations=concerned)
    return kept


def follow_calendar(*, today: date) -> int:
    """Let begin and end what the calendar says; return how many sets moved. Safe at any time."""
    valid = PromiseSet.objects.filter(valid_version=F("shared_version"))
    begin = valid.filter(state=PromiseSetState.READY_TO_PUBLISH, valid_from__lte=today)
    over = valid.filter(state__in=_SIGNED, valid_until__lt=today)
    return sum(_follow(pk, today) for pk in (begin | over).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _follow(pk: int, today: date) -> int:
    """Decides anew under the lock: somebody may have acted meanwhile."""
    kept = PromiseSet.objects.select_for_update().get(pk=pk)
    if kept.state not in _SIGNED:
        return 0
    if kept.valid_until is not None and kept.valid_until < today:
        version = newest_version(kept)
        assert version is not None
        _end(kept, on=kept.valid_until, reason="")
        about = {"version": version.version}
        audit.record_system(
            organisation_id=kept.owner_id, kind="promise_set_ended", subject=version, data=about
        )
        return 1
    if kept.state == PromiseSetState.READY_TO_PUBLISH and _has_begun(kept, today):
        _start(kept)
        return 1
    return 0


def _start(promise_set: PromiseSet) -> None:
    _move(promise_set, PromiseSetAct.START)
    version = newest_version(promise_set)
    assert version is not None
    about = {"version": version.version}
    audit.record_system(
        organisation_id=promise_set.owner_id, kind="promise_set_running", subject=version, data=about
    )


def _end(promise_set: PromiseSet, *, on: date, reason: str) -> None:
    promise_set.ended_on, promise_set.end_reason = on, reason
    _move(promise_set, PromiseSetAct.END, "ended_on", "end_reason")
    close_requests(promise_set)


def _move(promise_set: PromiseSet, act: PromiseSetAct, *also: str) -> None:
    promise_set.state = PROMISE_SET_LIFECYCLE.after(PromiseSetState(promise_set.state), act)
    promise_set.save(update_fields=["state", *also])


def _has_begun(promise_set: PromiseSet, today: date) -> bool:
    return promise_set.valid_from is not None and promise_set.valid_from <= today


def _concerned(promise_set: PromiseSet, *, but: Organisation) -> list[Organisation]:
    """The parties of the newest version and of the valid one."""
    versions = [newest_version(promise_set), numbered_version(promise_set, promise_set.valid_version)]
    named = {pk for version in versions if version for pk in party_ids(version)}
    return list(Organisation.objects.filter(pk__in=named - {but.pk}).order_by("sort_key", "pk"))
