"""What the shell around every page shows: who acts, where one can go, which look was chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

SCHEMES = (("auto", _("Automatic")), ("light", _("Light")), ("dark", _("Dark")))

# Where the shell's own links lead; the setting SHELL_LINKS changes or adds (account, switch_organisation).
_LINKS = {"home": "notices:my_day", "sign_in": "account_login", "sign_out": "account_logout"}


class ActorLike(Protocol):
    """What the shell needs of ``request.actor``; the type itself lives in a room above."""

    person: Any
    organisation: Any
    roles: Iterable[str]


@dataclass(frozen=True)
class NavigationLink:
    """``current`` is empty, "page" on the very page or "true" somewhere below it."""

    url: str
    label: Any
    current: str


@dataclass(frozen=True)
class Shell:
    """The names in templates: ``shell.person``, ``shell.navigation`` and so on."""

    path: str
    scheme: str
    schemes: tuple[tuple[str, Any], ...]
    languages: tuple[tuple[str, str], ...]
    person: str
    organisation: str
    navigation: tuple[NavigationLink, ...]
    links: dict[str, str]


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Built only when a template asks, so that an error page asks for nothing."""
    return {"shell": SimpleLazyObject(lambda: make_shell(request))}


def make_shell(request: HttpRequest) -> Shell:
    actor: ActorLike | None = getattr(request, "actor", None)
    return Shell(
        path=request.get_full_path() if request.method == "GET" else request.path,
        scheme=getattr(request, "scheme_chosen", "auto"),
        schemes=SCHEMES,
        languages=tuple((code, str(name)) for code, name in settings.LANGUAGES),
        person=_person_name(request, actor),
        organisation=str(actor.organisation.name) if actor else "",
        navigation=tuple(_navigation(request, actor)) if actor else (),
        links=_links(actor),
    )


def _person_name(request: HttpRequest, actor: ActorLike | None) -> str:
    person = actor.person if actor else getattr(request, "user", None)
    if person is None or not getattr(person, "is_authenticated", True):
        return ""
    return str(getattr(person, "display_title", "") or getattr(person, "name", "") or person)


def _navigation(request: HttpRequest, actor: ActorLike) -> Iterable[NavigationLink]:
    """NAVIGATION in the settings holds (url name, label, roles of which one is needed)."""
    roles = {str(role) for role in actor.roles}
    for url_name, label, needed in settings.NAVIGATION:
        url = _resolved(url_name)
        if url and (not needed or roles.intersection(needed)):
            yield NavigationLink(url, label, _current(request.path, url))


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""


def _links(actor: ActorLike | None) -> dict[str, str]:
    names: dict[str, str] = {**_LINKS, **settings.SHELL_LINKS}
    if not getattr(actor, "acts_for_several", False):
        names.pop("switch_organisation", None)
    return {key: url for key, name in names.items() if (url := _resolved(name))}


def _resolved(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
