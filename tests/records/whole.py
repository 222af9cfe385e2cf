"""Records with every field that is declared, a text of its own in each: none can be forgotten."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from xuncha_site.records.base import Declared, DeclaredField, fields_of
from xuncha_site.records.fields import Kind
from xuncha_site.records.figures import Figure
from xuncha_site.records.ledger_row import State

# A whole record is in use, all of it verified, and has always been called the same.
LEFT_OUT = ("withdrawn", "unverified", "retired_rows", "former_ids")
DAY = "2024-05-01"
_SCALARS = {
    Kind.DATE: DAY,
    Kind.FLAG: "是",
    Kind.WHOLE: "3",
    Kind.NUMBER: "3",
    Kind.ADDRESS: "https://example.org/a",
}


class Whole:
    """A record with all of its fields: lists have two items, the second with other choices.

    ``say(kind)`` makes the words of a field of text; ``refer(field)`` what a reference names;
    ``given`` are values of the record itself that stand as they are.
    """

    def __init__(
        self,
        model: type[Declared],
        say: Callable[[Kind], str],
        refer: Callable[[DeclaredField], str],
        **given: Any,
    ) -> None:
        self._say = say
        self._refer = refer
        self._rows = count(1)
        self.model = model
        self.texts: list[tuple[str, str]] = []  # (labels that lead there, words)
        self.trainers: list[str] = []
        self._given = given
        self.values = self._group(model, 0, ())

    def _group(self, model: type[Declared], turn: int, path: tuple[str, ...]) -> dict[str, Any]:
        given = {} if path else self._given
        found = {
            field.label: self._field(field, turn, (*path, field.label))
            for field in fields_of(model)
            if field.attribute not in LEFT_OUT
            and field.label not in given
            and not _left_out(model, field, turn)
        }
        found.update(given)
        _add_up(found)
        return found

    def _field(self, field: DeclaredField, turn: int, path: tuple[str, ...]) -> Any:
        if field.uses.trainers:
            mine, self.texts = self.texts, []
            value = self._items(field, turn, path)
            self.trainers += [words for _, words in self.texts]
            self.texts = mine
            return value
        return self._items(field, turn, path)

    def _items(self, field: DeclaredField, turn: int, path: tuple[str, ...]) -> Any:
        if not field.many:
            return self._single(field, turn, path)
        items = [self._single(field, n, path) for n in (0, 1)]
        return items[:1] if items[0] == items[1] else items

    def _single(self, field: DeclaredField, turn: int, path: tuple[str, ...]) -> Any:
        if field.model is not None:
            return self._group(field.model, turn, path)
        if field.choices:
            return field.choices[turn % len(field.choices)]
        if field.attribute == "row_id":
            return f"h{next(self._rows)}"
        if field.kind is Kind.REFERENCE:
            return self._refer(field)
        if field.kind in (Kind.TEXT, Kind.PROSE):
            words = self._say(field.kind)
            self.texts.append(("/".join((self.model.__name__, *path)), words))
            return words
        return _SCALARS[field.kind]


def _left_out(model: type[Declared], field: DeclaredField, turn: int) -> bool:
    """A figure is either exact or rough: the first of a list is exact, the second rough."""
    return model is Figure and field.label in (("数", "单位") if turn else ("约",))


def _add_up(group: dict[str, Any]) -> None:
    """The totals of a group fit its rows, if it has any."""
    if "合计" not in group:
        return
    words = [State(row["状态"]).public for row in group.get("条目", ())] or ["未完成"]
    counts = {word: words.count(word) for word in ("完成", "基本完成并持续", "未完成")}
    group["合计"] = {
        "问题": str(len(words)),
        **{word: str(counted) for word, counted in counts.items()},
        "完成率": str(counts["完成"] * 100 // len(words)),
    }
