"""The pages of the sample site."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loftet.web.errors import csrf_failure
from loftet.web.forms import Date, Form, Lines, Text, render_form
from loftet.web.pages import page_of

GetResponse = Callable[[HttpRequest], HttpResponse]
TRAIL = [("Överenskommelser", "/"), ("Linköping 2024–2027", "/detail/")]
ROWS = [
    (
        "Narkotikasök med hund i skolorna",
        "Inga sök, skolorna hade sommarlov.",
        "Ej berörd",
        "Inte gjort",
        "info",
        "Pågår",
    ),
    (
        "Insatser och tillsyn i krogmiljö",
        "Ett antal krogtillsyner.",
        "Inte inlämnat",
        "Minst 1",
        "neutral",
        "Ej bedömt",
    ),
    ("Insatser mot organiserad brottslighet", "4 insatser", "2 insatser", "4–6", "success", "Uppfyllt"),
    ("Fler kameror på fler platser", "Inga nya", "Inga nya", "0", "warning", "Delvis uppfyllt"),
    ("Trygghetsvandringar i varje stadsdel", "1 vandring", "1 vandring", "1–2", "danger", "Inte uppfyllt"),
]


class SampleForm(Form):
    """One field of each kind."""

    title = Text(label="Rubrik", max_length=200, help_text="Kort, så att den får plats i en lista.")
    purposes = Lines(label="Syften", help_text="Ett på varje rad.", max_length=200, required=False)
    starts_on = Date(label="Gäller från")
    email = forms.EmailField(label="E-post", max_length=254, required=False)
    count = forms.IntegerField(label="Antal", min_value=0, max_value=1000, required=False)
    kind = forms.ChoiceField(
        label="Slag",
        choices=[("police", "Polisen"), ("municipality", "Kommunen"), ("other", "Annan myndighet")],
        widget=forms.RadioSelect,
    )
    areas = forms.MultipleChoiceField(
        label="Områden",
        choices=[("north", "Norr"), ("south", "Söder")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Ett eller flera.",
    )
    municipality = forms.ChoiceField(
        label="Kommun", choices=[("", "Välj"), ("0580", "Linköping"), ("0581", "Norrköping")]
    )
    note = Text(label="Anteckning", max_length=5000, multi_line=True, required=False)
    is_agreed = forms.BooleanField(
        label="Båda parter är överens", help_text="Kan ändras fram till underskriften."
    )


class SignInForm(Form):
    """Two fields."""

    email = forms.EmailField(label="E-post", max_length=254)
    password = forms.CharField(label="Lösenord", max_length=200, strip=False, widget=forms.PasswordInput)


def actor_middleware(get_response: GetResponse) -> GetResponse:
    """Someone acts, without any database."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = SimpleNamespace(
            name="Asta Asp", display_title="Kommunpolis Linköping", is_authenticated=True, language=""
        )
        request.user = person  # type: ignore[assignment]
        organisation = SimpleNamespace(name="Polisen, lokalpolisområde Linköping")
        outside = request.path in {"/sign-in/"}
        request.actor = (
            None
            if outside
            else SimpleNamespace(  # type: ignore[attr-defined]
                person=person, organisation=organisation, roles=frozenset({"coordinator"})
            )
        )
        return get_response(request)

    return middleware


def lost_database_middleware(_get_response: GetResponse) -> GetResponse:
    """The connection breaks before any view is reached."""

    def middleware(request: HttpRequest) -> HttpResponse:
        raise OperationalError("server closed the connection unexpectedly")

    return middleware


def followup(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Redovisningen är inlämnad.")
    return render(
        request,
        "sample/followup.html",
        {"rows": ROWS, "trail": TRAIL[:1], "page": page_of(request, range(400))},
    )


def detail(request: HttpRequest) -> HttpResponse:
    events: list[dict[str, Any]] = [
        {"heading": "Undertecknad av kommunen", "meta": "22 januari 2024 · Linköpings kommun", "url": "/"},
        {
            "heading": "Delad med parterna",
            "meta": "15 december 2023 · Polisen",
            "words": "Version 2. Två områden lades till.",
        },
        {"heading": "Utkast", "meta": "1 december 2023 · Polisen"},
    ]
    return render(request, "sample/detail.html", {"events": events, "trail": TRAIL[:1]})


def form(request: HttpRequest) -> HttpResponse:
    asked = (
        SampleForm(request.POST)
        if request.method == "POST"
        else SampleForm(initial={"purposes": ("Minska", "Öka")})
    )
    return render_form(request, "sample/form.html", {"trail": TRAIL}, form=asked)


def confirm(request: HttpRequest) -> HttpResponse:
    obstacles = (
        ["Överenskommelsen saknar period.", "Kommunen saknar undertecknare."]
        if "stuck" in request.GET
        else []
    )
    return render(request, "sample/confirm.html", {"back_url": "/", "obstacles": obstacles, "trail": TRAIL})


def empty(request: HttpRequest) -> HttpResponse:
    return render(request, "sample/empty.html")


def sign_in(request: HttpRequest) -> HttpResponse:
    return render_form(request, "sample/sign_in.html", form=SignInForm(request.POST or None))


def part(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return HttpResponse("<p>Anteckningen är för lång.</p>", status=422)
    return render(request, "sample/part.html")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def refused(request: HttpRequest) -> HttpResponse:
    refusal = PermissionDenied()
    refusal.obstacles = ["Endast samordnare kan dela en överenskommelse."]  # type: ignore[attr-defined]
    raise refusal


def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


def old_form(request: HttpRequest) -> HttpResponse:
    return csrf_failure(request)
