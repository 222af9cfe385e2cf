"""The form of ``xuncha new``: a valid record with every key explained, from the declarations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from pypinyin import Style, lazy_pinyin

from xuncha_site.records.base import Declared, DeclaredField, Record, fields_of
from xuncha_site.records.fields import ID_FORM

_LONGEST_STEM = 24


def propose_id(title: str, year: str, taken: set[str]) -> str:
    """An id for a new record: pinyin initials of the title and the year, not yet taken."""
    initials = "".join(lazy_pinyin(title, style=Style.FIRST_LETTER, errors="default"))
    stem = re.sub(r"[^a-z0-9]+", "", initials.lower())[:_LONGEST_STEM] or "jilu"
    candidates = (f"{stem}-{year}", *(f"{stem}-{year}-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in candidates if name not in taken and ID_FORM.fullmatch(name))


def form(kind: type[Record], values: dict[str, str]) -> str:
    """The text of a new record. ``values`` fills keys by their label; the rest are examples.

    Required keys are written out, optional ones stand as comments.
    """
    head = f"# {kind.name}。每个键后面的说明以 # 开头；用不到的键删去即可。\n"
    return head + "\n".join(_lines(kind, values, count(1))) + "\n"


def _lines(model: type[Declared], values: dict[str, str], rows: Iterator[int]) -> Iterator[str]:
    """The lines of a group. ``rows`` numbers its rows: no two of a record have one 编号."""
    for field in fields_of(model):
        given = f"w{next(rows)}" if field.attribute == "row_id" else values.get(field.label)
        yield from _field_lines(field, given, rows)


def _field_lines(field: DeclaredField, given: str | None, rows: Iterator[int]) -> Iterator[str]:
    note = field.description
    if field.choices:
        note = f"{note}；可选：{'、'.join(field.choices)}"
    if field.model is not None and field.required:
        yield f"{field.label}:  # {note}"
        lines = list(_lines(field.model, {}, rows))
        if field.many:
            lines = [f"{'- ' if not n else '  '}{line}" for n, line in enumerate(lines)]
        yield from (f"  {line}" for line in lines)
    elif not field.required:
        yield f"# {field.label}: {_placeholder(field)}  # {note}"
    else:
        value = quoted(given) if given is not None else _example(field.uses.example)
        yield f"{field.label}: {value}  # {note}"


def _placeholder(field: DeclaredField) -> str:
    if field.model is not None:
        keys = "、".join(inner.label for inner in fields_of(field.model))
        return f"（下面缩进写：{keys}）"
    return "[…]" if field.many else "…"


def _example(example: Any) -> str:
    if isinstance(example, list):
        return f"[{', '.join(quoted(str(item)) for item in example)}]"
    return quoted(str(example))


_PLAIN = re.compile(r"[\w一-鿿][\w一-鿿，。、；（）《》“”！？.·-]*")


def quoted(text: str) -> str:
    """A text as a YAML scalar: plain where that is safe, in double quotes otherwise."""
    if _PLAIN.fullmatch(text) and text.lower() not in ("null", "~"):
        return text
    return json.dumps(text, ensure_ascii=False)  # every string of JSON is one of YAML


__all__ = ["form", "propose_id", "quoted"]
