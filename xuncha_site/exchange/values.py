"""What a record holds, as plain values for programs: by its Chinese keys, without what is empty.

A reference is written as in the YAML, and only where this audience may see what it names.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from xuncha_site.library import Entry, Library
from xuncha_site.records.base import Declared, DeclaredField, Record, fields_of
from xuncha_site.records.fields import Kind
from xuncha_site.records.parts import Part

IN_USE, WITHDRAWN = "现用", "已撤回"
STATE, ADDRESS, ID, REVISED = "记录状态", "地址", "编号", "修订"
# Of a withdrawn record nothing is told but what it was called, and why it is gone.
LEFT_OF_THE_WITHDRAWN = frozenset({"title", "date", "nature", "withdrawn"})

# Kinds whose values are words, and need no more than to be written down.
_WORDS = frozenset({Kind.TEXT, Kind.PROSE, Kind.DATE, Kind.CHOICE, Kind.NUMBER, Kind.WHOLE})
_EDITORS = frozenset({"former_ids", "retired_rows", "unverified", "visibility"})


def state_of(entry: Entry) -> str:
    """Whether an entry is in use, in a word."""
    return WITHDRAWN if entry.withdrawn else IN_USE


@cache
def shown_fields(model: type[Declared]) -> tuple[DeclaredField, ...]:
    """The fields of a model that are for readers."""
    return tuple(declared for declared in fields_of(model) if not declared.uses.trainers)


def fields_told(entry: Entry) -> tuple[DeclaredField, ...]:
    """The top-level fields of an entry that exports may tell."""
    told = shown_fields(type(entry.model))
    if entry.withdrawn:
        return tuple(field for field in told if field.attribute in LEFT_OF_THE_WITHDRAWN)
    return told


def columns_of(fields: tuple[DeclaredField, ...]) -> list[DeclaredField]:
    """The fields that a spreadsheet tells: not what serves editors alone."""
    return [field for field in fields if field.attribute not in _EDITORS]


def seen(library: Library, declared: DeclaredField, entry: Entry, value: Any) -> list[str]:
    """The references of a field, without those that this audience may not follow."""
    folder = declared.refers_to or entry.folder
    references = value if declared.many else (value,)
    return [text for text in references if library.find(*_key_and_row(folder, text)) is not None]


def _key_and_row(folder: str, reference: str) -> tuple[str, str]:
    name, _, row = reference.partition("#")
    return f"{folder}/{name}", row


class Values:
    """Makes plain values of the entries of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def record(self, entry: Entry) -> dict[str, Any]:
        """A record or a guidance page, with its id, its address and whether it is in use."""
        values: dict[str, Any] = {ID: entry.id, ADDRESS: entry.address, STATE: state_of(entry)}
        if entry.revisions:
            values[REVISED] = {"首次": entry.revisions.first, "最近": entry.revisions.last}
        values |= self._fields(entry.model, fields_told(entry), entry)
        if entry.body is not None:
            values["正文"] = entry.body.text.strip()
        return values

    def part(self, part: Part, entry: Entry) -> dict[str, Any]:
        """A row that stands for itself, with what it belongs to and what it inherits from it."""
        values: dict[str, Any] = {ID: part.row.row_id}
        values[ADDRESS] = f"{entry.address}#{part.row.row_id}"
        model = entry.model
        if isinstance(model, Record) and model.part_of:
            values[model.part_of] = entry.id
        inherited = tuple(field for field in fields_of(type(model)) if field.uses.inherited)
        values |= self._fields(model, inherited, entry)
        values |= {row.called: row.row_id for row in part.above}
        return values | self._fields(part.row, shown_fields(type(part.row)), entry)

    def _fields(
        self, model: Declared, fields: tuple[DeclaredField, ...], entry: Entry
    ) -> dict[str, Any]:
        values = {}
        for declared in fields:
            value = getattr(model, declared.attribute)
            if not value:  # nothing written: no text is empty, and 否 is not told
                continue
            plain = self._value(declared, value, entry)
            if plain:
                values[declared.label] = plain
        return values

    def _value(self, declared: DeclaredField, value: Any, entry: Entry) -> Any:
        if declared.kind in _WORDS:
            return list(value) if declared.many else value
        if declared.kind is Kind.REFERENCE:
            found = seen(self.library, declared, entry, value)
            return found if declared.many else next(iter(found), None)
        if declared.model is not None:
            groups = value if declared.many else (value,)
            plain = [self._fields(g, shown_fields(g.__class__), entry) for g in groups]
            return plain if declared.many else plain[0]
        if declared.many:
            return [str(item) for item in value]
        return value if isinstance(value, bool) else str(value)
