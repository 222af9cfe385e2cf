"""The columns file of a type: what its list is filtered by, over all records, in the browser.

A classic script that calls ``xunchaColumns`` with one object, so that it can be read on ``file://``
too. A line is a record, or a row where a type's rows stand for themselves.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from xuncha_site.exchange.cells import Cells
from xuncha_site.exchange.pieces import Making
from xuncha_site.exchange.values import LEFT_OF_THE_WITHDRAWN, WITHDRAWN, seen
from xuncha_site.library import Entry, Library
from xuncha_site.records.base import Declared, DeclaredField, Record, Row, fields_of
from xuncha_site.records.fields import Kind, Searched
from xuncha_site.records.parts import part_models, parts_of

YEAR = "年份"
# Kinds whose values are known beforehand and keep their order; others go by how often they occur.
_ORDERED = (Kind.CHOICE, Kind.FLAG)


def columns_address(kind: type[Record]) -> str:
    """Where the columns file of a type stands. No record's id has a dot."""
    return f"{kind.folder}/list.columns.js"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list page says of its filter before the columns are read."""

    address: str
    facets: list[str]
    states: list[str]  # words that stand above the title of a line
    grouped_by: str  # the key that the list's groups go by; "" for none


def filter_of(kind: type[Record]) -> Filter:
    """What the list of a type can be filtered by, from its declarations."""
    own = _used(part_models(kind)[-1]) if kind.parts else []
    facets = [field.shown for field in (*own, *_used(kind)) if field.uses.facet]
    badges = fields_of(part_models(kind)[-1] if kind.parts else kind)
    words = [word for field in badges if field.uses.badge for word in field.choices]
    groups = (f.label for f in fields_of(kind) if f.attribute == kind.grouped_by)
    return Filter(
        columns_address(kind),
        [*dict.fromkeys(facets), YEAR],
        [*words, WITHDRAWN],
        next(groups, ""),
    )


# Values as written, each with the words that readers see.
Named = list[tuple[str, str]]


@dataclass
class Column:
    """One column: its field, whether it narrows the list, and the values that occur in it."""

    label: str
    declared: DeclaredField | None  # None: the year of the date
    of_row: bool = False
    names: dict[str, str] = field(default_factory=dict)  # value as written → as shown
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def is_facet(self) -> bool:
        return self.declared is None or self.declared.uses.facet

    @property
    def is_day(self) -> bool:
        return self.declared is not None and self.declared.kind is Kind.DATE

    @property
    def is_listed(self) -> bool:
        return self.declared is not None and self.declared.uses.listed


class Columns:
    """The columns file of one type of one library."""

    def __init__(self, library: Library, kind: type[Record], making: Making) -> None:
        self.making = making
        self.library = library
        self.kind = kind
        self.cells = Cells(library)
        self.row = part_models(kind)[-1] if kind.parts else None
        own = [Column(f.label, f, of_row=True) for f in _used(self.row)] if self.row else []
        labels = {column.label for column in own}
        record = [Column(f.label, f) for f in _used(kind)]
        for column in record:
            if column.label in labels or (self.row and column.is_day):
                column.label = f"{kind.part_of}的{column.label}"
        self.columns = [*own, *record, Column(YEAR, None)]

    def text(self) -> str:
        """The script: headings, facets with their values, and every line."""
        entries = self.library.of_kind(self.kind)
        lines = [line for e in entries for line in self.making.of("columns", e, self._lines)]
        for _, cells in lines:
            self._count(cells)
        orders = [_order(self.library, column) for column in self.columns]
        rows = [[*head, self._cells(cells, orders)] for head, cells in lines]
        data = {
            "counter": "条" if self.row else self.kind.counter,
            "under": self.kind.part_of if self.row else "摘要",
            "columns": [self._heading(*pair) for pair in zip(self.columns, orders, strict=True)],
            "rows": rows,
        }
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        # Two separators end a line for the oldest browsers served, within a string too.
        body = body.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        return f"xunchaColumns({body});\n"

    def _heading(self, column: Column, order: dict[str, int]) -> dict[str, Any]:
        listed = column.is_listed and (column.of_row or self.row is None)
        found: dict[str, Any] = {"label": column.label, "listed": listed, "day": column.is_day}
        if column.declared and column.declared.uses.shown:
            found["name"] = column.declared.shown
        if column.is_facet:
            found["values"] = [[value, column.names[value]] for value in order]
        return found

    def _count(self, cells: list[Named]) -> None:
        """Note which values a line has, and how often each occurs."""
        for column, named in zip(self.columns, cells, strict=True):
            if column.is_facet:
                column.names.update(named)
                column.counts.update(value for value, _ in named)

    def _cells(self, cells: list[Named], orders: list[dict[str, int]]) -> list[Any]:
        """A line as the script has it: numbers of values, or the words themselves."""
        return [
            [order[value] for value, _ in named]
            if column.is_facet
            else "；".join(name for _, name in named)
            for column, named, order in zip(self.columns, cells, orders, strict=True)
        ]

    def _lines(self, entry: Entry) -> list[tuple[list[Any], list[Named]]]:
        """The lines of one entry: what each begins with, and its values in every column."""
        model = entry.model
        assert isinstance(model, Record)  # noqa: S101 (guidance has no columns)
        if entry.withdrawn or not self.row:
            under = "" if entry.withdrawn else model.summary
            notes = [] if entry.withdrawn else _badges(model)
            gone = 1 if entry.withdrawn else 0
            head = [entry.id, entry.address, entry.title, under, notes, gone]
            return [(head, [self._named(column, model, entry) for column in self.columns])]
        lines = []
        for part in parts_of(model):
            row = part.row
            address = f"{entry.address}#{row.row_id}"
            head = [row.row_id, address, _title(row), entry.title, _badges(row), 0]
            cells = [self._named(c, row if c.of_row else model, entry) for c in self.columns]
            lines.append((head, cells))
        return lines

    def _named(self, column: Column, group: Declared, entry: Entry) -> Named:
        """The values of one line in one column, as written and as shown."""
        declared = column.declared
        if declared is None:
            year = (entry.model.date or "")[:4]
            return [(year, f"{year}年")] if year else []
        if entry.withdrawn and (column.of_row or declared.attribute not in LEFT_OF_THE_WITHDRAWN):
            return []
        value = getattr(group, declared.attribute)
        if not value:
            return []
        if declared.kind is Kind.REFERENCE:
            references = seen(self.library, declared, entry, value)
            return [(reference, self._name(declared, reference, entry)) for reference in references]
        if value is True:
            return [("是", "是")]
        if declared.kind is Kind.GROUP:
            return [("", _words(single)) for single in (value if declared.many else (value,))]
        texts = [str(single) for single in value] if declared.many else [str(value)]
        return [(text, text) for text in dict.fromkeys(texts)]

    def _name(self, declared: DeclaredField, reference: str, entry: Entry) -> str:
        name, _, row = reference.partition("#")
        hit = self.library.find(f"{declared.refers_to or entry.folder}/{name}", row)
        return self.cells.name(*hit) if hit else reference


def _used(model: type[Declared]) -> list[DeclaredField]:
    """The fields that narrow a list or stand in it."""
    return [field for field in fields_of(model) if field.uses.facet or field.uses.listed]


def _badges(model: Declared) -> list[str]:
    found = (getattr(model, f.attribute) for f in fields_of(type(model)) if f.uses.badge)
    return [str(value) for value in found if value]


def _title(row: Row) -> str:
    """What a row says: the text that a search takes for its title, or its name."""
    for declared in fields_of(type(row)):
        if declared.uses.searched is Searched.TITLE:
            return str(getattr(row, declared.attribute))
    return row.row_name


def _words(group: Declared) -> str:
    """What a group says, in short: the first of its texts."""
    texts = (getattr(group, f.attribute) for f in fields_of(type(group)) if f.kind is Kind.TEXT)
    return str(next(filter(None, texts), ""))


def _order(library: Library, column: Column) -> dict[str, int]:
    """The values of a column and their numbers, in the order in which a reader meets them."""
    declared = column.declared
    if declared is None:
        values = sorted(column.names, reverse=True)
    elif declared.kind in _ORDERED:
        values = [value for value in (*declared.choices, "是") if value in column.names]
    else:
        file = library.entries.get(declared.refers_to or "")
        place = {row: number for number, row in enumerate(file.rows if file else ())}
        values = sorted(column.names, key=lambda v: (place.get(v, 0), -column.counts[v], v))
    return {value: number for number, value in enumerate(values)}
