"""Reads the environment; what it cannot understand stops the start with one sentence."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

REPOSITORY = Path(__file__).resolve().parent.parent.parent


class BadSetting(Exception):
    """A setting is missing or cannot be understood."""


def env_bool(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, str(default))
    if value.lower() not in {"true", "false"}:
        raise BadSetting(f"{name} is '{value}': write true or false.")
    return value.lower() == "true"


def env_list(name: str, *, default: str = "") -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def env_file(name: str) -> str:
    """A file that is there; empty where none is named."""
    value = os.environ.get(name, "")
    if value and not os.access(value, os.R_OK):
        raise BadSetting(f"{name} is '{value}': no file that can be read is there.")
    return value


def data_folder() -> Path:
    """Where an installation without servers of its own keeps database, mail and secret."""
    return Path(os.environ.get("LOFTET_DATA") or REPOSITORY / "data").absolute()


def secret_key() -> str:
    """SECRET_KEY, else a key made once and kept in the data folder, readable by its owner only."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    path = data_folder() / "secret.key"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "x", opener=lambda p, flags: os.open(p, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    except OSError as error:
        raise BadSetting(f"The data folder {path.parent} cannot be written: {error.strerror}.") from error
    return path.read_text()


def database_from_url(url: str, *, pool: bool) -> dict[str, Any]:
    """A Django database from `postgresql://user:password@host:port/name?host=/socket/folder`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        raise BadSetting(
            f"'{parts.scheme}' is no database address: write postgresql://user:password@host:5432/name."
        )
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", None) or parts.hostname or ""
    options: dict[str, Any] = {"connect_timeout": 5, **query}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": not pool,
        "TEST": {"MIRROR": None},
    }
