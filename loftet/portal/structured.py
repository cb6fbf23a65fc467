"""What search engines read of a page and no browser runs: schema.org as JSON-LD, with the way to the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Node = dict[str, Any]
Described = Callable[[str], list[Node]]


def structured(context: Mapping[str, Any], path: str, language: str, base_url: str) -> str:
    """Return the JSON-LD of a page, empty where it has nothing to tell or the site has no address."""
    if not base_url:
        return ""
    described: Described | None = context.get("described")
    nodes = described(base_url) if described else []
    trail = _trail(context, path, base_url)
    if nodes:
        nodes[0] |= {"url": f"{base_url}/{path}", "inLanguage": language}
    graph = [*nodes, *([trail] if trail else [])]
    return _script({"@context": "https://schema.org", "@graph": graph}) if graph else ""


def _script(data: Any) -> str:
    """As JSON that cannot end the element that it stands in."""
    return _JSON.encode(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _trail(context: Mapping[str, Any], path: str, base_url: str) -> Node | None:
    steps = context.get("trail")
    if not steps:
        return None
    named = [*steps, (context["trail_end"], path)]
    items = [
        {"@type": "ListItem", "position": position, "name": str(name), "item": f"{base_url}/{address}"}
        for position, (name, address) in enumerate(named, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
