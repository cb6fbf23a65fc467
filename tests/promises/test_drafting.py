from __future__ import annotations

from datetime import date

import pytest

from loftet.agreements import services as agreements
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import AuditEvent, Role
from loftet.promises import services
from loftet.promises.drafts import content_of
from loftet.promises.models import PromiseSet
from tests.factories import Cast, make_actor

from .making import (
    CHIEF,
    DIRECTOR,
    YEAR,
    add,
    agreement_of,
    document,
    empty_set,
    fresh,
    newest,
    rewrite_details,
    running,
    set_content,
    shared,
    signed,
    titles,
)


def test_it_begins_within_an_agreement_with_those_who_sign_that(cast: Cast) -> None:
    promise_set = empty_set(cast)
    assert [(seat.position) for seat in document(promise_set).signatories] == [DIRECTOR, CHIEF]
    assert document(promise_set).agreement == "Trygga tillsammans"
    assert promise_set.state == "draft"


def test_it_keeps_what_was_written(cast: Cast) -> None:
    seats = ((cast.asta.organisation.pk, "Ordförande"), (cast.petra.organisation.pk, CHIEF))
    content = set_content(signatories=seats)
    promise_set = services.draft_set(by=cast.asta, agreement=agreement_of(cast), content=content)
    assert content_of(fresh(promise_set)) == content


def test_an_agreement_that_is_not_shared_has_no_promises(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="Dela överenskommelsen"):
        services.draft_set(
            by=cast.asta,
            agreement=agreement_of(cast, state=AgreementState.DRAFT),
            content=set_content(),
        )


def test_an_agreement_that_has_ended_gets_no_promise(cast: Cast) -> None:
    agreement = agreement_of(cast, state=AgreementState.ENDED)
    with pytest.raises(NotAllowed, match="upphört"):
        services.draft_set(by=cast.asta, agreement=agreement, content=set_content())


def test_only_a_party_begins(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="inte part"):
        services.draft_set(by=cast.cesar, agreement=agreement_of(cast), content=set_content())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_a_coordinator_writes(cast: Cast, role: Role) -> None:
    other = make_actor(role, organisation=cast.asta.organisation)
    with pytest.raises(NotAllowed):
        services.draft_set(by=other, agreement=agreement_of(cast), content=set_content())
    assert not PromiseSet.objects.exists()


def test_a_period_that_ends_before_it_starts_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="sista dagen"):
        empty_set(cast, starts_on=date(YEAR, 5, 1), ends_on=date(YEAR, 4, 30))
    assert not PromiseSet.objects.exists()


def test_a_municipality_outside_the_agreement_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="inte omfattar"):
        empty_set(cast, municipalities=("0581",))


def test_a_signatory_outside_the_agreement_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="inte är part"):
        empty_set(cast, signatories=((cast.cesar.organisation.pk, "Kommunchef"),))


def test_the_second_of_two_writers_is_told(draft: PromiseSet, cast: Cast) -> None:
    opened = draft.details_revision
    rewrite_details(cast, draft, title="Den första hann före")
    with pytest.raises(ChangedMeanwhile):
        services.edit_set(by=cast.asta, promise_set=draft, content=set_content(title="B"), revision=opened)
    assert fresh(draft).title == "Den första hann före"


def test_writing_promises_is_no_change_above_them(draft: PromiseSet, cast: Cast) -> None:
    opened = draft.details_revision
    add(cast, draft, title="Ett till")
    services.edit_set(by=cast.asta, promise_set=draft, content=set_content(title="B"), revision=opened)
    assert fresh(draft).title == "B"


def test_another_party_never_writes(draft: PromiseSet, cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="Bara Linköpings kommun"):
        services.edit_set(by=cast.petra, promise_set=draft, content=set_content(), revision=1)
    with pytest.raises(NotAllowed):
        services.discard_set(by=cast.petra, promise_set=draft)


def test_a_discarded_draft_is_gone(draft: PromiseSet, cast: Cast) -> None:
    assert services.discard_set(by=cast.asta, promise_set=draft) is None
    assert not PromiseSet.objects.exists()


def test_a_discarded_new_version_leaves_what_is_shared(cast: Cast) -> None:
    promise_set = shared(cast)
    rows = [promise.pk for area in promise_set.focus_areas.all() for promise in area.promises.all()]
    services.start_new_version(by=cast.asta, promise_set=promise_set, reason="Ett nytt löfte.")
    rewrite_details(cast, promise_set, title="Kommer aldrig ut")
    add(cast, promise_set, focus_area="Trafik", title="Kommer aldrig ut")
    services.discard_set(by=cast.asta, promise_set=promise_set)
    kept = fresh(promise_set)
    assert document(promise_set).to_data() == newest(promise_set).document
    assert not kept.has_unshared_changes
    assert [p.pk for area in kept.focus_areas.all() for p in area.promises.all()] == rows


def test_what_is_shared_is_not_edited(cast: Cast) -> None:
    promise_set = shared(cast)
    with pytest.raises(NotAllowed, match="ändras aldrig"):
        rewrite_details(cast, promise_set, title="Ändrat i efterhand")
    with pytest.raises(NotAllowed):
        add(cast, promise_set)


def test_a_new_version_has_a_reason(cast: Cast) -> None:
    promise_set = signed(cast)
    with pytest.raises(NotAllowed, match="varför"):
        services.start_new_version(by=cast.asta, promise_set=promise_set, reason=" ")
    services.start_new_version(by=cast.asta, promise_set=promise_set, reason="Fler mätningar.")
    assert fresh(promise_set).version == 2
    assert fresh(promise_set).valid_version == 1


def test_last_years_set_becomes_this_years_draft(cast: Cast) -> None:
    before = running(cast)
    copy = services.copy_set(
        by=cast.asta,
        promise_set=before,
        title="Nästa år",
        starts_on=date(YEAR + 1, 1, 1),
        ends_on=date(YEAR + 1, 12, 31),
    )
    assert titles(copy) == titles(before)
    assert copy.copied_from == before
    assert copy.state == "draft"
    assert {p.key for p in document(copy).promises}.isdisjoint(p.key for p in document(before).promises)


def test_the_other_party_copies_what_it_received(cast: Cast) -> None:
    before = shared(cast)
    days = {"starts_on": date(YEAR + 1, 1, 1), "ends_on": date(YEAR + 1, 12, 31)}
    copy = services.copy_set(by=cast.petra, promise_set=before, title="Vårt", **days)
    assert copy.owner == cast.petra.organisation
    with pytest.raises(NotAllowed):
        services.copy_set(by=cast.cesar, promise_set=before, title="Mitt", **days)


def test_the_trail_holds_no_words_of_a_draft(draft: PromiseSet, cast: Cast) -> None:
    rewrite_details(cast, draft, introduction="Hemligt än så länge")
    events = AuditEvent.objects.filter(kind__startswith="promise")
    assert events.count() == 3
    assert "Hemligt" not in str(list(events.values_list("data", flat=True)))


def test_a_party_that_left_the_agreement_stands_in_the_way_of_sharing(draft: PromiseSet, cast: Cast) -> None:
    agreements.end_agreement(by=cast.asta, agreement=draft.agreement, reason="Klart.")
    with pytest.raises(NotAllowed, match="upphört"):
        services.share_set(by=cast.asta, promise_set=fresh(draft))
