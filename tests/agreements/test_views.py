from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from loftet.agreements import services
from loftet.agreements.drafts import content_of
from loftet.agreements.forms.typed import data_of
from loftet.agreements.models import Agreement, SharedVersion, Signature
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.models import Role
from tests.factories import Cast, make_actor, make_organisation, signed_in

from .making import (
    CHIEF,
    DIRECTOR,
    PDF,
    TODAY,
    ask,
    content,
    draft,
    fresh,
    in_force,
    newest,
    next_version,
    rewrite,
    shared,
    signed,
)


def path(name: str, *arguments: object) -> str:
    return reverse(f"agreements:{name}", args=arguments)


def read(response: Any) -> str:
    return response.content.decode()  # type: ignore[no-any-return]


def typed(agreement: Agreement, **changes: str) -> dict[str, Any]:
    """What the form of the agreement sends, with changes."""
    data = data_of(content_of(fresh(agreement)), revision=fresh(agreement).revision)
    return {key: values if key == "municipalities" else values[0] for key, values in data.lists()} | changes


def test_a_draft_is_written_and_saved(cast: Cast) -> None:
    client = signed_in(cast.asta)
    assert client.get(path("agreement_create")).status_code == 200
    data = data_of(content(cast.asta, cast.petra))
    response = client.post(path("agreement_create"), {**data.dict(), "act": "save"}, follow=True)
    agreement = Agreement.objects.get()
    assert response.redirect_chain == [(path("agreement_detail", agreement.pk), 302)]
    assert "Utkastet är sparat" in read(response)


def test_rows_are_added_without_a_word_of_blame_and_without_saving(cast: Cast) -> None:
    data = data_of(content(cast.asta, cast.petra)).dict() | {
        "title": "",
        "areas": "Bara typat",
        "act": "add-council",
    }
    response = signed_in(cast.asta).post(path("agreement_create"), data)
    page = read(response)
    assert response.status_code == 200
    assert "council-1-position" in page
    assert "Bara typat" in page
    assert "ds-validation-message" not in page
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("act", ["fly", "municipality"])
def test_an_act_that_cannot_be_done_saves_nothing(cast: Cast, act: str) -> None:
    data = data_of(content(cast.asta)).dict() | {"act": act, "municipality_name": "Storstaden"}
    response = signed_in(cast.asta).post(path("agreement_create"), data)
    assert response.status_code == 422
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("value", ["", "x" * 100_000, "\x00\x1b", "rad\nett", "\u202e"])
def test_a_wrong_title_is_told_and_all_that_was_typed_stays(cast: Cast, value: str) -> None:
    data = data_of(content(cast.asta, cast.petra)).dict() | {"title": value, "areas": "Ett område 🎉"}
    response = signed_in(cast.asta).post(path("agreement_create"), data)
    page = read(response)
    assert response.status_code == 422
    assert 'id="id_title_error"' in page
    assert "Ett område 🎉" in page
    assert not Agreement.objects.exists()


def test_the_second_writer_sees_what_the_first_changed_and_loses_nothing(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    mine = typed(agreement, title="Min rubrik", decision_reference="Mitt beslut")
    rewrite(cast.asta, agreement, title="Den förstas rubrik", areas=("Skolor", "Krogar"))
    client = signed_in(cast.asta)
    response = client.post(path("agreement_edit", agreement.pk), mine)
    page = read(response)
    assert response.status_code == 422
    assert "Utkastet ändrades medan du skrev" in page
    for words in ("Asta", "Den förstas rubrik", "Skolor", "Krogar", "Min rubrik", "Mitt beslut"):
        assert words in page
    assert fresh(agreement).title == "Den förstas rubrik"
    assert f'name="revision" value="{fresh(agreement).revision}"' in page


def test_the_second_writer_takes_over_a_field_and_saves(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    mine = typed(agreement, title="Min rubrik")
    rewrite(cast.asta, agreement, title="Deras rubrik", areas=("Skolor",))
    mine |= {"revision": str(fresh(agreement).revision), "since": mine["revision"], "act": "take-areas"}
    page = read(signed_in(cast.asta).post(path("agreement_edit", agreement.pk), mine))
    assert "Utkastet ändrades medan du skrev" in page
    assert "Skolor</textarea>" in page
    assert 'value="Min rubrik"' in page
    mine |= {"areas": "Skolor", "act": "save"}
    assert signed_in(cast.asta).post(path("agreement_edit", agreement.pk), mine).status_code == 302
    kept = fresh(agreement)
    assert (kept.title, kept.areas) == ("Min rubrik", ["Skolor"])


def test_a_party_that_is_no_choice_cannot_be_smuggled_in(cast: Cast) -> None:
    demo = make_organisation("Norrköping", is_demo=True)
    agreement = draft(cast.asta, cast.petra)
    data = typed(agreement, **{"parties-1-organisation": str(demo.pk)})
    assert signed_in(cast.asta).post(path("agreement_edit", agreement.pk), data).status_code == 422


def test_the_edit_page_of_what_is_shared_says_why_not(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    client = signed_in(cast.asta)
    assert "ny version" in read(client.get(path("agreement_edit", agreement.pk)))
    assert client.post(path("agreement_edit", agreement.pk), typed(agreement)).status_code == 422


def test_sharing_asks_for_a_confirmation_and_shows_what_and_to_whom(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    client, url = signed_in(cast.asta), path("agreement_share", agreement.pk)
    page = read(client.get(url))
    for words in ("Lokalpolisområde Linköping", "2 kap. 6 och 9 §§", "kan inte ångras", "Otrygga platser"):
        assert words in page
    assert client.post(url, {"revision": agreement.revision}).status_code == 422
    assert not SharedVersion.objects.exists()
    response = client.post(url, {"revision": agreement.revision, "confirmed": "on"}, follow=True)
    assert "Version 1 är delad" in read(response)


def test_words_that_point_out_a_person_are_shown_before_sharing(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra, purposes=("Ring 070-174 06 05 om trafiken",))
    page = signed_in(cast.asta).get(path("agreement_share", agreement.pk)).content.decode()
    assert "”070-174 06 05” ser ut som ett telefonnummer" in page


def test_sharing_what_was_changed_meanwhile_is_refused(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    rewrite(cast.asta, agreement, title="Ändrad")
    url = path("agreement_share", agreement.pk)
    response = signed_in(cast.asta).post(url, {"revision": agreement.revision, "confirmed": "on"})
    assert response.status_code == 422
    assert "har ändrats sedan du öppnade" in read(response)


def test_a_button_that_cannot_be_used_says_what_the_service_says(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra, areas=())
    page = read(signed_in(cast.asta).get(path("agreement_detail", agreement.pk)))
    assert "Inget område är skrivet" in page
    assert "disabled" in page


def test_the_other_partys_pages_never_show_the_draft(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    next_version(cast.asta, agreement, title="Hemlig plan", areas=("Hemligt område",))
    client = signed_in(cast.petra)
    names = [
        path("agreement_list"),
        path("agreement_export"),
        path("agreement_list") + "?q=hemlig",
        *(path(name, agreement.pk) for name in ("agreement_detail", "agreement_history", "agreement_end")),
        *(path(name, agreement.pk) for name in ("signature_request", "signature_paper")),
        path("agreement_enter_into_force", agreement.pk),
        path("agreement_version", agreement.pk, 1),
    ]
    for name in names:
        response = client.get(name)
        assert response.status_code == 200, name
        # The search shows again what was searched for, and nothing more.
        assert "Hemlig" not in read(response).replace('value="hemlig"', ""), name
    for name in ("agreement_edit", "agreement_discard", "agreement_share", "agreement_new_version"):
        assert client.get(path(name, agreement.pk)).status_code == 404
    assert client.get(path("agreement_version", agreement.pk, 2)).status_code == 404
    assert client.get(path("agreement_differences", agreement.pk, 1, 2)).status_code == 404
    assert client.get(path("agreement_create") + f"?fran={agreement.pk}").status_code == 200
    assert "Hemlig" not in read(client.get(path("agreement_create") + f"?fran={agreement.pk}"))


def test_a_foreign_agreement_is_not_there(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra)
    client = signed_in(cast.cesar)
    for name in (
        "agreement_detail",
        "agreement_history",
        "agreement_end",
        "signature_request",
        "signature_paper",
    ):
        assert client.get(path(name, agreement.pk)).status_code == 404
    signature = Signature.objects.first()
    assert signature is not None
    assert client.get(path("signature_page", agreement.pk, signature.pk)).status_code == 404
    assert "Trygg" not in read(client.get(path("agreement_create") + f"?fran={agreement.pk}"))
    assert "0 överenskommelser" in read(client.get(path("agreement_list") + "?q=trygg"))


@pytest.mark.parametrize("pk", [0, 2**31, 2**63, 10**30])
def test_a_number_that_is_none_is_not_there(cast: Cast, pk: int) -> None:
    client = signed_in(cast.asta)
    assert client.get(path("agreement_detail", pk)).status_code == 404
    assert client.get(path("agreement_edit", pk)).status_code == 404
    agreement = shared(cast.asta, cast.petra)
    assert client.get(path("agreement_version", agreement.pk, pk)).status_code == 404


def test_the_differences_show_the_words_before_and_after(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    next_version(cast.asta, agreement, areas=("Skolor",))
    services.share_agreement(by=cast.asta, agreement=agreement)
    page = read(signed_in(cast.petra).get(path("agreement_differences", agreement.pk, 1, 2)))
    assert "<del>Otrygga platser</del>" in page
    assert "<ins>Skolor</ins>" in page
    assert "Ett nytt område." in page


def test_a_new_version_begins_with_a_reason(cast: Cast) -> None:
    agreement = in_force(cast.asta, cast.petra)
    client, url = signed_in(cast.asta), path("agreement_new_version", agreement.pk)
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    response = client.post(url, {"reason": "Nytt."})
    assert response["Location"] == path("agreement_edit", agreement.pk)
    page = read(client.get(path("agreement_detail", agreement.pk)))
    assert "Utkast till version 2" in page
    assert "Gäller" in page


def test_discarding_asks_first(cast: Cast) -> None:
    agreement = draft(cast.asta, cast.petra)
    client, url = signed_in(cast.asta), path("agreement_discard", agreement.pk)
    assert client.get(url).status_code == 200
    assert Agreement.objects.exists()
    assert client.post(url)["Location"] == path("agreement_list")
    assert not Agreement.objects.exists()


def test_ending_and_entering_into_force_ask_first(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra)
    client = signed_in(cast.petra)
    assert client.get(path("agreement_enter_into_force", agreement.pk)).status_code == 200
    assert client.post(path("agreement_enter_into_force", agreement.pk)).status_code == 302
    assert fresh(agreement).state == AgreementState.IN_FORCE
    assert client.post(path("agreement_end", agreement.pk), {"reason": ""}).status_code == 422
    assert client.post(path("agreement_end", agreement.pk), {"reason": "Klart."}).status_code == 302
    assert client.post(path("agreement_end", agreement.pk), {"reason": "Igen."}).status_code == 422


def test_the_signatory_reads_all_and_signs(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    client, url = signed_in(signatory), path("signature_sign", agreement.pk, request.pk)
    page = read(client.get(url))
    digest = newest(agreement).digest
    assert " ".join(digest[start : start + 4] for start in range(0, 64, 4)) in page
    assert "Otrygga platser" in page
    assert client.post(url, {"digest": digest}).status_code == 422
    assert client.post(url, {"digest": "0" * 64, "confirmed": "on"}).status_code == 422
    assert not Signature.objects.exists()
    assert client.post(url, {"digest": digest, "confirmed": "on"}).status_code == 302
    again = client.post(url, {"digest": digest, "confirmed": "on"})
    assert again.status_code == 422
    assert "redan undertecknat" in read(again)


def test_only_the_person_asked_opens_the_page_to_sign(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    _signatory, request = ask(cast.petra, agreement)
    url = path("signature_sign", agreement.pk, request.pk)
    colleague = make_actor(Role.SIGNATORY, organisation=cast.petra.organisation)
    stranger = make_actor(Role.SIGNATORY, organisation=cast.cesar.organisation)
    assert signed_in(colleague).get(url).status_code == 404
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(cast.petra).get(url).status_code == 403


def test_a_signature_is_asked_for_and_taken_back(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    client, url = signed_in(cast.petra), path("signature_request", agreement.pk)
    assert client.get(url).status_code == 200
    for wrong in ({}, {"position": CHIEF}, {"position": CHIEF, "email": "inget"}, {"position": "Kung"}):
        assert client.post(url, wrong).status_code == 422
    assert client.post(url, {"position": CHIEF, "email": "chef@example.se"}).status_code == 302
    page = read(client.get(path("agreement_detail", agreement.pk)))
    assert "chef@example.se" in page
    request = newest(agreement).requests.get()
    assert "chef@example.se" not in read(signed_in(cast.asta).get(path("agreement_detail", agreement.pk)))
    revoke = path("signature_revoke", agreement.pk, request.pk)
    assert signed_in(cast.asta).post(revoke).status_code == 404
    assert client.get(revoke).status_code == 405
    assert "Begäran är återkallad" in read(client.post(revoke, follow=True))
    assert "Begäran är återkallad, eller" in read(client.post(revoke, follow=True))


def upload(client: Client, url: str, content: bytes, **fields: str) -> HttpResponse:
    page = SimpleUploadedFile("sida.pdf", content, content_type="application/pdf")
    data = {"position": CHIEF, "signed_on": TODAY.isoformat(), "page": page}
    return client.post(url, data | fields)  # type: ignore[return-value]


def test_a_page_signed_by_hand_is_brought_in_and_handed_out_to_its_own_alone(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    client, url = signed_in(cast.petra), path("signature_paper", agreement.pk)
    assert newest(agreement).digest[:4] in read(client.get(url))
    assert upload(client, url, b"<script>alert(1)</script>").status_code == 422
    assert upload(client, url, b"").status_code == 422
    assert upload(client, url, PDF, signed_on="2099-01-01").status_code == 422
    assert upload(client, url, PDF, position=DIRECTOR).status_code == 422
    assert upload(client, url, PDF).status_code == 302
    signature = Signature.objects.get()
    page = path("signature_page", agreement.pk, signature.pk)
    answer = client.get(page)
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="sida.pdf"'
    assert signed_in(cast.asta).get(page).status_code == 404
    assert "På papper" in read(signed_in(cast.asta).get(path("agreement_detail", agreement.pk)))


def test_others_see_positions_and_never_names(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra)
    page = read(signed_in(cast.petra).get(path("agreement_version", agreement.pk, 1)))
    assert DIRECTOR in page
    assert "Undertecknare</" not in page
    assert "Asta" not in page


def test_the_paper_carries_the_digest(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    answer = signed_in(cast.petra).get(path("agreement_print", agreement.pk, 1))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_export_is_a_file_of_what_one_may_read(cast: Cast) -> None:
    shared(cast.asta, cast.petra)
    draft(cast.petra, cast.asta, title="Polisens utkast")
    answer = signed_in(cast.asta).get(path("agreement_export"))
    assert "attachment" in answer["Content-Disposition"]
    data = json.loads(answer.content)
    assert [each["document"]["title"] for each in data["agreements"]] == ["Trygg i Linköping"]


@pytest.mark.parametrize("query", ["?q=\x00", "?standing=king", "?q=" + "x" * 5000])
def test_a_search_that_cannot_be_made_says_so(cast: Cast, query: str) -> None:
    shared(cast.asta, cast.petra)
    assert signed_in(cast.asta).get(path("agreement_list") + query).status_code == 422


@pytest.mark.parametrize("query", ["?q=100%25_", "?q='", "?sida=999", "?sida=x"])
def test_a_strange_search_is_a_search(cast: Cast, query: str) -> None:
    assert signed_in(cast.asta).get(path("agreement_list") + query).status_code == 200


def test_the_history_is_of_the_own_organisation(cast: Cast) -> None:
    agreement = signed(cast.asta, cast.petra)
    own = read(signed_in(cast.asta).get(path("agreement_history", agreement.pk)))
    theirs = read(signed_in(cast.petra).get(path("agreement_history", agreement.pk)))
    assert "Asta delade version 1" in own
    assert "Asta" not in theirs
    assert "kom in från Linköpings kommun" in theirs
