"""The site's addresses, as the resolver knows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """An address: its full name and the names of what is filled into it."""

    name: str
    path: str
    arguments: tuple[str, ...]


def all_routes() -> list[Route]:
    """Every address of the site, once, in the order of the URL table."""
    return list(dict.fromkeys(_walk(get_resolver(), path="/", namespaces=(), outer=())))


def _walk(
    resolver: URLResolver, *, path: str, namespaces: tuple[str, ...], outer: tuple[str, ...]
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here = path + str(entry.pattern)
        arguments = outer + (tuple(entry.pattern.converters) or tuple(entry.pattern.regex.groupindex))
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, path=here, namespaces=inner, outer=arguments)
        elif isinstance(entry, URLPattern):
            name = ":".join((*namespaces, entry.name or f"unnamed {here}"))
            yield Route(name, here, arguments)
