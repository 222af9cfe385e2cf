"""What a record must hold as a whole, once each of its values is right by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xuncha_site.problems import Code, Grade, Problem
from xuncha_site.records.base import Declared, Record, fields_of
from xuncha_site.records.fields import Kind
from xuncha_site.records.walk import Path, Value, node_at
from xuncha_site.source import Mapping, Scalar, Source


def inconsistencies(
    groups: Iterable[tuple[Path, Declared]], mapping: Mapping, values: list[Value], source: Source
) -> Iterator[Problem]:
    """Faults between the values of a file, each at the value that has to change.

    ``groups`` are its groups, each with the path to it, whose own values are all right.
    """
    yield from _row_faults(values, source)
    yield from _between(groups, mapping, source)
    yield from _links_in_text(values, source)


def _between(
    groups: Iterable[tuple[Path, Declared]], mapping: Mapping, source: Source
) -> Iterator[Problem]:
    """Faults between fields that are each right, told at the field that has to change."""
    for path, group in groups:
        for fault in group.faults():
            inside = (fault.where,) if isinstance(fault.where, str) else fault.where
            node = node_at(mapping, (*path, *inside))
            yield Problem(fault.code, source.place(node.line, node.column), fault.fault, fault.mend)


def _row_faults(values: list[Value], source: Source) -> Iterator[Problem]:
    retired = {value.node.text for value in values if value.declared.attribute == "retired_rows"}
    seen: dict[str, Scalar] = {}
    for value in values:
        if value.declared.attribute != "row_id":
            continue
        name = value.node.text
        place = source.place(value.node.line, value.node.column)
        if name in seen:
            yield Problem(
                Code.DUPLICATE_ROW_ID,
                place,
                f"编号“{name}”在本记录里用了两次",
                f"改为没有用过的编号；第 {source.place(seen[name].line).line} 行已经用了它。",
            )
        elif name in retired:
            yield Problem(
                Code.RETIRED_ROW_ID,
                place,
                f"编号“{name}”已经停用",
                "改为没有用过的编号；停用编号里的不再使用。",
            )
        seen.setdefault(name, value.node)


def may_be_unverified(kind: type[Declared]) -> list[str]:
    """What 待核 may name: keys that may be left out. A page cannot do without the others."""
    common = {declared.label for declared in fields_of(Record)}
    return [
        declared.label
        for declared in fields_of(kind)
        if not declared.required and declared.label not in common
    ]


_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")


def _links_in_text(values: list[Value], source: Source) -> Iterator[Problem]:
    """Links where only words may stand: they come out with their brackets, as written."""
    for value in values:
        link = _LINK.search(value.node.text) if value.declared.kind is Kind.TEXT else None
        if link:
            found = source.text.find(link[0], value.node.offset)
            yield Problem(
                Code.LINK_IN_TEXT,
                source.place_at(max(found, value.node.offset)),
                f"“{value.declared.label}”只写文字，“{link[0]}”会照样印出来",
                "改成记录的名称；链接写在能写段落的键里，或者写在引用的键里。",
                Grade.WARNING,
            )


def unverified_faults(record: Record, mapping: Mapping, source: Source) -> Iterator[Problem]:
    """What a valid record lists as 待核 although its page cannot do without it."""
    optional = may_be_unverified(type(record))
    for index, label in enumerate(record.unverified):
        if label not in optional:
            node = node_at(mapping, ("待核", index))
            yield Problem(
                Code.UNKNOWN_VALUE,
                source.place(node.line, node.column),
                f"“{label}”不能列为待核",
                f"只能列可以不写的键：{'、'.join(optional)}。" if optional else "删去“待核”。",
            )
