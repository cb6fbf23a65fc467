"""Two who act at the same moment, each with a connection and a transaction of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from loftet.agreements import services
from loftet.agreements.models import SharedVersion, Signature, SignatureRequest
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import OutboxMessage
from tests.database import Clone
from tests.factories import make_cast

from .making import ask, content, draft, fresh, mail_code, mail_link, newest, shared, sign_for, wrong


def at_once(*acts: Callable[[], Any]) -> list[bool]:
    """Which of the acts were done; the others were refused."""
    ready = Barrier(len(acts))

    def do(act: Callable[[], Any]) -> bool:
        try:
            ready.wait(timeout=10)
            act()
        except (NotAllowed, ChangedMeanwhile):
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def test_two_who_sign_last_together_make_it_signed_once(committed_database: Clone) -> None:
    cast = make_cast()
    agreement = shared(cast.asta, cast.petra)
    (first, one), (second, two) = ask(cast.asta, agreement), ask(cast.petra, agreement)
    digest = newest(agreement).digest
    done = at_once(
        lambda: services.sign_with_account(by=first, request=one, digest=digest),
        lambda: services.sign_with_account(by=second, request=two, digest=digest),
    )
    assert done == [True, True]
    assert fresh(agreement).state == AgreementState.SIGNED
    assert Signature.objects.count() == 2
    assert OutboxMessage.objects.filter(subject__startswith="Alla har undertecknat").count() == 2


def test_one_link_used_twice_together_signs_once(committed_database: Clone) -> None:
    cast = make_cast()
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    code, digest = mail_code(token), newest(agreement).digest

    def sign() -> None:
        services.sign_with_link(token=token, code=code, digest=digest)

    assert sorted(at_once(sign, sign)) == [False, True]
    assert Signature.objects.count() == 1


def test_wrong_codes_tried_together_are_all_counted(committed_database: Clone) -> None:
    cast = make_cast()
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    code, digest = wrong(mail_code(token)), newest(agreement).digest
    at_once(*[lambda: services.sign_with_link(token=token, code=code, digest=digest)] * 4)
    assert SignatureRequest.objects.get().wrong_codes == 4


def test_two_who_share_together_share_once(committed_database: Clone) -> None:
    cast = make_cast()
    agreement = draft(cast.asta, cast.petra)

    def share() -> None:
        services.share_agreement(by=cast.asta, agreement=fresh(agreement))

    assert sorted(at_once(share, share)) == [False, True]
    assert SharedVersion.objects.count() == 1


def test_two_who_save_together_do_not_overwrite_each_other(committed_database: Clone) -> None:
    cast = make_cast()
    agreement = draft(cast.asta, cast.petra)

    def save(title: str) -> Callable[[], Any]:
        new = content(cast.asta, cast.petra, title=title)
        return lambda: services.edit_agreement(
            by=cast.asta, agreement=agreement, content=new, revision=agreement.revision
        )

    assert sorted(at_once(save("Ett"), save("Två"))) == [False, True]


def test_two_requests_for_one_seat_together_ask_once(committed_database: Clone) -> None:
    cast = make_cast()
    agreement = shared(cast.asta, cast.petra)
    assert sorted(at_once(lambda: ask(cast.petra, agreement), lambda: ask(cast.petra, agreement))) == [
        False,
        True,
    ]


def test_signing_and_a_new_version_together_leave_one_truth(committed_database: Clone) -> None:
    cast = make_cast()
    agreement = shared(cast.asta, cast.petra)
    sign_for(cast.asta, agreement)
    signatory, request = ask(cast.petra, agreement)
    services.start_new_version(by=cast.asta, agreement=agreement, reason="Nytt.")
    signed, shared_anew = at_once(
        lambda: services.sign_with_account(by=signatory, request=request, digest=request.version.digest),
        lambda: services.share_agreement(by=cast.asta, agreement=agreement),
    )
    kept = fresh(agreement)
    assert shared_anew
    assert (kept.state, kept.shared_version) == (AgreementState.SHARED, 2)
    assert kept.valid_version == (1 if signed else None)
