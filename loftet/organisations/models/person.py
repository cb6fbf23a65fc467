"""People who sign in. No personal identity number is stored, here or anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """The one way a person comes to be; without password only a provider's sign-in opens the account."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    # Small letters only: sign-in looks the address up as it stands.
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    display_title = models.CharField(
        _("shown as"),
        max_length=120,
        blank=True,
        help_text=_("A role that others see in place of the name, such as Municipal police Linköping."),
    )
    org_affiliation = models.CharField(
        max_length=200,
        null=True,
        blank=True,
        unique=True,
        help_text=_("orgAffiliation (uid@organisation number) from the sign-in provider."),
    )
    language = models.CharField(_("language"), max_length=5, default="sv")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    # Part of every session's seal: raise it by one and all sessions of the person end at once.
    session_generation = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_address_is_written_in_small_letters", condition=Q(email=Lower("email"))
            )
        ]

    def __str__(self) -> str:
        return self.shown_as

    @property
    def shown_as(self) -> str:
        """What others see: the role where one is given (skyddade personuppgifter), else the name."""
        return self.display_title or self.name

    def get_session_auth_hash(self) -> str:
        return self._sealed_session(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._sealed_session(secret)

    def _sealed_session(self, secret: str | bytes | None) -> str:
        seal = f"{self.password}.{self.session_generation}"
        return salted_hmac("loftet.session", seal, secret=secret, algorithm="sha256").hexdigest()
