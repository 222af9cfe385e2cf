"""What a record holds, as text for the cells of a spreadsheet: read by people, not by programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from xuncha_site.exchange.values import LEFT_OF_THE_WITHDRAWN, WITHDRAWN, seen, shown_fields
from xuncha_site.library import Entry, Library
from xuncha_site.markup import RECORD_LINK
from xuncha_site.records.base import Declared, DeclaredField, Record
from xuncha_site.records.fields import Kind

# Kinds whose values need no more than to be written down.
_AS_WRITTEN = frozenset({Kind.TEXT, Kind.DATE, Kind.CHOICE, Kind.NUMBER, Kind.WHOLE})
_LIST_MARK = re.compile(r"(?m)^( *)[-*+] ")


class Cells:
    """Makes cells of the entries of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def name(self, entry: Entry, row: str = "") -> str:
        """What an entry or a row is called where it is referred to."""
        name = entry.rows[row].row_name if row in entry.rows else ""
        title = f"{entry.title}（{WITHDRAWN}）" if entry.withdrawn else entry.title
        if name and isinstance(entry.model, Record) and entry.model.file:
            return name
        return f"{title} {name}".rstrip()

    def cell(self, declared: DeclaredField, model: Declared, entry: Entry) -> str:
        """The value of a field in one cell; several values one below the other.

        Nothing stands for what is not written: no text is empty, and 否 is not told.
        """
        value = getattr(model, declared.attribute)
        if not value:
            return ""
        if declared.kind in _AS_WRITTEN:
            return "\n".join(value) if declared.many else str(value)
        return "\n".join(self._texts(declared, value, entry))

    def told(self, fields: Iterable[DeclaredField], entry: Entry) -> list[str]:
        """The cells of an entry; those that a withdrawal has taken away are empty."""
        if not entry.withdrawn:
            return [self.cell(field, entry.model, entry) for field in fields]
        left = LEFT_OF_THE_WITHDRAWN
        return [self.cell(f, entry.model, entry) if f.attribute in left else "" for f in fields]

    def _texts(self, declared: DeclaredField, value: Any, entry: Entry) -> Iterator[str]:
        if declared.kind is Kind.REFERENCE:
            yield from self._names(declared, value, entry)
            return
        for single in value if declared.many else (value,):
            if declared.kind is Kind.GROUP:
                yield self._group(single, entry)
            elif single is True:
                yield "是"
            else:
                yield self._prose(single) if declared.kind is Kind.PROSE else str(single)

    def _names(self, declared: DeclaredField, value: Any, entry: Entry) -> Iterator[str]:
        folder = declared.refers_to or entry.folder
        for reference in seen(self.library, declared, entry, value):
            name, _, row = reference.partition("#")
            hit = self.library.find(f"{folder}/{name}", row)
            if hit is not None:
                yield self.name(*hit)

    def _group(self, group: Declared, entry: Entry) -> str:
        cells = ((d, self.cell(d, group, entry)) for d in shown_fields(type(group)))
        return "；".join(f"{d.label}：{text}" for d, text in cells if text)

    def _prose(self, text: str) -> str:
        """Rich text without the marks that only a page can show."""
        if "[[" in text:
            text = RECORD_LINK.sub(self._link_words, text)
        if "- " in text or "* " in text or "+ " in text:
            text = _LIST_MARK.sub(r"\1· ", text)
        return text.replace("**", "")

    def _link_words(self, link: re.Match[str]) -> str:
        if link["words"]:
            return link["words"].strip()
        hit = self.library.find(f"{link['folder']}/{link['id']}", link["row"] or "")
        return self.name(*hit) if hit else ""
