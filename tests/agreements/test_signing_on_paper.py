from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from loftet.agreements import services
from loftet.agreements.models import Signature, SignatureRequest, SignatureRoute, StoredFile
from loftet.agreements.signed_pages import LARGEST
from loftet.domain.agreement_states import AgreementState
from loftet.organisations.actor import Actor
from loftet.organisations.exceptions import NotAllowed
from tests.factories import Cast

from .making import CHIEF, DIRECTOR, PDF, TODAY, ask, fresh, shared, sign_for

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 20


def on_paper(by: Actor, agreement: Any, **overrides: Any) -> Signature:
    page = {"position": CHIEF, "signed_on": TODAY, "name": "Sida 1.pdf", "content": PDF}
    return services.sign_on_paper(by=by, record=agreement, **(page | overrides))


def test_a_page_signed_by_hand_counts_as_paper(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    sign_for(cast.asta, agreement)
    signature = on_paper(cast.petra, agreement)
    assert (signature.route, signature.uploaded_by) == (SignatureRoute.PAPER, cast.petra.person)
    assert (signature.signed_on, signature.person) == (TODAY, None)
    assert fresh(agreement).state == AgreementState.SIGNED


def test_the_page_is_kept_unchanged_with_its_digest(cast: Cast) -> None:
    page = on_paper(cast.petra, shared(cast.asta, cast.petra)).signed_page
    assert page is not None
    assert bytes(page.content) == PDF
    assert page.digest == hashlib.sha256(PDF).hexdigest()
    assert (page.media_type, page.owner) == ("application/pdf", cast.petra.organisation)


@pytest.mark.parametrize(
    ("content", "media_type", "name"),
    [(PDF, "application/pdf", "a.pdf"), (PNG, "image/png", "a.png"), (JPEG, "image/jpeg", "a.jpg")],
)
def test_what_a_file_is_shows_in_its_bytes(cast: Cast, content: bytes, media_type: str, name: str) -> None:
    on_paper(cast.petra, shared(cast.asta, cast.petra), content=content, name="a.exe")
    page = StoredFile.objects.get()
    assert (page.media_type, page.name) == (media_type, name)


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\x00", b"<html>", b"GIF89a", b"  %PDF-1.7", PDF + b"0" * LARGEST]
)
def test_anything_else_is_refused_and_nothing_kept(cast: Cast, content: bytes) -> None:
    agreement = shared(cast.asta, cast.petra)
    with pytest.raises(NotAllowed):
        on_paper(cast.petra, agreement, content=content)
    assert not StoredFile.objects.exists()
    assert not Signature.objects.exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a"b\r\nX: y.pdf', "", "sida.tar.gz", "å" * 400])
def test_a_file_name_is_safe_to_hand_out_again(cast: Cast, name: str) -> None:
    on_paper(cast.petra, shared(cast.asta, cast.petra), name=name)
    kept = StoredFile.objects.get().name
    assert kept.endswith(".pdf")
    assert not set('/\\"\r\n') & set(kept)


def test_only_that_very_partys_coordinator_brings_it_in(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    for actor in (cast.asta, cast.cesar):
        with pytest.raises(NotAllowed):
            on_paper(actor, agreement, position=CHIEF)
    with pytest.raises(NotAllowed):
        on_paper(cast.bo, agreement, position=DIRECTOR)


def test_the_day_lies_between_the_sharing_and_today(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    with pytest.raises(NotAllowed, match="inte kommit"):
        on_paper(cast.petra, agreement, signed_on=TODAY + timedelta(days=1))
    with pytest.raises(NotAllowed, match="innan den här versionen"):
        on_paper(cast.petra, agreement, signed_on=TODAY - timedelta(days=1))


def test_a_position_signs_once_whichever_way(cast: Cast) -> None:
    agreement = shared(cast.asta, cast.petra)
    signatory, request = ask(cast.petra, agreement)
    on_paper(cast.petra, agreement)
    with pytest.raises(NotAllowed):
        on_paper(cast.petra, agreement)
    with pytest.raises(NotAllowed):
        services.sign_with_account(by=signatory, request=request, digest=request.version.digest)
    assert not SignatureRequest.objects.pending().exists()
