"""Ids that spell what they stand for: in ``huimin-2024`` nobody is named whose title says 惠民."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import accumulate
from string import ascii_lowercase, digits

from xuncha_site.gate.detect import found_in
from xuncha_site.gate.found import Found
from xuncha_site.gate.romanised import WHY, pinyin
from xuncha_site.library import Entry

_SIGNS = f"{ascii_lowercase}{digits}-"
_LONGEST = 80  # signs of an id on either side of a name
_SYLLABLES = 8  # that are spelt in one; a single one says little, for many words share it


class Spelt:
    """The ids of a library's records and rows, and what each is called."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = entries

    def passes(self, raw: str, found: Found) -> bool:
        """Whether a name in pinyin is a part of an id, and no more than its title says.

        Of a title that names somebody nothing is spelt: it is told with the id.
        """
        if found.why != WHY:
            return False
        before = raw[max(0, found.start - _LONGEST) : found.start]
        behind = raw[found.end : found.end + _LONGEST]
        lead = before[len(before.rstrip(_SIGNS)) :]
        tail = behind[: len(behind) - len(behind.lstrip(_SIGNS))]
        name = raw[found.start : found.end]
        id_ = f"{lead}{name}{tail}"
        parts, first = id_.split("-"), lead.count("-")
        return any(
            all(
                _is_spelt(parts, place, _spellings(title))
                for place in range(first, first + name.count("-") + 1)
            )
            for title in self._titles.get(id_, ())
        )

    @cached_property
    def _titles(self) -> dict[str, list[str]]:
        titles: dict[str, list[str]] = {}
        for id_, title in self._named():
            titles.setdefault(id_, []).append(title)
        return titles

    def _named(self) -> Iterator[tuple[str, str]]:
        for entry in self._entries:
            yield from ((id_, title_of(entry)) for id_ in (entry.id, *entry.model.former_ids))
            yield from ((row_id, row.row_name) for row_id, row in entry.rows.items())


def title_of(entry: Entry) -> str:
    """What the id of a record may spell."""
    return f"{entry.title}。{entry.model.summary or ''}"


@cache
def _spellings(title: str) -> frozenset[str]:
    """All that follows one another in a title, in pinyin: two syllables and more."""
    if found_in(title):
        return frozenset()
    said = pinyin(title)
    return frozenset(
        spelt
        for start in range(len(said))
        for spelt in (*accumulate(said[start : start + _SYLLABLES]),)[1:]
    )


def _is_spelt(parts: list[str], place: int, spellings: frozenset[str]) -> bool:
    """Whether a part of an id is spelt, by itself or in one with parts beside it."""
    return any(
        "".join(parts[first:end]) in spellings
        for first in range(place + 1)
        for end in range(place + 1, len(parts) + 1)
    )
