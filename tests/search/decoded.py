"""Reads an index back, the plain way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from xuncha_site.pages import Page
from xuncha_site.search.postings import BASE, ENDS, GOES_ON


def postings(signs: str) -> list[tuple[int, int]]:
    """(document, rank) of each posting."""
    found, document, value = [], -1, 0
    for sign in signs:
        value = value * BASE + (ENDS + GOES_ON).index(sign) % BASE
        if sign in ENDS:
            document += value >> 2
            found.append((document, value & 3))
            value = 0
    assert value == 0
    return found


def files(pages: Iterable[Page]) -> dict[str, Any]:
    """What each file of an index hands to the client, by name."""
    found = {}
    for page in pages:
        text = page.render()
        start, _, rest = text.partition(",")
        name = json.loads(start.removeprefix("xunchaIndex("))
        assert page.address == f"assets/index/{name}.js"
        found[name] = json.loads(rest.removesuffix(");\n"))
    return found
