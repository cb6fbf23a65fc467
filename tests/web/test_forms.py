"""How a form takes texts and says what is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.utils import translation

from loftet.web.forms import Date, Form, Lines, Manners, Text
from tests.web.sample.views import SampleForm

GOOD: dict[str, Any] = {
    "title": "Samverkan 🤝",
    "purposes": "Minska brott\n\n  Öka trygghet  ",
    "starts_on": "7 juni 2024",
    "kind": "police",
    "areas": ["north", "south"],
    "municipality": "0580",
    "note": "En rad\r\noch en till\tmed tabb",
    "is_agreed": "on",
}


class OneForm(Form):
    title = Text(label="Rubrik", max_length=5)
    lines = Lines(label="Rader", max_length=5, max_lines=2, required=False)
    day = Date(label="Dag", required=False)


def errors_of(**data: str) -> dict[str, list[str]]:
    with translation.override("sv"):
        return {
            name: [str(words) for words in said]
            for name, said in OneForm({"title": "a", **data}).errors.items()
        }


def test_it_converts_what_is_good() -> None:
    data = QueryDict(mutable=True)
    for name, value in GOOD.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = SampleForm(data)
    assert form.errors == {}
    assert form.cleaned_data["purposes"] == ("Minska brott", "Öka trygghet")
    assert form.cleaned_data["starts_on"] == date(2024, 6, 7)
    assert form.cleaned_data["areas"] == ["north", "south"]
    assert form.cleaned_data["note"] == "En rad\noch en till\tmed tabb"


def test_it_says_how_long_a_text_may_be_and_how_long_it_was() -> None:
    assert errors_of(title="x" * 5000) == {"title": ["Högst 5 tecken. Du skrev 5\u00a0000."]}


def test_it_counts_what_is_seen_not_how_it_was_composed() -> None:
    assert errors_of(title="a\u030a" * 5) == {}


def test_it_says_which_character_cannot_be_shown() -> None:
    said = "Texten innehåller ett tecken som inte kan visas (U+202E). Ta bort det och försök igen."
    assert errors_of(title="a\u202e") == {"title": [said]}


def test_it_says_that_a_line_is_a_line() -> None:
    assert errors_of(title="a\nb") == {"title": ["Skriv det här på en rad."]}


def test_it_says_which_line_is_too_long() -> None:
    assert errors_of(lines="kort\nför lång") == {"lines": ["Rad 2 är för lång: högst 5 tecken. Du skrev 8."]}
    assert errors_of(lines="a\nb\nc") == {"lines": ["Högst 2 rader. Du skrev 3."]}
    assert "U+0007" in errors_of(lines="a\ab")["lines"][0]


def test_it_says_how_to_write_a_day() -> None:
    assert errors_of(day="i morgon") == {"day": ["Skriv datumet som 2024-06-07 eller 7 juni 2024."]}


def test_what_only_looks_empty_is_empty() -> None:
    assert errors_of(title="\u200b \u00a0") == {"title": ["Detta fält måste fyllas i."]}


def test_a_day_that_the_date_field_cannot_show_is_shown_as_text() -> None:
    html = str(OneForm({"title": "a", "day": "i morgon"})["day"])
    assert 'type="text"' in html
    assert 'value="i morgon"' in html
    assert 'type="date"' in str(OneForm(initial={"day": date(2024, 6, 7)})["day"])
    assert 'value="2024-06-07"' in str(OneForm(initial={"day": date(2024, 6, 7)})["day"])


def test_lines_are_shown_one_a_line_and_compared_as_such() -> None:
    form = OneForm({"title": "a", "lines": "ett\ntvå"}, initial={"lines": ("ett", "två"), "title": "a"})
    assert "ett\ntvå" in str(OneForm(initial={"lines": ("ett", "två")})["lines"])
    assert not form.has_changed()


def test_the_browser_does_not_cut_a_long_text() -> None:
    assert "maxlength" not in str(OneForm())


def test_it_ties_help_and_error_to_the_field() -> None:
    html = str(SampleForm({}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<fieldset class="ds-fieldset" aria-describedby="id_areas_helptext id_areas_error"' in html


def test_its_summary_leads_to_every_field() -> None:
    form = SampleForm({"email": "inte en adress"})
    html = str(form)
    links = form.error_links()
    assert {link.href for link in links} >= {
        "#id_title",
        "#id_kind",
        "#id_areas",
        "#id_is_agreed",
        "#id_email",
    }
    assert all(f'id="{link.href[1:]}"' in html for link in links)


def test_errors_of_the_whole_form_come_first_and_lead_nowhere() -> None:
    form = OneForm({})
    form.add_error(None, "Perioden krockar.")
    first = form.error_links()[0]
    assert (first.words, first.href) == ("Perioden krockar.", "")


def test_forms_of_others_can_be_given_the_same_manners() -> None:
    class TheirForm(forms.Form):
        name = forms.CharField(max_length=3)

    class OurForm(Manners, TheirForm):
        pass

    form = OurForm({"name": "a\r\nb"})
    assert not form.is_valid()
    assert "ds-input" in str(form["name"])


def test_a_form_that_cannot_be_taken_answers_422_and_keeps_what_was_typed(site: Client) -> None:
    answer = site.post("/form/", {**GOOD, "title": "y" * 5000, "starts_on": "snart", "note": "kvar \u202e"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "y" * 5000 in page
    assert "snart" in page
    assert "Minska brott" in page
    assert 'value="north" class="ds-input" aria-invalid' not in page
    assert "checked" in page


def test_a_good_form_answers_200(site: Client) -> None:
    assert site.post("/form/", GOOD).status_code == 200


@pytest.mark.parametrize("value", ["9" * 5000, "-1", "1001", "tolv", "1e3", "٣٣٣٣٣٣٣"])
def test_wrong_numbers_are_said_by_the_field(site: Client, value: str) -> None:
    answer = site.post("/form/", {**GOOD, "count": value})
    assert answer.status_code == 422
    assert 'id="id_count_error"' in answer.content.decode()
