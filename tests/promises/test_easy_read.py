"""A communicator writes the easy words of a draft, and nothing else of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.models import AuditEvent, Role
from loftet.promises.content import EasyReadContent
from loftet.promises.models import Promise, PromiseSet
from loftet.promises.services import edit_promise, share_set, write_easy_read
from tests.factories import Cast, make_actor, make_cast, signed_in

from .making import drafted, promise_content


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def communicator(cast: Cast) -> Actor:
    return make_actor(Role.COMMUNICATOR, organisation=cast.asta.organisation, name="Kim")


def page(promise_set: PromiseSet) -> str:
    return reverse("promises:promise_set_easy_read", args=(promise_set.pk,))


def test_all_easy_words_are_written_on_one_page(cast: Cast) -> None:
    made, client = drafted(cast), signed_in(communicator(cast))
    promise = Promise.objects.get()
    assert page(made) in client.get(made.get_absolute_url()).content.decode()
    assert promise.text in client.get(page(made)).content.decode()
    typed = {
        "whole": "Vi hjälps åt.",
        f"promise_{promise.pk}": "Vi letar efter droger.",
        "revision": made.revision,
    }
    assert client.post(page(made), typed).url == made.get_absolute_url()
    made.refresh_from_db()
    after = Promise.objects.get()
    assert (made.easy_read, after.easy_read) == ("Vi hjälps åt.", "Vi letar efter droger.")
    assert (after.title, after.text, after.revision) == (promise.title, promise.text, promise.revision + 1)
    event = AuditEvent.objects.get(kind="easy_read_written")
    assert "Vi letar" not in str(event.data)


def test_what_the_coordinator_saved_meanwhile_is_not_lost_and_neither_is_what_was_typed(cast: Cast) -> None:
    made, client = drafted(cast), signed_in(communicator(cast))
    promise = Promise.objects.get()
    changed = promise_content(title="Vi mäter oftare")
    edit_promise(by=cast.asta, promise=promise, content=changed, revision=promise.revision)
    typed = {"whole": "Vi hjälps åt.", f"promise_{promise.pk}": "Vi letar.", "revision": made.revision}
    answer = client.post(page(made), typed)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Vi letar." in shown
    assert "Vi mäter oftare" in shown
    assert Promise.objects.get().easy_read == ""
    again = {**typed, "revision": answer.context["form"]["revision"].value()}
    assert client.post(page(made), again).status_code == 302
    assert Promise.objects.get().title == "Vi mäter oftare"


def test_the_coordinators_open_form_is_told_of_the_easy_words(cast: Cast) -> None:
    made = drafted(cast)
    promise = Promise.objects.get()
    content = EasyReadContent("", {str(promise.key): "Vi letar."})
    write_easy_read(by=communicator(cast), promise_set=made, content=content, revision=made.revision)
    with pytest.raises(ChangedMeanwhile):
        edit_promise(by=cast.asta, promise=promise, content=promise_content(), revision=promise.revision)


def test_what_is_shared_is_not_written_into(cast: Cast) -> None:
    made = drafted(cast)
    share_set(by=cast.asta, promise_set=made)
    made.refresh_from_db()
    words = EasyReadContent("Vi hjälps åt.", {})
    with pytest.raises(NotAllowed, match="ändras aldrig"):
        write_easy_read(by=communicator(cast), promise_set=made, content=words, revision=made.revision)


def test_too_long_words_are_said_by_their_box_and_kept(cast: Cast) -> None:
    made, client = drafted(cast), signed_in(communicator(cast))
    answer = client.post(page(made), {"whole": "a" * 5001, "revision": made.revision})
    assert answer.status_code == 422
    assert "whole" in answer.context["form"].errors
    assert "a" * 5001 in answer.content.decode()
