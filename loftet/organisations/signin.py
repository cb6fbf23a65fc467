"""How people sign in: our answers to what django-allauth asks of its adapters."""

from __future__ import annotations

import base64
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .audit import record_about_person, record_for_person
from .models import Person
from .passkeys import relying_party
from .services.outbox import post_mail

HAS_BEEN_HERE = "lf_signed_in"
"""A cookie that outlives the session, so that the sign-in page can say that time ran out. It names, sealed,
who was signed in: what that person had typed is kept for nobody else."""
_MONTH = 30 * 24 * 3600
_TIME_TO_SET_UP = 30 * 60
_SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
_SENTENCES = {
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("The password is changed. Sign in with the new one."),
    "mfa/messages/totp_activated.txt": _("Two-step sign-in is on."),
    "mfa/messages/totp_deactivated.txt": _("Two-step sign-in by app is off."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
}


def sign_in(request: HttpRequest, person: Person, *, redirect_url: str | None = None) -> HttpResponse:
    """Sign the person in, as every way of signing in does: second step, session, audit event."""
    response: HttpResponse = perform_login(request, person, redirect_url=redirect_url)
    return response


def remember_password(request: HttpRequest, person: Person) -> None:
    """Note in the session that the person has just given the password, before `sign_in`."""
    record_authentication(request, person, method="password", email=person.email)


def came_by_provider(request: HttpRequest, person: Person) -> bool:
    """Whether this session was opened by the organisation's own sign-in, which has its own second step."""
    records = get_authentication_records(request, person)
    return any(record["method"] == "socialaccount" for record in records)


def has_second_step(person: Person) -> bool:
    """An app in the phone, or a passkey, which is two factors by itself."""
    return Authenticator.objects.filter(user=person, type__in=_SECOND_STEPS).exists()


def count_passkeys(person: Person) -> int:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count()


class SecondStep(AuthenticateStage):
    """The code from the phone, after a password; never after the organisation's own sign-in."""

    def _should_handle(self, request: HttpRequest) -> bool:
        person = self.login.user
        if isinstance(person, Person) and came_by_provider(request, person):
            return False
        return super()._should_handle(request)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation only; mail goes through the outbox; what matters is in the audit trail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The e-mail address or the password is not right. Try again."),
        "enter_current_password": _("This is not your password."),
        "incorrect_code": _(
            "The code is not right, or its time ran out. Wait for the next code and write that."
        ),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("The link is used or too old."),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
        "too_many_login_attempts": _(
            "Too many failed attempts. Sign-in with this address is locked for five minutes. "
            "Wait, or choose a new password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["loftet.organisations.signin.SecondStep"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in for the first time sets up the second step without the password again."""
        person = allauth_context.request.user
        if app == "allauth.mfa" and isinstance(person, Person) and not has_second_step(person):
            records = get_authentication_records(allauth_context.request, person)
            if records and time.time() - records[-1]["at"] < _TIME_TO_SET_UP:
                return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    @transaction.atomic
    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        if isinstance(user, Person):
            methods = [_method(record) for record in get_authentication_records(request, user)]
            record_for_person(person=user, kind="signed_in", data={"methods": methods})

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        response.set_signed_cookie(
            HAS_BEEN_HERE,
            str(user.pk),
            max_age=_MONTH,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        person = Person.objects.filter(email=credentials.get("email", "").lower()).first()
        if person:
            with transaction.atomic():
                record_about_person(person=person, kind="sign_in_failed")

    @transaction.atomic
    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        assert isinstance(user, Person)
        user.set_password(password)
        user.save(update_fields=["password"])
        record_for_person(person=user, kind="password_changed")
        self._delete_login_attempts_cached_email(allauth_context.request, email=user.email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_reset_password_from_key_url(self, key: str) -> str:
        person, _hyphen, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": person, "key": token})
        return f"{settings.BASE_URL}{path}"

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        template = "password_reset_key" if user.has_usable_password() else "password_elsewhere"
        self.send_mail(f"account/email/{template}", email, {**context, "login_url": settings.BASE_URL})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        text = render_to_string(f"{template_prefix}_message.txt", context)
        with transaction.atomic():
            post_mail(recipient=email, subject=subject, text=text.strip() + "\n")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """What is not among our sentences is not worth a message: the page itself shows it."""
        if words := message or _SENTENCES.get(message_template or ""):
            messages.add_message(request, level, str(words), extra_tags=extra_tags)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: allauth's answers in JSON belong to no page of ours."""
        return False


class MfaAdapter(DefaultMFAAdapter):
    """The secrets of the second step are encrypted, so that a copy of the database opens no account."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": relying_party(), "name": "Löftet"}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        assert isinstance(user, Person)
        return gettext("Passkey %(number)s") % {"number": count_passkeys(user) + 1}


def _method(record: dict[str, Any]) -> str:
    """How the person showed who it is; every second step but a passkey is called mfa."""
    return "passkey" if record.get("type") == Authenticator.Type.WEBAUTHN else str(record["method"])


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    digest = salted_hmac("loftet.second-step", "", secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
