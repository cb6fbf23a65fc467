"""Wrong, huge and odd values in every field: 422, a word by the field, nothing saved, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.forms import BaseFormSet, FileField
from django.forms.forms import BaseForm
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape
from pytest_django import DjangoDbBlocker

from loftet.activities.forms.report import ReportEditor
from loftet.agreements.forms.agreement import AgreementEditor
from loftet.agreements.models import Agreement
from loftet.organisations.models import AuditEvent, OutboxMessage, Person, Role
from loftet.promises.forms.promise import PromiseEditor
from loftet.web.text import tidy
from tests.bad_input import EMOJI, Bad, bad_values, takes_words
from tests.database import connected_to, fresh_clone
from tests.factories import sessionless
from tests.permission_table import COLUMNS, OWN, ROWS, Row
from tests.permission_world import ROUTES, World, make_keeper, make_world

# Forms that are met elsewhere, or that hold nothing to write in.
MET_ELSEWHERE = {
    "ActivateForm": "tests/browser/earnest.py sends it badly filled",
    "AuthenticateForm": "tests/browser/earnest.py sends it badly filled",
    "ResetPasswordKeyForm": "tests/browser/earnest.py sends it badly filled",
    "DeactivateForm": "one button",
    "RecoveryCodesForm": "one button",
    "EmptyForm": "one box; tests/residents/test_emptying.py leaves it",
    "PublishProgressForm": "one box; tests/publication/test_progress.py leaves it",
    "ReopenForm": "tests/activities/test_reopening.py sends it badly filled",
    "AddPasskeyForm": "tests/organisations/test_passkeys.py sends it badly filled",
    "AuthenticateByPasskeyForm": "tests/organisations/test_passkeys.py sends it badly filled",
    "LoginByPasskeyForm": "tests/organisations/test_passkeys.py sends it badly filled",
    "ReauthenticateByPasskeyForm": "tests/organisations/test_passkeys.py sends it badly filled",
    "RenamePasskeyForm": "tests/organisations/test_passkeys.py sends it badly filled",
    "NoPersonForm": "tests/promises/test_views.py sends it badly filled",
    "ReadInForm": "holds hidden fields only; tests/promises/test_importing.py sends it badly filled",
    "SearchForm": "asks, and writes nothing",
    "PublishedSearchForm": "asks, and writes nothing",
    "EditionFileForm": "tests/importer/test_published.py sends it what it does not take",
    "BorrowFromFileForm": "tests/importer/test_published.py sends it badly filled",
    "UntilForm": "asks, and writes nothing",
    "UploadForm": "tests/importer/test_views.py sends it what it does not take",
}
ODD_VALUES = ["", "-1", "9" * 30, EMOJI, "\x00", "ä" * 3000]
ENGLISH = re.compile(r"\b(the|this|enter|select|please|value|field|not)\b", re.IGNORECASE)
PARAMETERS = ["sida", "q", "standing", "typ", "fran", "next"]


@dataclass(frozen=True)
class Case:
    """A form's address, and who may send it."""

    row: Row
    column: str

    def __str__(self) -> str:
        return f"{self.row.name} {self.row.state}"

    @property
    def is_of_the_workspace(self) -> bool:
        return self.column in set(Role) and self.row.expected["anonymous"] == "in"


def cases() -> list[Case]:
    """Every address where sending does something, once, as the first person who may."""
    found: dict[str, Case] = {}
    for row in ROWS:
        able = [column for column in (*OWN, *COLUMNS) if row.expected[column] == "302"]
        if row.method == "POST" and able:
            found.setdefault(row.name, Case(row, able[0]))
    for name, column in SIGNING_IN.items():
        found[name] = Case(Row("POST", name, "-", ("422",) * len(COLUMNS)), column)
    return [case for name, case in found.items() if name not in THE_SAME_FORM | TAKES_ALL]


TRAPS = {"website"}  # filled in by robots only; tests/residents/test_public_views.py
TAKES_ALL = {"importer:upload_create"}  # any file is kept, whatever its reading says
THE_SAME_FORM = {"agreements:agreement_edit"}  # as agreement_create


# What the table shows only as refused, with somebody who meets the form.
SIGNING_IN = {
    "account_login": "anonymous",
    "account_reset_password": "anonymous",
    "account_change_password": "keeper",
    "account_reauthenticate": "keeper",
    "mfa_reauthenticate": "keeper",
    "organisations:invitation_accept": "anonymous",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), fresh_clone() as clone, connected_to(clone.name):
        made = make_world()
        make_keeper(made)
        yield made


@pytest.mark.parametrize("case", cases(), ids=str)
def test_what_a_field_does_not_take_is_said_beside_it(case: Case, world: World) -> None:
    page = Page(case, world)
    for form in page.forms():
        if is_another_row(form):
            continue
        for name, field in form.fields.items():
            if name in TRAPS:
                continue
            for bad in bad_values(field):
                page.refuses(form, name, bad)
            if takes_words(field):
                page.keeps_or_refuses(form, name, EMOJI)


@pytest.mark.parametrize("case", [case for case in cases() if case.is_of_the_workspace], ids=str)
def test_what_was_typed_outlives_the_session(case: Case, world: World) -> None:
    page, person = Page(case, world), world.actors[case.column].person
    with undone():
        browser = sessionless(person)
        browser.post(page.address, page.valid, HTTP_REFERER=f"http://testserver{page.address}")
        browser.force_login(person)
        before = what_is_written()
        answer = browser.get(page.address)
        assert what_is_written() == before
        for form in [each for each in forms_in(answer) if page.fills(each)]:
            assert getattr(form, "is_unsent", False), f"{type(form).__name__} has lost what was typed"
            page.keeps_words(answer.content.decode(), form, type(form).__name__)


def test_every_form_is_met(world: World) -> None:
    met = {type(form).__name__ for case in cases() for form in Page(case, world).forms()}

    assert {form.__name__ for form in forms_of_the_house()} - met == set(MET_ELSEWHERE)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_odd_addresses_and_queries_break_nothing(name: str, world: World) -> None:
    browsers = [world.browser("coordinator"), world.browser("anonymous")]
    addresses = [world.address(name, "shared"), *odd_addresses(name)]
    for browser, address, value in product(browsers, addresses[:1], ODD_VALUES):
        assert ask(browser, address, dict.fromkeys(PARAMETERS, value)) < 500, value
    for browser, address in product(browsers, addresses[1:]):
        assert ask(browser, address, {}) < 500, address


class Page:
    """The page of a case, asked for and sent by one who may; each request is undone."""

    def __init__(self, case: Case, world: World) -> None:
        self.browser = world.browser(case.column)
        self.address = world.address(case.row.name, case.row.state)
        self.valid = as_lists(world.data(case.row))

    def forms(self) -> list[BaseForm]:
        """The forms of the page before anything is sent."""
        with undone():
            response = self.browser.get(self.address)
            return list(forms_in(response)) if response.status_code == 200 else []

    def fills(self, form: BaseForm) -> bool:
        """Whether what is sent fills a field of the form, other than a file."""
        return any(
            form.add_prefix(name) in self.valid and not isinstance(field, FileField)
            for name, field in form.fields.items()
        )

    def refuses(self, form: BaseForm, name: str, bad: Bad) -> None:
        place = f"{type(form).__name__}.{name}, {bad.fault}"
        response, saved = self.send({**self.valid, form.add_prefix(name): [bad.value]})
        assert response.status_code == 422, place
        assert not saved, place
        answered = the_same_form(response, form)
        assert answered.errors, place
        self.shows_why(response.content.decode(), answered, name, place)
        self.keeps_words(response.content.decode(), answered, place)

    def keeps_or_refuses(self, form: BaseForm, name: str, value: str) -> None:
        """Words may hold emoji; where they may not, that is said as for anything else."""
        response, saved = self.send({**self.valid, form.add_prefix(name): [value]})
        assert saved or response.status_code in {302, 422}, name
        if response.status_code == 422:
            self.keeps_words(response.content.decode(), the_same_form(response, form), name)

    def shows_why(self, page: str, form: BaseForm, name: str, place: str) -> None:
        """Once in the summary at the top, and once by the field."""
        if not form[name].is_hidden:
            assert name in form.errors, f"{place}: {form.errors}"
            assert all(page.count(escape(str(error))) >= 2 for error in form.errors[name]), place
        for words in [str(error) for errors in form.errors.values() for error in errors]:
            assert escape(words) in page, place
            assert not ENGLISH.search(words), words

    def keeps_words(self, page: str, form: BaseForm, place: str) -> None:
        """Everything that was typed stands in the fields again."""
        for name, field in form.fields.items():
            typed = form[name].data
            if takes_words(field) and typed:
                assert escape(tidy(str(typed))) in page, f"{place}: {name} is lost"

    def send(self, data: dict[str, list[Any]]) -> tuple[Any, bool]:
        """The answer, and whether anything was written."""
        before = what_is_written()
        with undone():
            response = self.browser.post(self.address, data)
            return response, what_is_written() != before


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def what_is_written() -> list[int]:
    return [model.objects.count() for model in (AuditEvent, OutboxMessage, Person, Agreement)]


def ask(browser: Client, address: str, query: dict[str, str]) -> int:
    with undone():
        return browser.get(address, query).status_code


def odd_addresses(name: str) -> list[str]:
    """The address with what does not exist filled in, as far as it lets itself be filled."""
    arguments = ROUTES[name].arguments
    found = []
    for value in ("9" * 30, 0, EMOJI, "\x00") if arguments else ():
        with suppress(NoReverseMatch):
            found.append(reverse(name, kwargs=dict.fromkeys(arguments, value)))
    return found


def as_lists(data: Any) -> dict[str, list[Any]]:
    return {key: value if isinstance(value, list) else [value] for key, value in data.items()}


def forms_in(response: Any) -> Iterator[BaseForm]:
    """Every form that the templates were given, alone, in rows or in an editor of both."""
    seen = set()
    for context in response.context or []:
        for value in [value for layer in context for value in layer.values()] if context else []:
            for form in unpacked(value):
                if id(form) not in seen and type(form).__module__.startswith("loftet."):
                    seen.add(id(form))
                    yield form


def unpacked(value: Any) -> list[BaseForm]:
    if isinstance(value, BaseForm):
        return [value]
    if isinstance(value, BaseFormSet):
        return list(value.forms)
    if isinstance(value, AgreementEditor):
        return [value.form, *value.parties.forms, *value.council.forms]
    if isinstance(value, ReportEditor):
        return [value.key, *value.forms]
    if isinstance(value, PromiseEditor):
        return [value.form, *value.rows.forms]
    return []


def the_same_form(response: Any, form: BaseForm) -> BaseForm:
    found = [each for each in forms_in(response) if (type(each), each.prefix) == (type(form), form.prefix)]
    assert found, f"{type(form).__name__} is not on the page that answers"
    return found[0]


def is_another_row(form: BaseForm) -> bool:
    """Rows of a set are alike: the first stands for them."""
    return (form.prefix or "").rpartition("-")[2] not in {"", "0"}


def forms_of_the_house() -> list[type[BaseForm]]:
    """Those at the end of each line; what stands above only lends its fields."""
    waiting, ends = [BaseForm], []
    while waiting:
        form = waiting.pop()
        below = [each for each in form.__subclasses__() if each.__module__.startswith("loftet.")]
        waiting.extend(form.__subclasses__())
        if form.__module__.startswith("loftet.") and not below:
            ends.append(form)
    return ends
