"""The standing decision: written with the agreement, signed with it, and held while it is in force."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse

from loftet.agreements import services
from loftet.agreements.models import Agreement
from loftet.agreements.printing import print_version
from loftet.agreements.standing import is_in_force
from loftet.agreements.standing_decisions import parties_sharing_at_once
from loftet.agreements.versions import document_of
from loftet.organisations.models import AuditEvent
from tests.factories import Cast, signed_in

from .making import TODAY, draft, fresh, in_force, newest, next_version, rewrite, shared, sign_for, signed

WEEK = timedelta(days=7)
DECIDES = {"shares_when_recorded": True}


def sharing(agreement: Agreement) -> frozenset[int]:
    return parties_sharing_at_once([agreement.pk], today=TODAY).get(agreement.pk, frozenset())


def test_it_is_part_of_what_all_parties_sign(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra, **DECIDES)

    assert document_of(newest(agreement)).shares_when_recorded
    assert sharing(agreement) == {cast.asta.organisation.pk, cast.petra.organisation.pk}


def test_nothing_is_decided_before_all_have_signed_or_where_nobody_says_so(cast: Cast) -> None:
    assert sharing(shared(cast.asta, cast.petra, **DECIDES)) == frozenset()
    assert sharing(in_force(cast.asta, cast.petra)) == frozenset()


def test_it_holds_from_the_first_day_to_the_end(cast: Cast) -> None:
    assert sharing(signed(cast.asta, cast.petra, starts_on=TODAY + WEEK, **DECIDES)) == frozenset()

    agreement = in_force(cast.asta, cast.petra, **DECIDES)
    services.end_agreement(by=cast.asta, agreement=agreement, reason="Ersatt.")
    assert sharing(agreement) == frozenset()


def test_it_holds_until_a_version_without_it_is_signed(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra, **DECIDES)
    next_version(cast.asta, agreement, shares_when_recorded=False)
    assert sharing(agreement) != frozenset()
    services.share_agreement(by=cast.asta, agreement=fresh(agreement))
    assert sharing(agreement) != frozenset()

    for party in (cast.asta, cast.petra):
        sign_for(party, agreement)
    assert sharing(agreement) == frozenset()


@pytest.mark.parametrize(
    ("state", "first", "last", "is_so"),
    [
        ("in_force", TODAY, TODAY, True),
        ("signed", TODAY, None, True),
        ("signed", TODAY + WEEK, None, False),
        ("shared", TODAY - WEEK, None, True),
        ("in_force", TODAY - WEEK, TODAY - timedelta(days=1), False),
        ("ended", TODAY - WEEK, None, False),
    ],
)
def test_in_force_is_a_matter_of_days_and_of_not_being_ended(
    state: str, first: object, last: object, *, is_so: bool
) -> None:
    agreement = Agreement(state=state, valid_version=1, valid_from=first, valid_until=last)
    assert is_in_force(agreement, today=TODAY) is is_so


def test_a_draft_that_nobody_signed_is_not_in_force() -> None:
    assert not is_in_force(Agreement(state="shared", shared_version=1), today=TODAY)


def test_the_form_keeps_it_and_the_trail_names_the_field(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    rewrite(cast.asta, agreement, **DECIDES)

    assert fresh(agreement).shares_when_recorded
    edited = AuditEvent.objects.filter(kind="agreement_edited").latest("pk")
    assert edited.data["fields"] == ["shares_when_recorded"]
    url = reverse("agreements:agreement_edit", args=(agreement.pk,))
    html = signed_in(cast.asta).get(url).content.decode()
    assert 'name="shares_when_recorded"' in html
    assert "checked" in html.split('name="shares_when_recorded"')[1].split(">")[0]


@pytest.mark.parametrize("name", ["agreement_detail", "agreement_share"])
def test_pages_say_it_with_what_follows_in_law(cast: Cast, name: str) -> None:
    agreement, without = draft(cast.asta, cast.petra, **DECIDES), draft(cast.asta, cast.petra)
    browser = signed_in(cast.asta)
    html = browser.get(reverse(f"agreements:{name}", args=(agreement.pk,))).content.decode()

    assert "Stående beslut" in html
    assert "inkommen allmän handling så snart det har sparats" in html
    other = browser.get(reverse(f"agreements:{name}", args=(without.pk,))).content.decode()
    assert "Stående beslut" not in other


def test_what_changed_names_it(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra)
    next_version(cast.asta, agreement, **DECIDES)
    url = reverse("agreements:agreement_differences", args=(agreement.pk, 1, 2))

    assert "<ins>Det som en part redovisar som gjort" in signed_in(cast.asta).get(url).content.decode()


def test_the_paper_says_it(cast: Cast) -> None:
    paper = pypdfium2.PdfDocument(print_version(newest(shared(cast.asta, cast.petra, **DECIDES))))
    words = " ".join(page.get_textpage().get_text_range() for page in paper)

    assert "Stående beslut" in words
    assert "tryckfrihetsförordningen" in words
