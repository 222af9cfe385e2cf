"""A commented file from the declarations: a valid record in which every key is explained."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from xuncha_site.records.base import Declared, DeclaredField, fields_of
from xuncha_site.records.fields import ID_FORM, Kind

_LONGEST_STEM = 24


def propose_id(title: str, year: str, taken: set[str]) -> str:
    """An id for a new record: pinyin initials of the title and the year, not yet taken."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 (its tables take longer than a check)

    initials = "".join(lazy_pinyin(title, style=Style.FIRST_LETTER, errors="default"))
    stem = re.sub(r"[^a-z0-9]+", "", initials.lower())[:_LONGEST_STEM] or "jilu"
    candidates = (f"{stem}-{year}", *(f"{stem}-{year}-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in candidates if name not in taken and ID_FORM.fullmatch(name))


Known = Callable[[DeclaredField], str | None]


def form(
    kind: type[Declared],
    name: str,
    values: Mapping[str, Any],
    known: Known | None = None,
) -> str:
    """The text of a file that holds one group: what each key means stands behind it, as a comment.

    ``values`` are plain values by label (text, lists, groups). Of what they leave out, keys with
    a declared example get it, the others stand as comments. ``known`` may give a field that refers
    something that is there to refer to, instead of the example.
    """
    head = f"# {name}。每个键后面的说明以 # 开头；用不到的键删去即可。"
    return "\n".join([head, *_Form(known).group(kind, values)]) + "\n"


class _Form:
    """Writes groups line by line. A key is explained where it is first met, not in every row."""

    def __init__(self, known: Known | None) -> None:
        self.known = known
        self.rows = count(1)  # no two rows of a record have one 编号
        self.explained: set[tuple[type[Declared], str]] = set()

    def group(self, model: type[Declared], values: Mapping[str, Any]) -> Iterator[str]:
        for field in fields_of(model):
            first = (model, field.label) not in self.explained
            self.explained.add((model, field.label))
            note = f"  # {_note(field)}" if first else ""
            value = values.get(field.label)
            if value is None and (field.required or field.uses.example is not None):
                value = self._example(field)
            if value is not None:
                yield from self._written(field, value, note)
            elif first:
                yield f"# {field.label}: {_placeholder(field)}{note}"

    def _example(self, field: DeclaredField) -> Any:
        if field.attribute == "row_id":
            return f"w{next(self.rows)}"
        if field.model is not None:
            return [{}] if field.many else {}
        known = self.known(field) if self.known and field.kind is Kind.REFERENCE else None
        if known is not None:
            return [known] if field.many else known
        return field.uses.example

    def _written(self, field: DeclaredField, value: Any, note: str) -> Iterator[str]:
        if field.model is not None:
            yield f"{field.label}:{note}"
            for item in value if field.many else (value,):
                sign = "- " if field.many else ""
                for line in self.group(field.model, item):
                    yield f"  {sign}{line}"
                    sign = "  " if field.many else ""
        elif field.many:
            yield from _listed(field.label, value, note)
        elif "\n" in value.strip() and not value.startswith(" "):
            yield f"{field.label}: |{note}"
            yield from (f"  {line}".rstrip() for line in value.strip().split("\n"))
        else:
            yield f"{field.label}: {quoted(value)}{note}"


def _note(field: DeclaredField) -> str:
    if not field.choices:
        return field.description
    return f"{field.description}；可选：{'、'.join(field.choices)}"


def _placeholder(field: DeclaredField) -> str:
    if field.model is not None:
        keys = "、".join(inner.label for inner in fields_of(field.model))
        return f"（下面缩进写：{keys}）"
    return "[…]" if field.many else "…"


_WIDEST_LIST = 30


def _listed(label: str, items: list[str], note: str) -> Iterator[str]:
    words = [quoted(item) for item in items]
    if sum(map(len, words)) <= _WIDEST_LIST:
        yield f"{label}: [{', '.join(words)}]{note}"
    else:
        yield f"{label}:{note}"
        yield from (f"  - {word}" for word in words)


_PLAIN = re.compile(r"[\w一-鿿][\w一-鿿，。、；：（）《》“”！？.·-]*")


def quoted(text: str) -> str:
    """A text as a YAML scalar: plain where that is safe, in double quotes otherwise."""
    if _PLAIN.fullmatch(text) and text.lower() not in ("null", "~"):
        return text
    return json.dumps(text, ensure_ascii=False)  # every string of JSON is one of YAML


__all__ = ["form", "propose_id", "quoted"]
