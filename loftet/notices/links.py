"""The address that ends mail with one click, also without signing in (RFC 8058)."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from loftet.organisations.models import Person

_SALT = "loftet.notices.unsubscribe"


def unsubscribe_url(person: Person) -> str:
    """Return the person's own address; it never expires, since old mail must be possible to end too."""
    token = signing.dumps(person.pk, salt=_SALT)
    return settings.BASE_URL + reverse("notices:unsubscribe", args=(token,))


def person_of(token: str) -> Person | None:
    """Return whose address it is, or None where it is nobody's."""
    try:
        return Person.objects.filter(pk=signing.loads(token, salt=_SALT)).first()
    except signing.BadSignature:
        return None
