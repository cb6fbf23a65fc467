import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation

from loftet.organisations.audit_sentences import SENTENCES
from loftet.organisations.audit_words import describe, name_of, names, sentences
from loftet.organisations.models import AuditEvent, Role

RECORDERS = {"record", "record_member", "record_for_person", "record_about_person", "record_system"}


def kinds_written() -> Iterator[str]:
    """Every kind that the code writes: the argument of a recorder, and of the decorator `recorded`."""
    rooms = [Path(app.path) for app in apps.get_app_configs() if app.name.startswith("loftet.")]
    for path in (path for room in rooms for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _kind_of(node)


def _kind_of(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name == "recorded" and call.args:
        yield ast.literal_eval(call.args[0])
    if name in RECORDERS:
        yield from (
            keyword.value.value
            for keyword in call.keywords
            if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant)
        )


def test_every_kind_that_is_written_has_a_sentence() -> None:
    assert set(kinds_written()) - set(sentences()) == set()


def test_every_sentence_of_this_room_has_a_kind_that_is_written() -> None:
    assert set(SENTENCES) - set(kinds_written()) == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_kind_can_be_described_and_named(language: str) -> None:
    with translation.override(language):
        for kind in sentences():
            event = AuditEvent(kind=kind, person_shown_as="Asta", subject_name="Bo")
            assert "%(" not in describe(event)
            assert "%(" not in name_of(kind)


def test_the_data_is_told_in_the_readers_words() -> None:
    event = AuditEvent(
        kind="roles_changed",
        person_shown_as="Asta",
        subject_name="Bo",
        data={"before": [Role.READER.value], "after": [Role.REGISTRAR.value, Role.SIGNATORY.value]},
    )

    assert describe(event) == "Asta ändrade rollerna för Bo från läsare till registrator och undertecknare"


def test_what_nobody_did_is_told_of_the_system() -> None:
    event = AuditEvent(kind="mail_given_up", subject_name="bo@example.se", data={"error": "550 No"})

    assert describe(event) == "Ett meddelande till bo@example.se gick inte att leverera: 550 No"


def test_missing_data_leaves_a_dash() -> None:
    event = AuditEvent(kind="person_invited", person_shown_as="Asta", subject_name="bo@example.se")

    assert describe(event) == "Asta bjöd in bo@example.se som –"


def test_a_kind_is_named_without_its_particulars() -> None:
    assert name_of("person_invited") == "Person inbjuden"


def test_every_sentence_has_a_name_of_its_own() -> None:
    assert set(names()) == set(sentences())
    assert len({name_of(kind) for kind in names()}) == len(names())
