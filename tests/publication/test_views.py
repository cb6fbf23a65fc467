"""The pages as people meet them: what is shown before the act, what it does, and what stands afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser

from loftet.organisations.models import Role
from loftet.promises.models import PromiseSet
from loftet.publication.models import Edition
from tests.factories import Cast, make_actor, signed_in
from tests.promises.making import running, shared

from .making import published, registrar, republished, second_version


def page(client: Client, name: str, *arguments: object, status: int = 200) -> LexborHTMLParser:
    response = client.get(reverse(f"publication:{name}", args=arguments))
    assert response.status_code == status
    return LexborHTMLParser(response.content.decode())


def words(found: LexborHTMLParser, selector: str = "main") -> str:
    return " ".join(node.text(separator=" ") for node in found.css(selector))


def send(client: Client, name: str, pk: int, **data: str) -> Any:
    return client.post(reverse(f"publication:{name}", args=(pk,)), data)


def test_the_tab_leads_to_what_will_be_published_and_then_publishes_it(cast: Cast) -> None:
    promise_set, client = running(cast), signed_in(cast.asta)
    tab = page(client, "promise_set_editions", promise_set.pk)
    assert "Inte publicerat" in words(tab)
    assert words(tab, ".acts").strip() == "Publicera"
    preview = page(client, "promise_set_publish", promise_set.pk)
    assert "Vi mäter droger i avloppsvattnet" in words(preview, ".preview")
    assert "Kommundirektör, Linköpings kommun" in words(preview)
    answer = send(client, "promise_set_publish", promise_set.pk, confirmed="on", version="1")
    assert answer.url == reverse("publication:promise_set_editions", args=(promise_set.pk,))
    assert "publicerat som utgåva 1" in words(page(client, "promise_set_editions", promise_set.pk))


def test_the_act_is_gone_where_all_is_published(cast: Cast) -> None:
    edition = published(cast)
    tab = page(signed_in(cast.asta), "promise_set_editions", edition.record_id)
    assert words(tab, ".acts").strip() == ""
    assert [link.attributes["href"] for link in tab.css(".file-links a")] == [
        reverse("publication:edition_file", args=(edition.pk, form))
        for form in ("html", "pdf", "docx", "csv", "json")
    ]


def test_the_tab_says_why_nothing_can_be_published(cast: Cast) -> None:
    promise_set = shared(cast)
    tab = page(signed_in(cast.asta), "promise_set_editions", promise_set.pk)
    assert tab.css_first(".acts button").attributes.get("disabled", "no") != "no"
    assert "Alla måste skriva under" in words(tab, "#main-obstacles")
    read_only = page(signed_in(cast.bo), "promise_set_editions", promise_set.pk)
    assert read_only.css(".acts button, #main-obstacles") == []


def test_what_differs_from_the_edition_before_is_shown(cast: Cast) -> None:
    first = published(cast)
    promise_set = second_version(cast, PromiseSet.objects.get(pk=first.record_id))
    client = signed_in(cast.asta)
    assert "En tidigare version är publicerad" in words(page(client, "promise_set_editions", promise_set.pk))
    preview = page(client, "promise_set_publish", promise_set.pk)
    assert "Det som skiljer från utgåva 1" in words(preview)
    assert "Ett löfte till." in words(preview)
    assert "Vi svarar" in words(preview, ".changes ins")


@pytest.mark.parametrize("data", [{"version": "1"}, {"confirmed": "on", "version": "2"}, {"confirmed": "on"}])
def test_what_is_not_confirmed_as_shown_is_not_published(cast: Cast, data: dict[str, str]) -> None:
    promise_set = running(cast)
    answer = send(signed_in(cast.asta), "promise_set_publish", promise_set.pk, **data)
    assert answer.status_code == 422
    assert not Edition.objects.exists()


def test_the_edition_shows_how_it_is_checked(cast: Cast) -> None:
    edition = published(cast)
    shown = page(signed_in(cast.petra), "edition_detail", edition.pk)
    flat = "".join(words(shown).split())
    assert edition.document_digest in flat
    assert "".join(edition.entry.checkpoint.note.split()) in flat
    assert shown.css(f'a[href$="/{edition.pk}/aterkalla/"]') == []


def test_an_edition_names_the_one_that_replaced_it(cast: Cast) -> None:
    second = republished(cast)
    client = signed_in(cast.asta)
    assert "Ersatt av utgåva 2" in words(page(client, "edition_detail", Edition.objects.get(number=1).pk))
    assert "Ersätter utgåva 1" in " ".join(words(page(client, "edition_detail", second.pk)).split())


def test_a_file_comes_byte_for_byte(cast: Cast) -> None:
    edition = published(cast)
    client = signed_in(cast.petra)
    for file in edition.files.all():
        answer = client.get(reverse("publication:edition_file", args=(edition.pk, file.format)))
        assert answer.content == bytes(file.content)
        assert f'filename="utgava-{edition.number}.{file.format}"' in answer.headers["Content-Disposition"]
    page(client, "edition_file", edition.pk, "xlsx", status=404)
    page(signed_in(cast.cesar), "edition_file", edition.pk, "pdf", status=404)


def test_a_registrar_withdraws_and_the_page_tells_it(cast: Cast) -> None:
    edition, rut = published(cast), signed_in(registrar(cast))
    assert page(rut, "edition_detail", edition.pk).css(f'a[href$="/{edition.pk}/aterkalla/"]')
    data = {"ground": "personal_data", "reason": "Ett namn hade kommit med."}
    assert send(rut, "edition_withdraw", edition.pk, **data).status_code == 422
    assert send(rut, "edition_withdraw", edition.pk, **data, confirmed="on").status_code == 302
    shown = page(rut, "edition_detail", edition.pk)
    assert "Innehållet återkallades" in words(shown)
    assert "Ett namn hade kommit med." in words(shown)
    assert shown.css(".file-links a") == []
    page(rut, "edition_file", edition.pk, "pdf", status=404)
    assert "Återkallat" in words(page(rut, "edition_list"))
    assert send(rut, "edition_withdraw", edition.pk, **data, confirmed="on").status_code == 422


def test_who_is_no_party_finds_nothing(cast: Cast) -> None:
    edition = published(cast)
    stranger = signed_in(make_actor(*Role, organisation=cast.cesar.organisation))
    for name in ("edition_detail", "edition_withdraw"):
        page(stranger, name, edition.pk, status=404)
    for name in ("promise_set_editions", "promise_set_publish"):
        page(stranger, name, edition.record_id, status=404)
    assert "Inget är publicerat än" in words(page(stranger, "edition_list"))


def test_the_list_costs_the_same_for_one_and_for_several(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(cast.asta)
    costs = []
    for _number in range(2):
        published(cast)
        with django_assert_num_queries(9, exact=False) as counted:
            page(client, "edition_list")
        costs.append(len(counted))
    assert costs[0] == costs[1]
