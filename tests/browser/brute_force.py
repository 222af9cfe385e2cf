"""What the filter of a list must say, counted in the plainest way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from browser.conftest import Sites
from xuncha_site.library import Library, open_library
from xuncha_site.records.base import Declared, Record, fields_of
from xuncha_site.records.fields import Kind
from xuncha_site.records.parts import parts_of


def library_of(sites: Sites, site: str) -> Library:
    library = open_library(sites[site].folder.parent).library
    assert library is not None
    return library


# --- what the filter must say, counted in the plainest way

Line = dict[str, set[str]]


def facets_of(library: Library, group: Declared) -> Iterator[tuple[str, set[str]]]:
    for field in fields_of(type(group)):
        if field.uses.facet:
            value: Any = getattr(group, field.attribute)
            written = value if field.many else [] if value in (None, False) else [value]
            if field.kind is Kind.REFERENCE:
                written = [v for v in written if library.find(str(field.refers_to), v)]
            yield field.label, {"是" if single is True else str(single) for single in written}


def lines_of(library: Library, kind: type[Record]) -> list[Line]:
    """Every line of a list, with the values that it has of each facet."""
    lines: list[Line] = []
    for entry in library.of_kind(kind):
        assert isinstance(entry.model, Record)
        year = {"年份": {entry.model.date[:4]}}
        record = dict(facets_of(library, entry.model))
        if entry.withdrawn:
            lines.append({"性质": record["性质"], **year})
        elif not kind.parts:
            lines.append({**record, **year})
        else:
            for part in parts_of(entry.model):
                row = dict(facets_of(library, part.row))
                named = {f"{kind.part_of}的{k}" if k in row else k: v for k, v in record.items()}
                lines.append({**row, **named, **year})
    return lines


def passing(lines: list[Line], chosen: dict[str, set[str]]) -> list[Line]:
    return [
        line
        for line in lines
        if all(line.get(label, set()) & values for label, values in chosen.items())
    ]


def expected(lines: list[Line], chosen: dict[str, set[str]]) -> dict[str, Counter[str]]:
    """For each value of each facet, how many lines it leaves beside the other facets."""
    labels = {label for line in lines for label in line}
    counts = {}
    for label in labels:
        others = {key: values for key, values in chosen.items() if key != label}
        found = Counter(v for line in passing(lines, others) for v in line.get(label, ()))
        counts[label] = Counter({value: count for value, count in found.items() if count})
    return {label: found for label, found in counts.items() if found}
