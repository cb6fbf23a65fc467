from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from loftet.agreements.content import AgreementContent, PartyContent, SeatContent
from loftet.agreements.forms.agreement import AgreementEditor, after_act, find_municipality
from loftet.agreements.forms.typed import data_of, rows_in, with_row, without_row
from loftet.organisations.models import Municipality
from loftet.organisations.selectors import list_organisations_beside
from tests.factories import Cast

from .making import content, day


def editor(cast: Cast, data: QueryDict, *, shows_errors: bool = True) -> AgreementEditor:
    return AgreementEditor(
        data,
        organisations=list_organisations_beside(cast.asta),
        municipalities=list(Municipality.objects.all()),
        shows_errors=shows_errors,
    )


def typed(cast: Cast, **changes: Any) -> QueryDict:
    data = data_of(content(cast.asta, cast.petra).with_default_positions())
    for key, value in changes.items():
        data[key.replace("__", "-")] = value
    return data


def words_by(cast: Cast, field: str, data: QueryDict) -> list[str]:
    shown = editor(cast, data)
    assert not shown.is_valid()
    return [link.words for link in shown.error_links() if link.href == f"#id_{field}"]


def test_what_is_saved_comes_back_from_the_form_unchanged(cast: Cast) -> None:
    saved = content(cast.asta, cast.petra).with_default_positions()
    shown = editor(cast, data_of(saved))
    assert shown.is_valid()
    assert shown.content() == saved


def test_an_empty_row_does_not_count(cast: Cast) -> None:
    shown = editor(cast, with_row(with_row(typed(cast), "parties"), "council"))
    assert shown.is_valid()
    assert len(shown.content().parties) == 2


def test_a_role_left_open_is_what_the_organisation_is(cast: Cast) -> None:
    shown = editor(cast, typed(cast, parties__1__role=""))
    assert shown.is_valid()
    assert shown.content().parties[1].role == "police"


def test_a_row_is_added_and_removed_with_all_else_kept(cast: Cast) -> None:
    data = with_row(typed(cast), "parties")
    assert rows_in(data, "parties") == 3
    left = without_row(data, "parties", 0)
    assert rows_in(left, "parties") == 2
    assert left["parties-0-organisation"] == str(cast.petra.organisation.pk)
    assert left["title"] == "Trygg i Linköping"


@pytest.mark.parametrize("count", ["", "abc", "-1", "1e9", "99999999999999999999", "²"])
def test_a_count_that_is_none_breaks_nothing(cast: Cast, count: str) -> None:
    data = typed(cast, parties__TOTAL_FORMS=count)
    assert rows_in(with_row(data, "parties"), "parties") >= 1
    editor(cast, data).is_valid()


def test_acts_in_the_form_change_only_what_they_name(cast: Cast) -> None:
    municipalities = list(Municipality.objects.all())

    def after(act: str, **changes: Any) -> QueryDict:
        changed = after_act(act, typed(cast, **changes), municipalities=municipalities)
        assert changed is not None
        return changed.data

    assert rows_in(after("add-council"), "council") == 2
    assert rows_in(after("remove-council-0"), "council") == 0
    assert len(after("county-05").getlist("municipalities")) == 13
    found = after("municipality", municipality_name="norrköpings kommun")
    assert found.getlist("municipalities") == ["0580", "0581"]
    assert after("municipality", municipality_name=" ")["title"] == "Trygg i Linköping"


@pytest.mark.parametrize("act", ["add-what", "remove-parties-x", "remove-what-1", "take-title", "", "fly"])
def test_an_act_that_is_none_is_none(cast: Cast, act: str) -> None:
    assert after_act(act, typed(cast), municipalities=[]) is None


def test_what_somebody_else_saved_is_taken_over_field_by_field(cast: Cast) -> None:
    saved = data_of(content(cast.asta, title="Deras", council=()))
    for field, key in (
        ("title", "title"),
        ("parties", "parties-TOTAL_FORMS"),
        ("council", "council-TOTAL_FORMS"),
    ):
        changed = after_act(f"take-{field}", typed(cast), municipalities=[], saved=saved)
        assert changed is not None
        assert changed.data[key] == saved[key]
    assert changed.data["title"] == "Trygg i Linköping"


def test_silence_until_somebody_saves(cast: Cast) -> None:
    shown = editor(cast, typed(cast, title="", starts_on="aldrig"), shows_errors=False)
    assert shown.error_links() == []
    assert str(shown.form["starts_on"].value()) == "aldrig"


def test_a_municipality_is_found_by_its_name() -> None:
    register = [Municipality(code="0580", name="Linköping"), Municipality(code="1863", name="Hällefors")]
    assert find_municipality(register, " LINKÖPINGS kommun") == register[0]
    assert find_municipality(register, "Hälle") is None


def test_a_name_written_and_saved_at_once_is_chosen(cast: Cast) -> None:
    shown = editor(cast, typed(cast, municipality_name="Norrköping"))
    assert shown.is_valid()
    assert shown.content().municipalities == ("0580", "0581")


def test_twentytwo_municipalities_and_their_parties(cast: Cast) -> None:
    codes = tuple(Municipality.objects.order_by("code").values_list("code", flat=True)[:22])
    seats = tuple(SeatContent("Länets kommuner", f"Säkerhetschef {number}") for number in range(22))
    written = AgreementContent(
        title="Länet",
        municipalities=codes,
        parties=(PartyContent(cast.asta.organisation.pk, "other"),),
        council=seats,
    )
    shown = editor(cast, data_of(written))
    assert shown.is_valid()
    assert (len(shown.content().municipalities), len(shown.content().council)) == (22, 22)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("title", "Rad\nett"),
        ("title", "\x00"),
        ("title", "höger\u202evänster"),
        ("purposes", "x" * 501),
        ("purposes", "\n".join("x" * 60)),
        ("areas", "hej\x07"),
        ("starts_on", "31 februari 2026"),
        ("starts_on", "0001-01-01"),
        ("ends_on", "9999-12-31"),
        ("decision_reference", "x" * 301),
        ("municipalities", "9999"),
        ("municipality_name", "Storstaden"),
        ("parties-0-organisation", "999999999"),
        ("parties-0-organisation", "x" * 10_000),
        ("parties-0-role", "king"),
        ("parties-0-positions", "x" * 121),
        ("council-0-position", ""),
        ("council-0-organisation_name", "x" * 201),
    ],
)
def test_a_wrong_value_is_told_by_its_field(cast: Cast, field: str, value: str) -> None:
    data = typed(cast)
    data[field] = value
    assert words_by(cast, field, data)


def test_emoji_and_foreign_letters_are_words_like_others(cast: Cast) -> None:
    shown = editor(cast, typed(cast, title="Trygg 🎉 i Łódź", areas="👮‍♀️ närvaro"))
    assert shown.is_valid()
    assert shown.content().title == "Trygg 🎉 i Łódź"


def test_the_last_day_is_not_before_the_first(cast: Cast) -> None:
    assert words_by(cast, "ends_on", typed(cast, starts_on="2026-02-02", ends_on="2026-02-01"))
    shown = editor(cast, typed(cast, starts_on="2 februari 2026", ends_on="2/2 2026"))
    assert shown.is_valid()
    assert shown.content().ends_on == day("2026-02-02")


def test_nobody_stands_twice(cast: Cast) -> None:
    twice = typed(cast, parties__1__organisation=str(cast.asta.organisation.pk))
    assert words_by(cast, "parties-1-organisation", twice)
    again = with_row(typed(cast), "council")
    for name in ("organisation_name", "position"):
        again[f"council-1-{name}"] = again[f"council-0-{name}"]
    assert words_by(cast, "council-1-position", again)


@pytest.mark.parametrize("revision", ["", "x", "-1", "99999999999"])
def test_a_revision_that_is_none_is_refused(cast: Cast, revision: str) -> None:
    assert not editor(cast, typed(cast, revision=revision)).is_valid()


def test_more_rows_than_there_is_room_for_are_refused(cast: Cast) -> None:
    shown = editor(cast, typed(cast, council__TOTAL_FORMS="5000"))
    assert not shown.is_valid()
    assert len(shown.council.forms) <= 100
