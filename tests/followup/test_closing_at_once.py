"""Two who act at the same moment, each with a connection and a transaction of their own."""

from __future__ import annotations

from functools import partial

from loftet.activities.models import SameOrTwo
from loftet.agreements.models import SharedVersion
from loftet.domain.duplicates import Verdict
from loftet.domain.follow_up import FollowUpDocument
from loftet.followup import services
from loftet.followup.models import FollowUp, PartyAccount
from tests.agreements.test_signing_at_once import at_once
from tests.database import Clone
from tests.factories import make_cast

from .making import both_hand_in, count, document, done, hand_in, make_world, propose, state


def test_two_who_confirm_last_together_close_it_once(committed_database: Clone) -> None:
    world = make_world(make_cast())
    follow_up = propose(world.cast.asta, world)

    def confirm() -> None:
        services.confirm_closing(by=world.cast.petra, follow_up=follow_up)

    assert sorted(at_once(confirm, confirm)) == [False, True]
    assert SharedVersion.objects.filter(record_kind="follow_up").count() == 1


def test_handing_in_and_closing_together_lose_nothing(committed_database: Clone) -> None:
    """Either what is handed in stands in what is closed, or the closing waits for a new confirmation."""
    world = make_world(make_cast())
    hand_in(world.cast.asta, world, done(count(2, "m")))
    account = state(world.cast.petra, world, done(count(9, "p")))
    follow_up = propose(world.cast.asta, world)
    handed_in, confirmed = at_once(
        lambda: services.hand_in(by=world.cast.petra, account=account),
        lambda: services.confirm_closing(by=world.cast.petra, follow_up=follow_up),
    )
    kept = FollowUp.objects.get()
    if confirmed and not kept.is_open:
        version = SharedVersion.objects.get(record_kind="follow_up")
        closed = FollowUpDocument.from_data(version.document)
        police = world.cast.petra.organisation.pk
        assert bool(closed.promises[0].cell(police, 1).account.counts) == handed_in
    else:
        assert handed_in
        assert kept.confirmations.count() < 2
    assert PartyAccount.objects.get(party=account.party).shared_version == (1 if handed_in else None)


def test_two_of_one_party_who_hand_in_together_hand_in_once(committed_database: Clone) -> None:
    world = make_world(make_cast())
    account = state(world.cast.asta, world, done(count(2)))

    def give() -> None:
        services.hand_in(by=world.cast.asta, account=account)

    assert sorted(at_once(give, give)) == [False, True]


def test_two_who_mark_the_same_numbers_together_are_both_heard_and_one_word_holds(
    committed_database: Clone,
) -> None:
    world = make_world(make_cast())
    both_hand_in(world)
    one, two = (
        partial(
            services.mark_numbers,
            by=actor,
            period=world.period,
            keys=("m", "p"),
            verdict=verdict,
            motive="Så var det.",
        )
        for actor, verdict in ((world.cast.asta, Verdict.ONE), (world.cast.petra, Verdict.DIFFERENT))
    )
    assert at_once(one, two) == [True, True]
    last = SameOrTwo.objects.latest("pk")
    services.confirm_closing(by=world.cast.petra, follow_up=propose(world.cast.asta, world))
    (total,) = document(FollowUp.objects.get()).promises[0].totals
    assert (total.low, total.high) == ((2, 2) if last.verdict == Verdict.ONE else (3, 3))
    assert SameOrTwo.objects.count() == 2


def test_marking_and_closing_together_close_nothing_that_was_not_confirmed(committed_database: Clone) -> None:
    """Either the mark stands in what is closed, or it came after; or the closing waits for a new word."""
    world = make_world(make_cast())
    both_hand_in(world)
    follow_up = propose(world.cast.asta, world)
    marked, _confirmed = at_once(
        lambda: services.mark_numbers(
            by=world.cast.petra,
            period=world.period,
            keys=("m", "p"),
            verdict=Verdict.ONE,
            motive="Så var det.",
        ),
        lambda: services.confirm_closing(
            by=world.cast.petra, follow_up=follow_up, revision=follow_up.revision
        ),
    )
    assert marked
    kept = FollowUp.objects.get()
    if kept.is_open:
        assert not kept.confirmations.exists()
    else:
        assert [pair.verdict for pair in document(kept).promises[0].pairs] == [None]
