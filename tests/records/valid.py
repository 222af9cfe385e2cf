"""Valid records of every type, made from the declarations, and written as an editor writes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from strategies import AWKWARD

from xuncha_site.records.base import Declared, DeclaredField, fields_of
from xuncha_site.records.checklist import Item
from xuncha_site.records.consistency import may_be_unverified
from xuncha_site.records.fields import Kind
from xuncha_site.records.figures import UNITS_OF, Figure, Totals, rate
from xuncha_site.records.form import quoted
from xuncha_site.records.ledger_row import LedgerRow, State
from xuncha_site.records.rectification import Rectification

Draw = Callable[[st.SearchStrategy[Any]], Any]

# What a reader of YAML may take for something else than the words that it is.
_LIKE_SOMETHING_ELSE = st.sampled_from(
    ["2024", "7.20", "0", "007", "1e3", "0x1F", "true", "False", "no", "2024-03", "12:30", "1_000"]
)
# Nothing is filtered, which would be done a hundred times a record.
_ANY_WORDS = st.text(st.characters(exclude_categories=["C"]), max_size=8).map("甲{}".format)
_WORDS = _LIKE_SOMETHING_ELSE | st.sampled_from(AWKWARD) | _ANY_WORDS
_WHOLE = st.integers(0, 999_999_999).map(str)
_NUMBERS = st.one_of(
    _WHOLE,
    st.sampled_from(["0", "0.0", "7.20", "100.00", "999999999999.9999"]),
    st.decimals("0", "999999", places=2).map(str),
)
_IDS = st.sampled_from(["abc", "shangpu-2023", "2024", "0x1f", "a" * 40, "1e3", "true"])
_REFERENCES = st.one_of(
    _IDS,
    st.sampled_from(["M4", "abc#w1", "abc#1.0", "甲#乙"]),
    _ANY_WORDS.map(lambda text: "".join(text.split()).replace("#", "")),
)
_ADDRESSES = st.sampled_from(
    ["https://www.example.org/a?b=1#c", "http://例子.中国/甲", "https://a"]
)


class _Record:
    """One record while it is drawn: its rows are numbered, its dates do not go back."""

    def __init__(self, draw: Draw, *, fitting: bool) -> None:
        self.draw = draw
        self.fitting = fitting
        self.rows = 0
        self.day = draw(st.dates(date(1990, 1, 1), date(2030, 1, 1)))

    def group(self, model: type[Declared]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in fields_of(model):
            if field.kind is Kind.FIELD_NAME and not may_be_unverified(model):
                continue
            if field.required or self.draw(st.booleans()):
                found[field.label] = self.value(field, model)
        repair = _REPAIRS.get(model)
        if repair and self.fitting:
            repair(self.draw, found)
        return found

    def value(self, field: DeclaredField, model: type[Declared]) -> Any:
        if not field.many:
            return self.single(field, model)
        count = self.draw(st.integers(field.least, max(field.least, 2)))
        return [self.single(field, model) for _ in range(count)]

    def single(self, field: DeclaredField, model: type[Declared]) -> Any:
        if field.model is not None:
            return self.group(field.model)
        if field.attribute == "row_id":
            self.rows += 1
            return f"{self.draw(st.sampled_from(['w', 'P1.', 'd-', '']))}{self.rows}"
        if field.kind is Kind.DATE:
            steps = [0, 1, 40, 400] if self.fitting else [0, 40, -40, -400]
            self.day += timedelta(self.draw(st.sampled_from(steps)))
            return self.day.isoformat()[: self.draw(st.sampled_from([4, 7, 10]))]
        if field.choices:
            return self.draw(st.sampled_from(field.choices))
        if field.kind is Kind.FIELD_NAME:
            return self.draw(st.sampled_from(may_be_unverified(model)))
        if field.attribute == "retired_rows":
            return f"x{self.draw(_WHOLE)}"
        return self.draw(_SCALARS[field.kind])


_SCALARS = {
    Kind.TEXT: _WORDS,
    Kind.PROSE: _WORDS | st.just("一段。\n\n- 一条\n- 两条\n"),
    Kind.FLAG: st.sampled_from(["是", "否"]),
    Kind.WHOLE: _WHOLE,
    Kind.NUMBER: _NUMBERS,
    Kind.ROW_ID: _IDS,  # of former ids, which are the narrower
    Kind.REFERENCE: _REFERENCES,
    Kind.ADDRESS: _ADDRESSES,
}


# --- what must fit together between fields; see ``Declared.faults``


def _figure(draw: Draw, group: dict[str, Any]) -> None:
    exact = draw(st.booleans())
    for label in ("数", "单位") if not exact else ("约",):
        group.pop(label, None)
    if not exact:
        group["约"] = draw(_WORDS)
        return
    group.setdefault("数", draw(_NUMBERS))
    group.setdefault("单位", "个")
    if draw(st.booleans()):
        group["项"], units = draw(st.sampled_from(sorted(UNITS_OF.items())))
        group["单位"] = draw(st.sampled_from(units)).value
    elif any(group["项"].strip().startswith(word) for word in UNITS_OF):
        group["项"] = "项目"


def _totals(draw: Draw, group: dict[str, Any]) -> None:
    _add_up(draw, group, *(draw(st.integers(0, 50)) for _ in range(3)))


def _add_up(draw: Draw, group: dict[str, Any], done: int, mostly: int, undone: int) -> None:
    total = done + mostly + undone
    group.update(
        {
            "问题": str(total),
            "完成": str(done),
            "基本完成并持续": str(mostly),
            "未完成": str(undone),
        }
    )
    if "完成率" in group and total:
        printed = str(Decimal(0).quantize(Decimal(1).scaleb(-draw(st.integers(0, 4)))))
        group["完成率"] = rate(str(done), str(total), printed)


def _ledger_row(draw: Draw, group: dict[str, Any]) -> None:
    del draw
    state = State(group["状态"])
    if state in (State.DONE, State.CLOSED) and "完成日期" not in group:
        group["状态"] = State.WORKING.value
    if state is State.CLOSED:
        group["佐证"] = group.get("佐证") or ["凭证"]
    if "时限" not in group:
        group.setdefault("复核", "每年")


def _ledger(draw: Draw, group: dict[str, Any]) -> None:
    if "合计" in group:
        words = [State(row["状态"]).public for row in group["条目"]]
        counts = [words.count(word) for word in ("完成", "基本完成并持续", "未完成")]
        _add_up(draw, group["合计"], *counts)


def _item(draw: Draw, group: dict[str, Any]) -> None:
    del draw
    if "期限" not in group:
        group["频次"] = group.get("频次") or ["每轮"]


_REPAIRS: dict[type[Declared], Callable[[Draw, dict[str, Any]], None]] = {
    Figure: _figure,
    Totals: _totals,
    LedgerRow: _ledger_row,
    Rectification: _ledger,
    Item: _item,
}


# --- the text of a file


def _scalar(draw: Draw, value: str, indent: str) -> str:
    """A text as a value: bare, in quotes of either kind, or as a block of lines."""
    ways = [quoted(value), json.dumps(value, ensure_ascii=False)]
    if value.isprintable():
        ways.append("'" + value.replace("'", "''") + "'")
    lines = value.split("\n")
    if all(line.isprintable() and line == line.strip() for line in lines) and lines[0]:
        ways.append("|-\n" + "\n".join(f"{indent}  {line}".rstrip() for line in lines))
    return draw(st.sampled_from(ways))


def _lines(draw: Draw, group: dict[str, Any], indent: str) -> Iterator[str]:
    for label, value in group.items():
        if isinstance(value, dict):
            yield f"{indent}{label}:"
            yield from _lines(draw, value, f"{indent}  ")
        elif isinstance(value, str):
            yield f"{indent}{label}: {_scalar(draw, value, indent)}"
        elif any(isinstance(item, dict) for item in value):
            yield f"{indent}{label}:"
            for item in value:
                first, *rest = _lines(draw, item, f"{indent}    ")
                yield f"{indent}  - {first.removeprefix(f'{indent}    ')}"
                yield from rest
        elif not value or draw(st.booleans()):
            yield f"{indent}{label}: [{', '.join(map(quoted, value))}]"
        else:
            yield f"{indent}{label}:"
            yield from (f"{indent}  - {_scalar(draw, item, f'{indent}  ')}" for item in value)


@st.composite
def files_of(draw: Draw, model: type[Declared], *, fitting: bool = True) -> str:
    """The text of a file that holds a valid record; or one whose values need not fit together."""
    group = _Record(draw, fitting=fitting).group(model)
    empty = [f.label for f in fields_of(model) if not f.required and f.label not in group]
    lines = list(_lines(draw, group, ""))
    # A key that may be left out may also stand there with nothing behind it.
    lines += [f"{label}:" for label in empty if draw(st.booleans())]
    return "\n".join(lines) + "\n"
