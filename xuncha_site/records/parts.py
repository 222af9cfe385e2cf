"""The rows of a type that stand for themselves: where they lie in a record, and what above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xuncha_site.records.base import Declared, Record, Row, fields_of


@dataclass(frozen=True, slots=True)
class Part:
    """One such row, with the rows that it lies in, from the outermost."""

    row: Row
    above: tuple[Row, ...] = ()


def part_models(kind: type[Record]) -> tuple[type[Row], ...]:
    """The models on the way to a type's rows, the rows' own last; () where it has none."""
    found: list[type[Row]] = []
    model: type[Declared] = kind
    for attribute in filter(None, kind.parts.split(".")):
        declared = next(field for field in fields_of(model) if field.attribute == attribute)
        assert declared.model is not None  # noqa: S101 (a declaration of ours)
        assert issubclass(declared.model, Row)  # noqa: S101 (so too)
        model = declared.model
        found.append(declared.model)
    return tuple(found)


def parts_of(record: Record) -> list[Part]:
    """The rows of a record that stand for themselves, as they are written."""
    return list(_below(record, tuple(record.parts.split(".")), ())) if record.parts else []


def _below(group: Declared, way: tuple[str, ...], above: tuple[Row, ...]) -> Iterator[Part]:
    for row in getattr(group, way[0]):
        if len(way) == 1:
            yield Part(row, above)
        else:
            yield from _below(row, way[1:], (*above, row))
