"""What is known of all documents at once: how long they are, and what they are filtered by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from xuncha_site.search.documents import TYPE, VISIBILITY, YEAR, Document
from xuncha_site.search.postings import ENDS, GOES_ON

SIGNS = ENDS + GOES_ON
_GENERAL = (TYPE, YEAR, VISIBILITY)


def columns(documents: Sequence[Document], sizes: Sequence[int]) -> dict[str, Any]:
    """The columns of documents; ``sizes`` are the lengths of their texts."""
    slots = documents[-1].number + 1 if documents else 0
    lengths = [" "] * slots
    for document, size in zip(documents, sizes, strict=True):
        lengths[document.number] = SIGNS[min(len(SIGNS) - 1, round(4 * math.log2(1 + size)))]
    return {"lengths": "".join(lengths), "facets": _facets(documents, slots)}


def _facets(documents: Sequence[Document], slots: int) -> list[dict[str, Any]]:
    names = dict.fromkeys([TYPE, *(name for d in documents for name in d.facets)])
    return [_facet(name, documents, slots) for name in names]


def _facet(name: str, documents: Sequence[Document], slots: int) -> dict[str, Any]:
    """A facet: its values, which of them occur together, and a sign or two for each document."""
    values: dict[str, int] = {}
    together: dict[tuple[int, ...], int] = {(): 0}
    of_document: dict[int, int] = {}
    kinds = set()
    for document in documents:
        own = dict.fromkeys(document.facets.get(name, ()))
        if own:
            kinds.add(document.facets[TYPE][0])
        chosen = tuple(values.setdefault(value, len(values)) for value in own)
        of_document[document.number] = together.setdefault(chosen, len(together))
    width = 1 if len(together) <= len(SIGNS) else 2
    blank = " " * width
    return {
        "name": name,
        # What one type alone has is offered once that type is chosen.
        "general": name in _GENERAL or len(kinds) > 1,
        "subject": any(name in document.subjects for document in documents),
        "values": list(values),
        "together": list(together),
        "width": width,
        "codes": "".join(
            _sign(of_document[n], width) if n in of_document else blank for n in range(slots)
        ),
    }


def _sign(value: int, width: int) -> str:
    return SIGNS[value] if width == 1 else SIGNS[value // len(SIGNS)] + SIGNS[value % len(SIGNS)]
