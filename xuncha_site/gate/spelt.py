"""Ids that spell what they stand for: in ``huimin-2024`` nobody is named whose title says 惠民."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from xuncha_site.gate.detect import found_in
from xuncha_site.gate.found import Found
from xuncha_site.gate.romanised import WHY, spelling
from xuncha_site.library import Entry

_BEFORE = re.compile(r"[a-z0-9\-]*\Z")
_BEHIND = re.compile(r"[a-z0-9\-]*")


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
        before = _BEFORE.search(raw[max(0, found.start - 80) : found.start])
        behind = _BEHIND.match(raw, found.end)
        name = raw[found.start : found.end]
        id_ = f"{before.group() if before else ''}{name}{behind.group() if behind else ''}"
        parts = name.split("-")
        return any(
            all(part in said for part in parts) and not found_in(title)
            for title in self._titles.get(id_, ())
            for said in [spelling(title)]
        )

    @cached_property
    def _titles(self) -> dict[str, list[str]]:
        titles: dict[str, list[str]] = {}
        for id_, title in self._named():
            titles.setdefault(id_, []).append(title)
        return titles

    def _named(self) -> Iterator[tuple[str, str]]:
        for entry in self._entries:
            title = f"{entry.title}。{entry.model.summary or ''}"
            yield from ((id_, title) for id_ in (entry.id, *entry.model.former_ids))
            yield from ((row_id, row.row_name) for row_id, row in entry.rows.items())
