"""Sharing an agreement with the parties that it names."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.domain.agreement import AgreementDocument
from loftet.domain.agreement_states import AGREEMENT_LIFECYCLE, AgreementAct, AgreementState
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import Organisation

from .. import sharing
from ..drafts import live_document
from ..models import Agreement, SharedVersion
from ..policies import share_obstacles
from . import letters
from .drafting import locked
from .requests import close_older_requests


@transaction.atomic
def share_agreement(*, by: Actor, agreement: Agreement, revision: int | None = None) -> SharedVersion:
    """Freeze the draft and hand it over to its parties, who are told by mail.

    With `revision`, only what was shown is shared: a draft changed since then is refused.
    """
    kept = locked(agreement)
    document = live_document(kept)
    if obstacles := share_obstacles(by, kept, document) or _revision_obstacles(kept, revision):
        raise NotAllowed(obstacles)
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
    letters.tell_shared(version, organisations=receivers)
    return version


def receivers_of(document: AgreementDocument, *, but: Organisation) -> list[Organisation]:
    """The parties that receive the document."""
    named = [party.organisation for party in document.parties if party.organisation != but.pk]
    return list(Organisation.objects.filter(pk__in=named).order_by("sort_key", "pk"))


def _state_after(agreement: Agreement) -> AgreementState:
    first = agreement.shared_version is None
    act = AgreementAct.SHARE if first else AgreementAct.SHARE_NEW_VERSION
    return AGREEMENT_LIFECYCLE.after(AgreementState(agreement.state), act)


def _revision_obstacles(agreement: Agreement, revision: int | None) -> list[str]:
    if revision is None or revision == agreement.revision:
        return []
    return [_("The draft was changed after this page was opened. Read it again before you share it.")]
