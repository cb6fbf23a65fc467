"""The public folder: the same bytes of the same editions, and only what changed is made anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from loftet.config.verify_command import verify_place
from loftet.portal.building import Built, build
from loftet.portal.record import PublishedFile
from loftet.portal.store import PublicFolderTaken, Store
from tests.portal.examples import a_country, edition_of, make_set, withdrawn
from tests.portal.published import Published, make_site


def build_in(folder: Path, published: Published | None = None, **site: str) -> Built:
    source = published or Published(a_country())
    return build(source, Store.at(folder / "public"), make_site(**site), tell=lambda words: None)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file that a reader can get, through the links."""
    found: dict[str, bytes] = {}
    for path in folder.iterdir():
        if path.is_dir():
            found |= {f"{path.name}/{name}": content for name, content in contents(path).items()}
        else:
            found[path.name] = path.read_bytes()
    return found


def test_the_same_editions_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        build_in(tmp_path / name)
    one, two = (contents(tmp_path / name / "public") for name in ("one", "two"))
    assert len(one) > 70
    assert one == two


def test_what_is_built_step_by_step_is_what_is_built_at_once(tmp_path: Path) -> None:
    steps, once = tmp_path / "steps", tmp_path / "once"
    steps.mkdir()
    once.mkdir()
    editions = a_country()
    for number in range(len(editions) + 1):
        build_in(steps, Published(editions[:number]))
    build_in(once, Published(editions))
    assert contents(steps / "public") == contents(once / "public")


def test_only_the_municipalities_of_an_edition_are_made_anew(tmp_path: Path) -> None:
    editions = a_country()
    assert build_in(tmp_path, Published(editions)).municipalities == ("0580", "0781", "0821", "0861")
    untouched = tmp_path / "public/kommun/0781-ljungby/index.html"
    before = untouched.stat()
    more = [*editions, edition_of(make_set("0580", 2025), 8, date(2025, 1, 10))]
    assert build_in(tmp_path, Published(more)) == Built(("0580",), is_new=True)
    assert (untouched.stat().st_ino, untouched.stat().st_mtime) == (before.st_ino, before.st_mtime)
    assert build_in(tmp_path, Published(more)) == Built((), is_new=False)


def test_a_page_that_stays_the_same_keeps_its_age(tmp_path: Path) -> None:
    """So that readers who have it need not fetch it again."""
    editions = a_country()
    build_in(tmp_path, Published(editions))
    promise = next((tmp_path / "public/kommun/0580-linkoping/lofte").glob("*.html"))
    before = promise.stat().st_ino
    build_in(tmp_path, Published([*editions, edition_of(make_set("0580", 2025), 8, date(2025, 1, 10))]))
    assert promise.stat().st_ino == before


def test_other_settings_make_every_page_anew(tmp_path: Path) -> None:
    build_in(tmp_path)
    assert len(build_in(tmp_path, contact_phone="010-111 11 11").municipalities) == 4
    assert "010-111 11 11" in (tmp_path / "public/kontakt.html").read_text()


def test_the_folder_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build_in(tmp_path)
    assert verify_place(str(tmp_path / "public")) == 0, capsys.readouterr().out


def test_an_empty_ledger_makes_a_folder_that_verifies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_in(tmp_path, Published([]))
    assert verify_place(str(tmp_path / "public")) == 0, capsys.readouterr().out


def test_a_full_tile_of_the_ledger_is_written_once(tmp_path: Path) -> None:
    many = [edition_of(make_set("0580", 2024), number, date(2024, 2, 1)) for number in range(1, 259)]
    build_in(tmp_path, Published(many[:257]))
    ledger = tmp_path / "public/ledger"
    before = {path: path.stat().st_ino for path in ledger.rglob("*") if path.is_file()}
    full = {path for path in before if path.name in {"000", "000.js"}}
    build_in(tmp_path, Published(many))
    after = {path: path.stat().st_ino for path in ledger.rglob("*") if path.is_file()}
    assert len(full) == 3
    assert {path for path in before if after.get(path) == before[path]} >= full
    assert ledger / "tile/0/001.p/2" in after
    assert ledger / "tile/0/001.p/1" not in after


def test_the_tiles_of_another_ledger_are_not_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As when the demo is removed and loaded again."""
    for year in (2023, 2024):
        many = [edition_of(make_set("0580", year), number, date(2024, 2, 1)) for number in range(1, 258)]
        build_in(tmp_path, Published(many))
        assert verify_place(str(tmp_path / "public")) == 0, capsys.readouterr().out


def test_what_is_withdrawn_is_gone_and_told_of(tmp_path: Path) -> None:
    editions = a_country()
    build_in(tmp_path, Published(editions))
    words = "Medborgarlöfte för Linköping 2024"
    emptied = [withdrawn(each) if each.number == 3 else each for each in editions]
    assert build_in(tmp_path, Published(emptied)).municipalities == ("0580",)
    folder = contents(tmp_path / "public/kommun/0580-linkoping")
    assert not [path for path, content in folder.items() if words.encode() in content]
    assert "personuppgifter" in folder["2024-medborgarlofte-1.html"].decode()


def test_the_folder_tells_what_was_withdrawn_and_verifies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    editions = a_country()
    build_in(tmp_path, Published(editions))
    listed = tmp_path / "public/ledger/withdrawals.txt"
    assert listed.read_text() == "loftet.withdrawals.v1\n"
    build_in(tmp_path, Published([withdrawn(each) if each.number in {3, 5} else each for each in editions]))
    assert listed.read_text() == (
        "loftet.withdrawals.v1\n3 2025-02-01 personal_data\n5 2025-02-01 personal_data\n"
    )
    assert verify_place(str(tmp_path / "public")) == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    assert "The content of edition 3 was withdrawn on 2025-02-01: personal_data.\n" in said
    assert "all is as it was published" in said


def test_what_is_emptied_while_the_folder_is_made_is_left_out_and_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Emptied(Published):
        def contents(self, files: Sequence[PublishedFile]) -> dict[PublishedFile, bytes]:
            found = super().contents(files)
            self.editions = [withdrawn(each) if each.number == 3 else each for each in self.editions]
            return {file: b"" if file.edition == 3 else content for file, content in found.items()}

    build_in(tmp_path, Emptied(a_country()))
    assert verify_place(str(tmp_path / "public")) == 0, capsys.readouterr().out


def test_the_page_says_what_is_proven_and_what_only_the_key_covers(tmp_path: Path) -> None:
    build_in(tmp_path)
    page = (tmp_path / "public/kontrollera.html").read_text()
    assert "Det som bevisas är dokumentet" in page
    assert "PDF, Word och CSV är gjorda av dokumentet. De skyddas bara av underskriften" in page
    assert 'href="ledger/withdrawals.txt"' in page
    assert "att inget på de här sidorna har ändrats" not in page


def test_nothing_is_kept_but_what_is_shown(tmp_path: Path) -> None:
    editions = a_country()
    for number in range(1, len(editions) + 1):
        build_in(tmp_path, Published(editions[:number]))
    store = tmp_path / "public.store"
    assert [*(store / "sites").iterdir()] == [(tmp_path / "public").resolve()]
    for code in ("0580-linkoping", "0781-ljungby", "0821-hogsby", "0861-monsteras"):
        kept = {path.stem for path in (store / "places" / code).iterdir()}
        assert kept == {(tmp_path / "public/kommun" / code).resolve().parent.name}


def test_it_leaves_a_folder_alone_that_it_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    build_in(tmp_path)
    assert (tmp_path / "public").is_symlink()
    (tmp_path / "public").unlink()
    (tmp_path / "public").mkdir()
    (tmp_path / "public/mine.txt").touch()
    with pytest.raises(PublicFolderTaken, match="choose another PUBLIC_FOLDER"):
        build_in(tmp_path)


def test_a_reason_stands_with_the_change(tmp_path: Path) -> None:
    build_in(tmp_path)
    page = (tmp_path / "public/kommun/0781-ljungby/andringar/4.html").read_text()
    assert "Fler mätningar behövs." in page
    assert "<del>3</del>" in page
    assert "<ins>4</ins>" in page


def test_a_changed_follow_up_tells_what_reads_differently(tmp_path: Path) -> None:
    editions = a_country()
    followed = editions[-2]
    without = replace(followed.follow_up, silences=(), counted_on=date(2024, 10, 1), version=2)
    promises = without.focus_areas[0].promises
    judged = replace(promises[0], assessments=promises[0].assessments[:1])
    areas = (replace(without.focus_areas[0], promises=(judged, *promises[1:])), *without.focus_areas[1:])
    again = edition_of(replace(without, focus_areas=areas), 8, date(2024, 10, 2), replaces=followed)
    build_in(tmp_path, Published([*editions, again]))
    page = (tmp_path / "public/kommun/0781-ljungby/andringar/8.html").read_text()
    assert "kommunen och polisen: Pågår" in page
    assert "kommunen: Pågår" in page


def test_an_old_edition_names_the_one_that_replaced_it(tmp_path: Path) -> None:
    build_in(tmp_path)
    page = (tmp_path / "public/kommun/0781-ljungby/arkiv.html").read_text()
    assert page.count("ersatt av 4") == 1
