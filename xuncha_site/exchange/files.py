"""Which files there are to take away, where they stand, and the text of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xuncha_site.exchange.csv_text import csv_lines, csv_text
from xuncha_site.exchange.json_schema import (
    VERSION,
    document_schema,
    part_schema,
    record_schema,
)
from xuncha_site.exchange.pieces import Making
from xuncha_site.exchange.tables import table_of
from xuncha_site.exchange.values import STATE, WITHDRAWN, Values
from xuncha_site.library import Entry, Library
from xuncha_site.records.base import Record
from xuncha_site.records.parts import parts_of

API = "api"
TABLES = "downloads"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def json_address(entry: Entry) -> str:
    """Where the data of one entry stand."""
    return f"{API}/{entry.key}.json"


def csv_address(entry: Entry) -> str:
    """Where the spreadsheet of one entry stands."""
    return f"{API}/{entry.key}.csv"


def table_address(kind: type[Record]) -> str:
    """Where the spreadsheet of a type stands."""
    return f"{TABLES}/{kind.folder}.csv"


@dataclass(frozen=True, slots=True)
class TakenFile:
    """One file that a page offers: what it is called, and where it stands."""

    name: str
    address: str


def files_of(entry: Entry) -> list[TakenFile]:
    """What can be taken away of one entry, or of the type that it is of."""
    found = [TakenFile("数据（JSON）", json_address(entry))]
    model = entry.model
    if isinstance(model, Record) and model.parts and not model.file:
        found.append(TakenFile("表格（CSV）", csv_address(entry)))
    elif isinstance(model, Record):
        whole = "表格" if model.file else f"全部{model.name}"
        found.append(TakenFile(f"{whole}（CSV）", table_address(type(model))))
    return found


@dataclass(eq=False)
class Export:
    """A file for all records of a type. ``columns`` are its headings, or where its form is told."""

    address: str
    title: str
    what: str  # what one line or item of it is
    counting: Callable[[], int]
    columns: str
    entries: list[Entry]
    make: Callable[[], str]
    schema: tuple[str, str] | None = None  # (address, text) of its JSON schema

    @cached_property
    def text(self) -> str:
        """What stands in it: made once for the file and for the page that tells its size."""
        return self.make()

    @cached_property
    def count(self) -> int:
        """How many lines or items it has."""
        return self.counting()

    @property
    def size(self) -> int:
        return len(self.text.encode())


class EntryFiles:
    """The files of single entries, and the pieces that the files of a type are put together of."""

    def __init__(self, library: Library, making: Making) -> None:
        self.making = making
        self.values = Values(library)
        self.tables = {kind.folder: table_of(library, kind) for kind in library.kinds}
        self._items: dict[str, str] = {}

    def item(self, entry: Entry) -> str:
        """One entry as JSON: made once for its own file and for that of its type."""
        found = self._items.get(entry.key)
        if found is None:
            made = self.making.of("item", entry, lambda entry: dumped(self.values.record(entry)))
            found = self._items[entry.key] = made
        return found

    def parts(self, entry: Entry) -> list[str]:
        """The rows of a record that stand for themselves, each as JSON."""
        return self.making.of("parts", entry, self._parts)

    def _parts(self, entry: Entry) -> list[str]:
        assert isinstance(entry.model, Record)  # noqa: S101 (guidance has no parts)
        return [dumped(self.values.part(part, entry)) for part in parts_of(entry.model)]

    def lines(self, entry: Entry) -> str:
        """The lines of one record in the spreadsheet of its type."""
        table = self.tables[entry.folder]
        return self.making.of("lines", entry, lambda entry: csv_lines(table.lines_of(entry)))

    def data(self, entry: Entry) -> str:
        """The JSON file of one entry: a file of its type with one item."""
        return document([self.item(entry)])

    def sheet(self, entry: Entry) -> str:
        """The CSV file of one entry: the table of its type, with its lines alone."""
        return csv_text(self.tables[entry.folder].headings, [self.lines(entry)])


def dumped(values: dict[str, Any]) -> str:
    """Values as JSON on one line."""
    return _ENCODER.encode(values)


def document(items: list[str], *, withdrawn: bool = False) -> str:
    """A JSON file of items, one a line."""
    state = f'"{STATE}":"{WITHDRAWN}",' if withdrawn else ""
    body = ",\n".join(items)
    return f'{{"schema_version":{VERSION},{state}"items":[\n{body}\n]}}\n'


def _schema(name: str, title: str, item: dict[str, Any]) -> tuple[str, str]:
    text = json.dumps(document_schema(title, item), ensure_ascii=False, indent=1) + "\n"
    return f"{API}/schema/{name}.json", text


class Exports:
    """The files of whole types."""

    def __init__(self, library: Library, files: EntryFiles) -> None:
        self.library = library
        self.files = files

    @cached_property
    def tables(self) -> list[Export]:
        """A spreadsheet for each type that has records."""
        return [self._table(kind) for kind in self._kinds() if self.library.of_kind(kind)]

    @cached_property
    def interface(self) -> list[Export]:
        """A JSON file for each type, and one for the rows that stand for themselves."""
        found = []
        for kind in self._kinds():
            if not kind.file:
                found.append(self._records(kind))
            if kind.parts:
                found.append(self._parts(kind))
        return found

    def _kinds(self) -> Iterator[type[Record]]:
        """The types; of those kept in one file only what is there."""
        for kind in self.library.kinds:
            if not kind.file or self.library.of_kind(kind):
                yield kind

    def _table(self, kind: type[Record]) -> Export:
        entries = self.library.of_kind(kind)
        table = self.files.tables[kind.folder]
        return Export(
            table_address(kind),
            kind.name,
            "一个条目一行" if kind.parts else f"一{kind.counter}{kind.name}一行",
            lambda: sum(map(_count, entries)),
            "、".join(table.headings),
            entries,
            lambda: csv_text(table.headings, map(self.files.lines, entries)),
        )

    def _records(self, kind: type[Record]) -> Export:
        entries = self.library.of_kind(kind)
        return Export(
            f"{API}/{kind.folder}.json",
            kind.name,
            f"一{kind.counter}{kind.name}一组",
            lambda: len(entries),
            "",
            entries,
            lambda: document([self.files.item(entry) for entry in entries]),
            _schema(kind.folder, kind.name, record_schema(kind)),
        )

    def _parts(self, kind: type[Record]) -> Export:
        entries = self.library.of_kind(kind)
        used = [entry for entry in entries if _has_parts(entry)]
        name = kind.parts_file or kind.folder
        title = f"{kind.name}的条目" if kind.parts_file else kind.name
        gone = bool(kind.file) and not used
        return Export(
            f"{API}/{name}.json",
            title,
            "一个条目一组",
            lambda: sum(map(_count, used)),
            "",
            entries,
            lambda: document([i for e in used for i in self.files.parts(e)], withdrawn=gone),
            _schema(name, title, part_schema(kind)),
        )


def _has_parts(entry: Entry) -> bool:
    return isinstance(entry.model, Record) and bool(entry.model.parts) and not entry.withdrawn


def _count(entry: Entry) -> int:
    """How many lines an entry takes in the table of its type."""
    model = entry.model
    return len(parts_of(model)) if isinstance(model, Record) and _has_parts(entry) else 1
