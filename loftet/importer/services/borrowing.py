"""Beginning a promise with one that is published already, and keeping where it came from."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loftet.agreements.versions import parties_of
from loftet.organisations import audit
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.promises.drafts import agreement_version
from loftet.promises.models import Promise, PromiseSet
from loftet.promises.services import add_promise

from ..models import Precedent
from ..precedents import PublishedSet, content_to_begin_with


@transaction.atomic
def borrow_promise(*, by: Actor, promise_set: PromiseSet, source: PublishedSet, key: str) -> Promise:
    """Copy the promise of the source into the draft, last in its focus area."""
    found = source.find(key)
    if found is None:
        raise NotAllowed([_("The promise is not in that edition.")])
    parties = parties_of(agreement_version(promise_set.agreement))
    content = content_to_begin_with(source, *found, parties)
    promise = add_promise(by=by, promise_set=promise_set, content=content)
    precedent = Precedent.objects.create(
        owner=by.organisation,
        promise_set=promise_set,
        promise_key=promise.key,
        title=found[1].title,
        published_for=source.envelope.published_for[:200],
        published_on=source.envelope.published_on,
        edition_number=source.envelope.number,
        document_digest=source.envelope.document_digest,
        address=source.address,
        taken_by=by.person,
    )
    data = {"promise": str(promise.key), "digest": precedent.document_digest}
    audit.record(by=by, kind="promise_borrowed", subject=promise_set, data=data)
    return promise
