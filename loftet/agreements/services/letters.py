"""Mail about shared records, to each in their own language, by the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from loftet.organisations.models import Organisation, Role
from loftet.organisations.services.outbox import post_mail

from ..models import SharedVersion, SignatureRequest
from ..selectors.people import list_holders
from ..versions import record_of
from ..words import day

Words = Callable[[], tuple[str, str]]


def tell_shared(version: SharedVersion, *, organisations: Iterable[Organisation]) -> None:
    def words() -> tuple[str, str]:
        title = str(version)
        subject = _("Shared with you: %(title)s") % {"title": title}
        text = _(
            "Version %(version)s of %(called)s “%(title)s” has been shared with your organisation.\n\n"
            "With that it is a received public record with you.\n\n"
            "Read it and ask for the signatures of your organisation:\n%(url)s\n"
        )
        return subject, text % _about(version)

    _write_to_coordinators(version, organisations, words)


def tell_all_signed(version: SharedVersion, *, organisations: Iterable[Organisation]) -> None:
    def words() -> tuple[str, str]:
        title = str(version)
        subject = _("Everybody has signed: %(title)s") % {"title": title}
        text = _("Version %(version)s of %(called)s “%(title)s” is signed by all parties.\n\n%(url)s\n")
        return subject, text % _about(version)

    _write_to_coordinators(version, organisations, words)


def tell_ended(version: SharedVersion, *, reason: str, organisations: Iterable[Organisation]) -> None:
    def words() -> tuple[str, str]:
        title = str(version)
        subject = _("Ended: %(title)s") % {"title": title}
        text = _("“%(title)s” has ended.\n\nReason: %(reason)s\n\n%(url)s\n")
        return subject, text % {**_about(version), "reason": reason}

    _write_to_coordinators(version, organisations, words)


def ask_person(request: SignatureRequest) -> None:
    """To somebody with an account."""
    assert request.person is not None
    with translation.override(request.person.language):
        url = settings.BASE_URL + record_of(request.version).signature_page("sign", request.pk)
        _post(request.person.email, *_request_words(request, url), organisation=request.organisation)


def ask_address(request: SignatureRequest, *, token: str) -> None:
    """To an address without account: the link is personal and works once."""
    with translation.override(settings.LANGUAGE_CODE):
        words = _request_words(
            request, settings.BASE_URL + reverse("agreements:signature_link", args=(token,))
        )
        _post(request.email, *words, organisation=request.organisation)


def send_code(request: SignatureRequest, *, token: str, code: str, until: datetime) -> None:
    """With the way back to where it is written: the link has gone to the same address before."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Your code to sign with")
        text = _(
            "Your code is %(code)s. It works until %(time)s, once.\n\n"
            "Write it on the page that you have open, or open it again:\n%(url)s\n\n"
            "It signs “%(title)s”. If you have not asked for a code, you need do nothing.\n"
        )
        time = formats.time_format(timezone.localtime(until), "H:i")
        url = f"{settings.BASE_URL}{reverse('agreements:signature_link', args=(token,))}#sign"
        text %= {"code": code, "time": time, "url": url, "title": str(request.version)}
        _post(request.email, subject, text, organisation=request.organisation)


def _request_words(request: SignatureRequest, url: str) -> tuple[str, str]:
    title = str(request.version)
    subject = _("Your signature is asked for: %(title)s") % {"title": title}
    text = _(
        "%(organisation)s asks you to sign %(called)s “%(title)s” as %(position)s.\n\n"
        "Read it and sign:\n%(url)s\n\n"
        "The request is open until %(day)s.\n"
    )
    until = timezone.localtime(request.expires_at).date()
    asked = {"organisation": request.organisation.name, "position": request.position}
    return subject, text % {**_about(request.version), **asked, "url": url, "day": day(until)}


def _write_to_coordinators(
    version: SharedVersion, organisations: Iterable[Organisation], words: Words
) -> None:
    """In the name of the organisation that wrote it."""
    owner = record_of(version).owner
    for person in list_holders(Role.COORDINATOR, organisations=organisations):
        with translation.override(person.language):
            _post(person.email, *words(), organisation=owner)


def _post(recipient: str, subject: str, text: str, *, organisation: Organisation) -> None:
    post_mail(recipient=recipient, subject=subject, text=text, organisation=organisation)


def _about(version: SharedVersion) -> dict[str, object]:
    """What letters say of a version; `called` in the language of the reader."""
    record = record_of(version)
    return {
        "version": version.version,
        "title": str(version),
        "called": str(record.called),
        "url": settings.BASE_URL + record.get_absolute_url(),
    }
