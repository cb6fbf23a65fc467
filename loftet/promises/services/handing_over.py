"""Sharing a promise set with the parties of its agreement."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.agreements import sharing
from loftet.agreements.models import SharedVersion
from loftet.agreements.services import close_older_requests, tell_shared
from loftet.domain.promise_set import PromiseSetDocument
from loftet.domain.promise_set_states import PROMISE_SET_LIFECYCLE, PromiseSetAct, PromiseSetState
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation

from ..drafts import live_document
from ..models import PromiseSet
from ..policies import share_obstacles
from .writing import locked


@transaction.atomic
def share_set(*, by: Actor, promise_set: PromiseSet, revision: int | None = None) -> SharedVersion:
    """Freeze the draft and hand it over to the agreement's parties, who are told by mail.

    With `revision`, only what was shown is shared: a draft changed since then is refused.
    """
    kept = locked(promise_set)
    document = live_document(kept)
    answered = kept.no_person_answers.values_list("words", flat=True)
    obstacles = share_obstacles(by, kept, document, answered)
    NotAllowed.raise_if(obstacles or _revision_obstacles(kept, revision))
    receivers = receivers_of(document, but=by.organisation)
    version = sharing.share(
        by=by,
        record=kept,
        document=document.to_data(),
        organisations=receivers,
        reason=document.change_reason,
        also={"state": _state_after(kept)},
    )
    close_older_requests(by=by, version=version)
    tell_shared(version, organisations=receivers)
    return version


def receivers_of(document: PromiseSetDocument, *, but: Organisation) -> list[Organisation]:
    named = [party.organisation for party in document.parties if party.organisation != but.pk]
    return list(Organisation.objects.filter(pk__in=named).order_by("sort_key", "pk"))


def _state_after(promise_set: PromiseSet) -> PromiseSetState:
    first = promise_set.shared_version is None
    act = PromiseSetAct.SHARE if first else PromiseSetAct.SHARE_NEW_VERSION
    return PROMISE_SET_LIFECYCLE.after(PromiseSetState(promise_set.state), act)


def _revision_obstacles(promise_set: PromiseSet, revision: int | None) -> list[str]:
    if revision is None or revision == promise_set.revision:
        return []
    return [_("The draft was changed after this page was opened. Read it again before you share it.")]
