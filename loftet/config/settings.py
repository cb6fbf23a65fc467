"""All settings. What differs between installations comes from the environment (docs/how-to/deploy.md)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from loftet.organisations.claims import saml_provider
from loftet.web.email_url import EmailUrlUnreadable, parse_email_url

from . import embedded
from .environment import (
    BadSetting,
    data_folder,
    database_from_url,
    env_bool,
    env_file,
    env_list,
    secret_key,
)

DEBUG = False
DATA_FOLDER = data_folder()
SECRET_KEY = secret_key()
BASE_URL = os.environ.get("BASE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# --- database: two roles, one server -------------------------------------------------------------
USES_EMBEDDED_DATABASE = "DATABASE_URL" not in os.environ
if USES_EMBEDDED_DATABASE:
    if "DATABASE_OWNER_URL" in os.environ:
        raise BadSetting(
            "DATABASE_OWNER_URL is set but not DATABASE_URL, the role that runs: set both, or neither."
        )
    DATABASE_OWNER_URL, DATABASE_URL = embedded.addresses(DATA_FOLDER)
else:
    DATABASE_URL = os.environ["DATABASE_URL"]
    DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")
DATABASES = {"default": database_from_url(DATABASE_URL, pool=True)}
if DATABASE_OWNER_URL:
    # Migrates, and nothing else: no model is ever routed here. Web and worker machines go without it.
    DATABASES["owner"] = database_from_url(DATABASE_OWNER_URL, pool=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the rooms, highest first --------------------------------------------------------------------
INSTALLED_APPS = [
    "loftet.config",
    "loftet.notices",
    "loftet.portal",
    "loftet.residents",
    "loftet.importer",
    "loftet.publication",
    "loftet.followup",
    "loftet.activities",
    "loftet.promises",
    "loftet.agreements",
    "loftet.organisations",
    "loftet.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "procrastinate.contrib.django",
    "template_partials",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "loftet.web.middleware.security_headers_middleware",
    "loftet.web.middleware.database_away_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "loftet.organisations.middleware.actor_middleware",
    "loftet.config.demo.middleware.demo_middleware",
    "loftet.web.middleware.language_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "loftet.organisations.middleware.second_factor_middleware",
]
ROOT_URLCONF = "loftet.config.urls"
FORM_RENDERER = "loftet.web.forms.Renderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "loftet.web.context.shell",
            ],
        },
    }
]
# What the rail shows: (url name, label, roles of which one is needed; none = everybody who is signed in).
NAVIGATION = [
    ("notices:my_day", _("My day"), ()),
    ("agreements:agreement_list", _("Agreements"), ()),
    ("promises:promise_set_list", _("Citizen promises"), ()),
    ("activities:activity_list", _("Activities"), ()),
    ("followup:follow_up_list", _("Follow-up"), ()),
    ("publication:edition_list", _("Published"), ()),
    ("importer:upload_list", _("Read in documents"), ("coordinator",)),
    ("residents:question_list", _("Questions from residents"), ("coordinator", "communicator", "registrar")),
    ("organisations:organisation_list", _("Organisations"), ()),
    ("organisations:people_list", _("People"), ("administrator",)),
    ("organisations:audit_list", _("Audit events"), ("administrator",)),
]
SHELL_LINKS = {
    "account": "organisations:profile_edit",
    "switch_organisation": "organisations:organisation_switch",
}

# --- publication ---------------------------------------------------------------------------------
# What editions are signed with. Without it a key is made once and kept in the data folder.
LEDGER_KEY = os.environ.get("LEDGER_KEY", "")

# --- language ------------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
REMEMBER_LANGUAGE = "loftet.organisations.services.people.choose_language"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- sign-in -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ["email", "name"]}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "loftet.organisations.signin.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proven by the invitation's link
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key,20/5m/ip",
    "login": "60/m/ip",
    "reset_password": "20/m/ip,5/m/key",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can make us write to strangers
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 24 * 3600
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_HTTPS else 0  # https means that a proxy stands before us
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey is two factors, and then no other is asked for
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}  # twice that of "login": a sign-in is two requests
MFA_TOTP_ISSUER = "Löftet"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is proven by the invitation's link
MFA_ADAPTER = "loftet.organisations.signin.MfaAdapter"
SOCIALACCOUNT_ADAPTER = "loftet.organisations.provider.ProviderAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "").rstrip("/")
SAML_METADATA = env_file("SAML_METADATA")
if OIDC_ISSUER and SAML_METADATA:
    raise BadSetting("OIDC_ISSUER and SAML_METADATA are both set: an installation has one provider.")
if OIDC_ISSUER and not {"OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"} <= os.environ.keys():
    raise BadSetting("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all three, or none.")
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "SCOPE": os.environ.get("OIDC_SCOPE", "openid email").split(),
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("OIDC_NAME", "Organisationens inloggning"),
                "client_id": os.environ["OIDC_CLIENT_ID"],
                "secret": os.environ["OIDC_CLIENT_SECRET"],
                "settings": {"server_url": OIDC_ISSUER},
            }
        ],
    }
SAML_KEY, SAML_CERTIFICATE = env_file("SAML_KEY"), env_file("SAML_CERTIFICATE")
if bool(SAML_KEY) != bool(SAML_CERTIFICATE):
    raise BadSetting("SAML_KEY and SAML_CERTIFICATE belong together: set both, or neither.")
# Levels of assurance that are asked for and taken (Sweden Connect); the lowest is LoA3.
SAML_LEVELS = os.environ.get("SAML_LEVELS", " ".join(
    f"http://id.elegnamnden.se/loa/1.0/loa{level}" for level in (3, 4))).split()  # fmt: skip
SAML_EMAIL_IS_VERIFIED = env_bool("SAML_EMAIL_IS_VERIFIED", default=False)
if SAML_METADATA:
    # Its tools only where they are used: they lengthen the start.
    from loftet.organisations.saml_metadata import NoProvider, read_provider

    try:
        read_provider(Path(SAML_METADATA))
    except NoProvider as error:
        raise BadSetting(
            f"SAML_METADATA is '{SAML_METADATA}': that is no metadata of an identity provider, "
            "with its entity id, its address for sign-in and its certificate."
        ) from error
    SOCIALACCOUNT_PROVIDERS["saml"] = saml_provider(os.environ.get("SAML_NAME", "Organisationens inloggning"))

# --- sessions and headers ------------------------------------------------------------------------
SESSION_COOKIE_AGE = 8 * 3600  # a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "loftet.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Roomy enough that a text far too long is answered by its field, with all that was typed kept.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 11_000_000

# --- static files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files are kept in PostgreSQL
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

# --- the public folder ---------------------------------------------------------------------------
PUBLIC_FOLDER = Path(os.environ.get("PUBLIC_FOLDER", DATA_FOLDER / "public"))
PUBLIC_PATH = "/offentligt"  # where the application's own server shows it
PUBLIC_BASE_URL = os.environ.get("PUBLIC_BASE_URL", f"{BASE_URL}{PUBLIC_PATH}").rstrip("/")
PUBLIC_CONTACT_EMAIL = os.environ.get("PUBLIC_CONTACT_EMAIL", "")
PUBLIC_CONTACT_PHONE = os.environ.get("PUBLIC_CONTACT_PHONE", "")
PUBLIC_MAP_TILES = os.environ.get("PUBLIC_MAP_TILES", "")
PUBLIC_MAP_ATTRIBUTION = os.environ.get("PUBLIC_MAP_ATTRIBUTION", "")

# --- mail ----------------------------------------------------------------------------------------
EMAIL_URL = os.environ.get("EMAIL_URL", "")
try:
    globals().update(parse_email_url(EMAIL_URL))
except EmailUrlUnreadable as error:
    raise BadSetting(str(error)) from error
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "Löftet <loftet@localhost>")
MAIL_FOLDER = DATA_FOLDER / "mail"

# --- several processes ---------------------------------------------------------------------------
# Counts of failed sign-ins must hold on every web machine, so the cache stands in the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "loftet_cache",
                       "OPTIONS": {"MAX_ENTRIES": 100_000}},
          # Pictures of pages are large and drawn again at no loss: each machine keeps its own.
          "pages": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                    "LOCATION": DATA_FOLDER / "pages", "TIMEOUT": 7 * 24 * 3600,
                    "OPTIONS": {"MAX_ENTRIES": 1_000}}}  # fmt: skip
# The demo's sign-in by one click is offered only to this machine.
DEMO_ALLOWED = env_bool("LOFTET_DEMO", default=True)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"secrets": {"()": "loftet.web.logs.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
