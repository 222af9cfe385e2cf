"""Tables of a type: one line a record, or one line a row where its rows stand for themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from xuncha_site.exchange.cells import Cells
from xuncha_site.exchange.values import (
    ADDRESS,
    ID,
    STATE,
    columns_of,
    shown_fields,
    state_of,
)
from xuncha_site.library import Entry, Library
from xuncha_site.records.base import DeclaredField, Record
from xuncha_site.records.parts import Part, part_models, parts_of

Line = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a type: its headings, and the lines of one entry of it."""

    headings: list[str]
    lines_of: Callable[[Entry], Iterator[Line]]


def table_of(library: Library, kind: type[Record]) -> Table:
    """The table of a type."""
    return _Rows(library, kind).table() if kind.parts else _Records(library, kind).table()


class _Records:
    """One line a record."""

    def __init__(self, library: Library, kind: type[Record]) -> None:
        self.cells = Cells(library)
        self.fields = columns_of(shown_fields(kind))

    def table(self) -> Table:
        headings = [ID, *(field.columns[0] for field in self.fields), STATE, ADDRESS]
        return Table(headings, self._lines)

    def _lines(self, entry: Entry) -> Iterator[Line]:
        cells = self.cells.told(self.fields, entry)
        yield [entry.id, *cells, state_of(entry), entry.address]


class _Rows:
    """One line a row: what it lies in, its own fields, then what tells its record from others."""

    def __init__(self, library: Library, kind: type[Record]) -> None:
        self.cells = Cells(library)
        *above, own = part_models(kind)
        self.above = [model.called for model in above]
        self.fields = [field for field in shown_fields(own) if field.attribute != "row_id"]
        self.of_record = (
            [] if kind.file else [f for f in columns_of(shown_fields(kind)) if _tells_apart(f)]
        )
        self.part_of = kind.part_of or kind.name

    def table(self) -> Table:
        own = [ID, *self.above, *(field.columns[0] for field in self.fields)]
        record = [field.columns[0] for field in self.of_record]
        record = [f"{self.part_of}的{name}" if name in own else name for name in record]
        whole = [self.part_of, f"{self.part_of}编号"] if self.of_record else []
        return Table([*own, *whole, *record, STATE, ADDRESS], self._lines)

    def _lines(self, entry: Entry) -> Iterator[Line]:
        assert isinstance(entry.model, Record)  # noqa: S101 (only records have tables)
        whole = [entry.title, entry.id] if self.of_record else []
        end = [*whole, *self.cells.told(self.of_record, entry), state_of(entry)]
        if entry.withdrawn:
            blank = [""] * (1 + len(self.above) + len(self.fields))
            blank[0] = "" if self.of_record else entry.id
            yield [*blank, *end, entry.address]
            return
        for part in parts_of(entry.model):
            yield [*self._own(part, entry), *end, f"{entry.address}#{part.row.row_id}"]

    def _own(self, part: Part, entry: Entry) -> Line:
        cells = (self.cells.cell(field, part.row, entry) for field in self.fields)
        return [part.row.row_id, *(row.row_name for row in part.above), *cells]


def _tells_apart(field: DeclaredField) -> bool:
    return field.uses.listed or field.uses.facet or field.uses.inherited
