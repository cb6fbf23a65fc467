"""What a site of its own holds beyond the demo, arranged in the environment of the site.

python -m tests.browser.arranging decide|owe|sign TITLE
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loftet.config.settings")
django.setup()

from loftet.activities.models import Function  # noqa: E402
from loftet.agreements import services  # noqa: E402
from loftet.agreements.drafts import content_of  # noqa: E402
from loftet.agreements.models import Agreement, SharedRecord  # noqa: E402
from loftet.agreements.versions import newest_version, seats_of  # noqa: E402
from loftet.organisations.actor import Actor, find_actor  # noqa: E402
from loftet.organisations.models import Membership, Role  # noqa: E402
from loftet.promises import services as promises  # noqa: E402
from loftet.promises.models import PromiseSet  # noqa: E402
from tests.activities.making import window  # noqa: E402

MUCH = 23


def decide(title: str) -> None:
    """The agreement of the set gets the standing decision to share what is recorded, signed by all."""
    agreement = PromiseSet.objects.get(title=title).agreement
    owner = one_who_is(Role.COORDINATOR, agreement.owner_id)
    if not agreement.has_unshared_changes:
        services.start_new_version(by=owner, agreement=agreement, reason="Vi delar det vi gör direkt.")
    kept = Agreement.objects.get(pk=agreement.pk)
    content = replace(content_of(kept), shares_when_recorded=True)
    services.edit_agreement(by=owner, agreement=kept, content=content, revision=kept.revision)
    services.share_agreement(by=owner, agreement=Agreement.objects.get(pk=agreement.pk))
    _sign_all(Agreement.objects.get(pk=agreement.pk))


def sign(title: str) -> None:
    """The draft of a set is shared, signed by all and let out."""
    promise_set = PromiseSet.objects.get(title=title)
    owner = one_who_is(Role.COORDINATOR, promise_set.owner_id)
    promises.share_set(by=owner, promise_set=promise_set)
    _sign_all(PromiseSet.objects.get(pk=promise_set.pk))
    promises.make_ready(by=owner, promise_set=PromiseSet.objects.get(pk=promise_set.pk))


def _sign_all(record: SharedRecord) -> None:
    version = newest_version(record)
    assert version is not None
    for seat in seats_of(version):
        coordinator = one_who_is(Role.COORDINATOR, seat.organisation)
        signatory = one_who_is(Role.SIGNATORY, seat.organisation)
        record.refresh_from_db()
        request = services.request_signature(
            by=coordinator, record=record, position=seat.position, person=signatory.person
        )
        services.sign_with_account(by=signatory, request=request, digest=version.digest)


def owe(title: str) -> None:
    """A function has much to tell of."""
    promise_set = PromiseSet.objects.get(title=title)
    planner = one_who_is(Role.COORDINATOR, promise_set.owner_id)
    performer = Function.objects.filter(organisation=promise_set.owner).earliest("pk")
    for number in range(MUCH):
        window(planner, promise_set, title=f"Mätning {number + 1}", assigned_function=performer)


def one_who_is(role: Role, organisation: int) -> Actor:
    membership = Membership.objects.active().filter(role=role, organisation=organisation).earliest("pk")
    actor = find_actor(membership.person, organisation_id=organisation)
    assert actor is not None
    return actor


if __name__ == "__main__":
    {"decide": decide, "owe": owe, "sign": sign}[sys.argv[1]](sys.argv[2])
