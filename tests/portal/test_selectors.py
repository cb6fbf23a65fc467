"""What is published in the database comes out as a folder that verifies."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils.timezone import localdate

from loftet.config.publish_command import publish
from loftet.config.verify_command import verify_place
from loftet.portal.selectors import DatabaseSource, get_site
from loftet.portal.tasks import build_portal
from loftet.publication.models import Edition, WithdrawalGround
from loftet.publication.services import withdraw
from tests.factories import Cast, make_cast
from tests.publication.making import published, registrar, republished

Said = pytest.CaptureFixture[str]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def public(tmp_path: Path, settings: LazySettings) -> Path:
    settings.PUBLIC_FOLDER = tmp_path / "public"
    return tmp_path / "public"


def test_the_command_builds_what_is_published(cast: Cast, public: Path, capsys: Said) -> None:
    edition = republished(cast)
    assert publish() == 0
    assert "0580-linkoping (1/1)" in capsys.readouterr().out
    assert verify_place(str(public)) == 0, capsys.readouterr().out
    folder = public / "kommun/0580-linkoping"
    for file in Edition.objects.get(pk=edition.pk).files.exclude(format="html"):
        assert (folder / f"filer/{file.digest}.{file.format}").read_bytes() == bytes(file.content)
    assert publish() == 0
    assert "showed already" in capsys.readouterr().out


def test_the_task_that_publication_defers_builds_it(cast: Cast, public: Path) -> None:
    published(cast)
    build_portal()
    assert (public / "kommun/0580-linkoping/index.html").is_file()


def test_an_installation_without_editions_has_a_folder_too(db: None, public: Path, capsys: Said) -> None:
    assert publish() == 0
    assert verify_place(str(public)) == 0, capsys.readouterr().out


def test_what_is_withdrawn_is_nowhere_on_the_disk(cast: Cast, public: Path, capsys: Said) -> None:
    edition = published(cast)
    title = edition.document["focus_areas"][0]["promises"][0]["title"]
    assert publish() == 0
    withdraw(by=registrar(cast), edition=edition, ground=WithdrawalGround.PERSONAL_DATA, reason="Ett namn.")
    day = localdate(Edition.objects.get(pk=edition.pk).withdrawn_at)
    assert publish() == 0
    store = public.with_name("public.store")
    assert not [path for path in store.rglob("*") if path.is_file() and title.encode() in path.read_bytes()]
    assert "Ett namn." in next((public / "kommun/0580-linkoping").glob("2*.html")).read_text()
    capsys.readouterr()
    assert verify_place(str(public)) == 0, capsys.readouterr().out
    told = f"loftet.withdrawals.v1\n1 {day.isoformat()} personal_data\n"
    assert (public / "ledger/withdrawals.txt").read_text() == told


def test_what_is_published_during_a_build_waits_for_the_next(cast: Cast) -> None:
    source = DatabaseSource.now()
    published(cast)
    assert (source.heads(), source.editions_of("0580"), source.ledger().leaves) == ([], [], [])
    assert len(DatabaseSource.now().heads()) == 1


def test_a_folder_in_the_way_is_told_of(db: None, public: Path, capsys: Said) -> None:
    public.mkdir()
    (public / "mine.txt").touch()
    assert publish() == 1
    assert "move it away" in capsys.readouterr().err


def test_residents_are_led_to_where_they_ask(settings: LazySettings) -> None:
    site = get_site()
    assert site.base_url == f"{settings.BASE_URL}/offentligt"
    asked = site.ask_about(7, "0b1f6c1e-8d0a-4c35-9e6e-000000000001")
    assert not asked or asked.endswith("/7/0b1f6c1e-8d0a-4c35-9e6e-000000000001/")
