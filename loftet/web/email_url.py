"""``EMAIL_URL``: one line that says where mail goes. Plain Python, read by the settings."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

_EXAMPLE = "smtp://user:password@mail.example.se:587/?tls=starttls"
_DEFAULT_PORTS = {"none": 25, "starttls": 587, "ssl": 465}
_SPELLINGS = {"": "none", "0": "none", "no": "none", "none": "none"} | {
    "1": "starttls",
    "yes": "starttls",
    "true": "starttls",
    "starttls": "starttls",
    "ssl": "ssl",
}


class EmailUrlUnreadable(ValueError):
    """One sentence about what is wrong with EMAIL_URL; never shows the password."""


def parse_email_url(url: str) -> dict[str, str | int | bool]:
    """The settings that Django's SMTP backend reads; none for an empty URL.

    ``smtp://`` with ``?tls=starttls`` (port 587), ``smtps://`` or ``?tls=ssl`` (465), or neither (25).
    """
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise EmailUrlUnreadable(f"EMAIL_URL must look like {_EXAMPLE}.")
    tls = "ssl" if parts.scheme == "smtps" else _tls(parts.query)
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": _port(url) or _DEFAULT_PORTS[tls],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "ssl",
        "EMAIL_TIMEOUT": 20,
    }


def _tls(query: str) -> str:
    words = parse_qs(query).get("tls", [""])[-1].lower()
    if words not in _SPELLINGS:
        raise EmailUrlUnreadable("EMAIL_URL: tls must be starttls, ssl or none.")
    return _SPELLINGS[words]


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError as fault:
        raise EmailUrlUnreadable("EMAIL_URL: the port must be a number up to 65535.") from fault
