"""What the sample site differs in from the real one: no database behind it."""

from typing import Any

NAVIGATION = [
    ("followup", "Min dag", ()),
    ("detail", "Överenskommelser", ()),
    ("form", "Lägesbild", ("coordinator",)),
    ("empty", "Personer", ("administrator",)),
    ("not_built_yet", "Kameror", ()),
]
OVERRIDES: dict[str, Any] = {
    "ROOT_URLCONF": "tests.web.sample.urls",
    "NAVIGATION": NAVIGATION,
    "SHELL_LINKS": {
        "home": "followup",
        "sign_out": "sign_in",
        "account": "detail",
        "switch_organisation": "empty",
    },
    "REMEMBER_LANGUAGE": "",
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
    "MIDDLEWARE": [
        "csp.middleware.CSPMiddleware",
        "loftet.web.middleware.security_headers_middleware",
        "loftet.web.middleware.database_away_middleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "tests.web.sample.views.actor_middleware",
        "loftet.web.middleware.language_middleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "testserver"],
}
