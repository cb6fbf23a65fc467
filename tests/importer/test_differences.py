"""The same bytes, read again."""

from __future__ import annotations

from loftet.domain.review_states import ReviewAct
from loftet.importer import services
from loftet.importer.content import ItemContent
from loftet.importer.differences import compare, earlier_uploads
from loftet.importer.models import Upload
from tests.factories import Cast

from .making import fresh, item_of, read_in, texts


def accept_two_of_three(cast: Cast, upload: Upload) -> None:
    """One as it was read, one in other words; the third is left out."""
    patrol, walks, lights = upload.items.all()
    services.decide(by=cast.asta, item=patrol, act=ReviewAct.ACCEPT, revision=0)
    mended = ItemContent(kind="promise", title="Vandringar", text="Kommunen ska vandra 3 gånger.")
    services.edit_item(by=cast.asta, item=walks, content=mended, revision=0, accepts=True)
    services.decide(by=cast.asta, item=lights, act=ReviewAct.LEAVE_OUT, revision=0)


def test_the_same_bytes_are_known_again(cast: Cast, upload: Upload) -> None:
    again = read_in(cast.asta, name="annat namn.txt")
    assert earlier_uploads(again) == [upload]
    assert earlier_uploads(upload) == []
    assert earlier_uploads(read_in(cast.petra)) == []


def test_the_difference_is_told_against_what_was_accepted(cast: Cast, upload: Upload) -> None:
    accept_two_of_three(cast, upload)
    again = read_in(cast.asta)
    differences = compare(again, upload)
    assert [item.text for item in differences.same] == [item_of(again, "fotpatrullera").text]
    ((before, now),) = differences.mended
    assert (before.text, now) == ("Kommunen ska vandra 3 gånger.", item_of(again, "trygghetsvandringar"))
    assert [item.text for item in differences.new] == [item_of(again, "belysningen").text]
    assert differences.gone == ()


def test_what_is_not_found_again_is_told(cast: Cast, upload: Upload) -> None:
    item = services.take_background(by=cast.asta, upload=upload, number=0)
    services.decide(by=cast.asta, item=item, act=ReviewAct.ACCEPT, revision=0)
    assert [each.text for each in compare(read_in(cast.asta), upload).gone] == [item.text]


def test_only_the_difference_is_left_to_decide_on(cast: Cast, upload: Upload) -> None:
    accept_two_of_three(cast, upload)
    again = read_in(cast.asta)
    assert services.leave_out_known(by=cast.asta, upload=again, earlier=fresh(upload)) == 2
    assert texts(again, state="waiting") == ["Kommunen ska se över belysningen i parken."]
