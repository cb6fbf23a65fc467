"""The settings of the tests: those of an installation, with a data folder and a server of their own."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("LOFTET_DATA", str(Path(__file__).resolve().parent.parent / ".test-data"))
os.environ.setdefault("SECRET_KEY", "only-for-tests")
_NAMES = "EMAIL_URL BASE_URL ALLOWED_HOSTS OIDC_ISSUER PUBLIC_FOLDER PUBLIC_BASE_URL"
_NAMES += " SAML_METADATA SAML_KEY SAML_CERTIFICATE SAML_LEVELS SAML_EMAIL_IS_VERIFIED"
for _name in _NAMES.split():
    os.environ.pop(_name, None)  # an installation's own mail and provider are none of the tests' business

from loftet.config.settings import *  # noqa: E402, F403
from loftet.config.settings import DATABASES, LOGGING, STORAGES  # noqa: E402

# Many tests use one connection each and few use threads: a pool would only hide which.
DATABASES["default"]["OPTIONS"].pop("pool")
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# A refusal that a test provokes is no news; its traceback costs more than the request.
LOGGING["loggers"] = {"django.request": {"level": "ERROR"}}
