"""How residents reach a municipality: who says it, what is refused, and that it comes on the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.models import AuditEvent, Role
from loftet.portal.services import build_public_folder
from loftet.publication.models import PublicContact
from loftet.publication.services import set_public_contact
from tests.factories import Cast, make_actor, signed_in

from .making import published

SAID = {"email": "trygghet@kommunen.example", "phone": "08-465 004 12", "web_address": ""}


@pytest.fixture
def administrator(cast: Cast) -> Actor:
    return make_actor(Role.ADMINISTRATOR, organisation=cast.asta.organisation)


def send(client: Client, **changed: str) -> tuple[int, str]:
    response = client.post(reverse("publication:public_contact_edit"), {**SAID, **changed}, follow=True)
    return response.status_code, response.content.decode()


def test_what_the_administrator_says_stands_on_the_public_pages(
    cast: Cast, administrator: Actor, tmp_path: Path, settings: LazySettings
) -> None:
    settings.PUBLIC_FOLDER = tmp_path / "public"
    published(cast)
    build_public_folder(tell=lambda words: None)
    set_public_contact(by=administrator, **{**SAID, "web_address": "https://www.kommunen.example/kontakt"})
    assert build_public_folder(tell=lambda words: None).municipalities == ("0580",)
    own = tmp_path / "public/kommun/0580-linkoping"
    for page in (own / "index.html", next((own / "lofte").glob("*.html")), tmp_path / "public/kontakt.html"):
        words = page.read_text()
        assert "mailto:trygghet@kommunen.example" in words, page
        assert 'href="tel:0846500412"' in words
        assert "https://www.kommunen.example/kontakt" in words
    assert not build_public_folder(tell=lambda words: None).is_new


def test_the_same_said_again_leaves_no_trace(administrator: Actor) -> None:
    set_public_contact(by=administrator, **SAID)
    set_public_contact(by=administrator, **SAID)
    assert AuditEvent.objects.filter(kind="public_contact_set").count() == 1
    set_public_contact(by=administrator, **{**SAID, "phone": "08-465 004 13"})
    assert PublicContact.objects.get().phone == "08-465 004 13"
    assert AuditEvent.objects.filter(kind="public_contact_set").count() == 2


def test_the_police_have_no_contact_of_a_municipality(cast: Cast) -> None:
    police = make_actor(Role.ADMINISTRATOR, organisation=cast.petra.organisation)
    with pytest.raises(NotAllowed, match="Bara en kommun"):
        set_public_contact(by=police, **SAID)
    page = signed_in(police).get(reverse("publication:public_contact_edit")).content.decode()
    assert "Bara en kommun" in page
    assert 'name="phone"' not in page


def test_a_persons_mailbox_is_saved_with_a_hint(administrator: Actor) -> None:
    client = signed_in(administrator)
    assert "ser ut som en persons brevlåda" in send(client, email="anna.andersson@kommunen.example")[1]
    assert PublicContact.objects.get().email == "anna.andersson@kommunen.example"
    assert "ser ut som en persons brevlåda" not in send(client)[1]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email": "trygghet"}, "Skriv en e-postadress"),
        ({"phone": ""}, "08-465 004 12"),
        ({"phone": "ring växeln"}, "Skriv ett telefonnummer med siffror"),
        ({"phone": "112"}, "Skriv ett telefonnummer med siffror"),
        ({"phone": "1" * 5000}, "Skriv ett telefonnummer med siffror"),
        ({"web_address": "ftp://kommunen.example/"}, "Skriv hela adressen"),
        ({"web_address": "javascript:alert(1)"}, "Skriv hela adressen"),
    ],
)
def test_bad_input_is_told_in_words(administrator: Actor, changed: dict[str, str], words: str) -> None:
    status, page = send(signed_in(administrator), **changed)
    assert (status, words in page) == (422, True), page[page.find("<main") :]
    assert not PublicContact.objects.exists()


def test_the_list_of_editions_leads_an_administrator_to_it(cast: Cast, administrator: Actor) -> None:
    link = reverse("publication:public_contact_edit")
    editions = reverse("publication:edition_list")
    assert link in signed_in(administrator).get(editions).content.decode()
    assert link not in signed_in(cast.asta).get(editions).content.decode()
