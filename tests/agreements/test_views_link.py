from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from loftet.agreements import services
from loftet.agreements.models import Signature, SignatureRequest
from loftet.organisations.models import AuditEvent, OutboxMessage
from tests.factories import Cast

from .making import found_in_mail, mail_code, mail_link, newest, next_version, shared, wrong


def link(token: str) -> str:
    return reverse("agreements:signature_link", args=(token,))


def code_url(token: str) -> str:
    return reverse("agreements:signature_code", args=(token,))


def test_a_person_without_account_reads_asks_for_a_code_and_signs(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    browser = Client()
    page = browser.get(link(token)).content.decode()
    assert "Otrygga platser" in page
    assert "Skicka kod" in page
    assert "Kod från mejlet" not in page
    asked = browser.post(code_url(token))
    assert asked["Location"].endswith("#sign"), "straight to where the code is written"
    page = browser.get(asked["Location"]).content.decode()
    assert "En kod är på väg till chef@example.se" in page
    code = found_in_mail("chef@example.se", r"\b(\d{6})\b")
    sent = {"code": f"{code[:3]} {code[3:]}", "confirmed": "on", "digest": newest(agreement).digest}
    page = browser.post(link(token), sent, follow=True).content.decode()
    assert "Tack, det är undertecknat" in page
    assert Signature.objects.get().email == "chef@example.se"
    assert browser.get(link(token)).status_code == 200
    assert browser.post(link(token), sent).status_code == 422


def test_the_letter_with_the_code_leads_back_to_the_page(cast: Cast) -> None:
    token = mail_link(cast.petra, shared(cast.asta, cast.petra))
    mail_code(token)
    back = found_in_mail("chef@example.se", r"http://\S+?(/\S+)")
    assert back == f"{link(token)}#sign"


def test_a_letter_that_does_not_arrive_is_told_of(cast: Cast) -> None:
    token = mail_link(cast.petra, shared(cast.asta, cast.petra))
    mail_code(token)
    OutboxMessage.objects.filter(subject__startswith="Din kod").update(attempts=1, last_error="550 No")
    page = Client().get(link(token)).content.decode()
    assert "Mejlet med koden gick inte att leverera till chef@example.se." in page
    assert "En kod är på väg" not in page


def test_opening_the_link_changes_nothing(cast: Cast) -> None:
    token = mail_link(cast.petra, shared(cast.asta, cast.petra))
    before = (
        SignatureRequest.objects.values().get(),
        AuditEvent.objects.count(),
        OutboxMessage.objects.count(),
    )
    for _time in range(3):
        assert Client().get(link(token)).status_code == 200
    assert Client().get(code_url(token)).status_code == 405
    assert before == (
        SignatureRequest.objects.values().get(),
        AuditEvent.objects.count(),
        OutboxMessage.objects.count(),
    )


def test_the_page_is_kept_by_no_cache_and_no_search_engine(cast: Cast) -> None:
    answer = Client().get(link(mail_link(cast.petra, shared(cast.asta, cast.petra))))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer.content.decode()


def test_a_wrong_code_is_told_and_the_fifth_closes_the_link(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    sent = {"code": wrong(mail_code(token)), "confirmed": "on", "digest": newest(agreement).digest}
    answer = Client().post(link(token), sent)
    assert answer.status_code == 422
    assert "Försök kvar: 4" in answer.content.decode()
    assert "Koden i det senaste mejlet till chef@example.se gäller till kl. " in answer.content.decode()
    assert "En kod är på väg" not in answer.content.decode()
    for _time in range(4):
        answer = Client().post(link(token), sent)
    page = answer.content.decode()
    assert "fem felaktiga koder" in page
    assert "Otrygga platser" not in page
    assert Client().get(link(token)).status_code == 410


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "x" * 500, "\x00"])
def test_what_is_no_code_is_told_and_counts_as_no_try(cast: Cast, code: str) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    mail_code(token)
    sent = {"code": code, "confirmed": "on", "digest": newest(agreement).digest}
    answer = Client().post(link(token), sent)
    assert answer.status_code == 422
    assert 'id="id_code_error"' in answer.content.decode()
    assert SignatureRequest.objects.get().wrong_codes == 0


def test_the_signature_is_confirmed(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    sent = {"code": mail_code(token), "digest": newest(agreement).digest}
    assert Client().post(link(token), sent).status_code == 422
    assert not Signature.objects.exists()


def test_a_link_that_is_closed_shows_why_and_nothing_of_the_document(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    token = mail_link(cast.petra, agreement)
    next_version(cast.asta, agreement, title="Ny")
    services.share_agreement(by=cast.asta, agreement=agreement)
    answer = Client().get(link(token))
    assert answer.status_code == 410
    assert "nyare version" in answer.content.decode()
    assert "Otrygga platser" not in answer.content.decode()
    assert Client().post(code_url(token)).status_code == 422


@pytest.mark.parametrize("token", ["x", "../../etc", "å" * 300, "%00"])
def test_an_unknown_link_is_not_there(db: None, token: str) -> None:
    assert Client().get(f"/overenskommelser/underskrift/{token}/").status_code == 404
    assert Client().post(f"/overenskommelser/underskrift/{token}/kod/").status_code == 404


def test_a_code_is_not_sent_again_at_once(cast: Cast) -> None:
    token = mail_link(cast.petra, shared(cast.asta, cast.petra))
    browser = Client()
    browser.post(code_url(token))
    answer = browser.post(code_url(token))
    assert answer.status_code == 422
    assert "mindre än en minut" in answer.content.decode()
