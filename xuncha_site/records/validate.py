"""Values with positions → a record, or every fault in it, each at its place.

Pydantic checks against the declared fields; this module says in Chinese what is wrong and what to
write, and finds the place in the file for each of pydantic's locations.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from xuncha_site.problems import Code, Place, Problem
from xuncha_site.records.base import Declared, DeclaredField, Record, fields_of
from xuncha_site.records.consistency import inconsistencies, unverified_faults
from xuncha_site.records.fields import is_date
from xuncha_site.records.walk import (
    Path,
    Value,
    groups_of,
    node_at,
    plain,
    sound_groups,
    values_of,
)
from xuncha_site.source import Mapping, Node, Scalar, Source
from xuncha_site.source import Sequence as SequenceNode

D = TypeVar("D", bound=Declared)


def validate(
    model: type[D], mapping: Mapping, source: Source, values: list[Value] | None = None
) -> tuple[D | None, list[Problem]]:
    """Check values against a model. Returns the record, None if it has faults, and its problems.

    ``values`` are those of ``values_of``, where the caller has them already.
    """
    values = values or values_of(model, mapping)
    try:
        record = model.model_validate(plain(mapping))
    except ValidationError as error:
        errors = error.errors(include_url=False)
        sound = sound_groups(model, mapping, [tuple(each["loc"]) for each in errors])
        problems = _Faults(model, mapping, source).of(errors)
        return None, [*problems, *inconsistencies(sound, mapping, values, source)]
    problems = list(inconsistencies(groups_of(record), mapping, values, source))
    if isinstance(record, Record):
        problems += unverified_faults(record, mapping, source)
    stops = any(problem.stops for problem in problems)
    return (None if stops else record), problems


class _Faults:
    """Turns pydantic's errors about one file into problems."""

    def __init__(self, model: type[Declared], mapping: Mapping, source: Source) -> None:
        self.model = model
        self.mapping = mapping
        self.source = source

    def of(self, errors: list[ErrorDetails]) -> list[Problem]:
        missing = {
            (path[:-1], str(path[-1]))
            for path, error in ((self._path(e), e) for e in errors)
            if error["type"] == "missing" and not self._written_empty(path)
        }
        # A misspelt key is one fault, not two: it takes the missing key with it.
        problems: list[Problem | None] = [
            self._unknown_key(self._path(error), missing)
            for error in errors
            if error["type"] == "extra_forbidden"
        ]
        for error in errors:
            path = self._path(error)
            if error["type"] == "extra_forbidden":
                continue
            if error["type"] == "missing" and not self._written_empty(path):
                if (path[:-1], str(path[-1])) in missing:
                    problems.append(self._missing_key(path))
            else:
                problems.append(self._bad_value(path, error))
        return [problem for problem in problems if problem is not None]

    @staticmethod
    def _path(error: ErrorDetails) -> Path:
        return tuple(error["loc"])

    def _written_empty(self, path: Path) -> bool:
        parent = node_at(self.mapping, path[:-1])
        return isinstance(parent, Mapping) and path[-1] in parent.keys

    def _place(self, path: Path) -> Place:
        node = node_at(self.mapping, path)
        return self.source.place(node.line, node.column)

    def _key_place(self, path: Path) -> Place:
        parent = node_at(self.mapping, path[:-1])
        if isinstance(parent, Mapping) and path[-1] in parent.keys:
            key = parent.keys[str(path[-1])]
            return self.source.place(key.line, key.column)
        return self._place(path)

    def _fields(self, path: Path) -> tuple[DeclaredField, ...]:
        """The fields declared for the group at a path."""
        model: type[Declared] = self.model
        for step in path:
            inner = next((f for f in fields_of(model) if f.label == step), None)
            if inner is not None and inner.model is not None:
                model = inner.model
        return fields_of(model)

    def _declared(self, path: Path) -> DeclaredField | None:
        labels = [index for index, step in enumerate(path) if isinstance(step, str)]
        if not labels:
            return None
        last = labels[-1]
        fields = self._fields(path[:last])
        return next((f for f in fields if f.label == path[last]), None)

    def _unknown_key(self, path: Path, missing: set[tuple[Path, str]]) -> Problem:
        key = str(path[-1])
        labels = [declared.label for declared in self._fields(path[:-1])]
        written = node_at(self.mapping, path[:-1])
        unused = [
            label for label in labels if isinstance(written, Mapping) and label not in written.keys
        ]
        near = (
            [field.label for field in self._fields(path[:-1]) if key in field.columns]
            or get_close_matches(key, unused, n=1, cutoff=0.5)
            or get_close_matches(key, labels, n=1, cutoff=0.6)
        )
        absent = [label for parent, label in missing if parent == path[:-1]]
        if near:
            missing.discard((path[:-1], near[0]))
            mend = f"改为“{near[0]}”。"
            if near[0] not in unused:
                mend = f"“{near[0]}”已经写了：并到那里，删去这一行。"
        else:
            mend = f"这里可以写：{'、'.join(labels)}。"
            if len(absent) == 1:
                mend = f"改为“{absent[0]}”，或删去。{mend}"
                missing.discard((path[:-1], absent[0]))
        return Problem(Code.UNKNOWN_KEY, self._key_place(path), f"未知的键“{key}”", mend)

    def _missing_key(self, path: Path) -> Problem:
        declared = self._declared(path)
        parent = node_at(self.mapping, path[:-1])
        place = self.source.place(parent.line, parent.column)
        inside = next((str(step) for step in reversed(path[:-1]) if isinstance(step, str)), "")
        where = f"“{inside}”里" if inside else ""
        help_text = f"（{declared.description}）" if declared else ""
        if declared and declared.choices and declared.choices[0] not in declared.description:
            help_text += f"，可以写：{'、'.join(declared.choices)}"
        return Problem(
            Code.MISSING_KEY,
            place,
            f"{where}缺少“{path[-1]}”",
            f"补一行“{path[-1]}: …”{help_text}。",
        )

    def _long_enough(self, path: Path, error: ErrorDetails) -> bool:
        node = node_at(self.mapping, path)
        least: int = error.get("ctx", {}).get("min_length", 1)
        return isinstance(node, SequenceNode) and len(node.items) >= least

    def _bad_value(self, path: Path, error: ErrorDetails) -> Problem | None:
        declared = self._declared(path)
        name = declared.label if declared else "这里"
        hint = f"（{declared.description}）" if declared and declared.description else ""
        kind = error["type"]
        if kind in ("missing", "empty_value"):
            place = self._place(path)
            item = f"的第 {path[-1] + 1} 条" if isinstance(path[-1], int) else ""
            return Problem(Code.EMPTY_VALUE, place, f"“{name}”{item}没有内容", f"写上内容{hint}。")
        if kind == "too_short" and self._long_enough(path, error):
            return None  # its items are faulty, and told as such
        if kind == "too_short":
            least = error.get("ctx", {}).get("min_length", 1)
            return Problem(
                Code.TOO_FEW, self._place(path), f"“{name}”至少要有 {least} 条", f"补上{hint}。"
            )
        if kind in _SHAPES:
            return self._wrong_type(path, name, kind, declared)
        shown = _shown(error.get("input"))
        code, fault, mend = _value_message(kind, name, shown, declared, error)
        return Problem(code, self._place(path), fault, mend)

    def _wrong_type(
        self, path: Path, name: str, kind: str, declared: DeclaredField | None
    ) -> Problem:
        node = node_at(self.mapping, path)
        found = _found(node)
        wanted, mend = _SHAPES[kind]
        if isinstance(node, Scalar) and "：" in node.text and kind in _GROUPS:
            key = node.text.split("：", 1)[0]
            labels = {field.label for field in self._fields(path)}
            if key in labels:
                at = self.source.place(node.line, node.column + len(key))
                fault = f"“{key}”后面是全角冒号"
                return Problem(
                    Code.FULL_WIDTH_COLON, at, fault, f"改为半角冒号加一个空格：“{key}: ”。"
                )
        if kind in _GROUPS and declared and declared.model:
            labels_text = "、".join(field.label for field in fields_of(declared.model))
            mend = f"下面缩进两格，逐行写：{labels_text}。"
        return Problem(
            Code.WRONG_TYPE, self._place(path), f"“{name}”应当是{wanted}，这里是{found}", mend
        )


_GROUPS = ("model_type", "model_attributes_type", "dict_type")
_SHAPES = {
    "string_type": ("一段文字", "写成“键: 文字”一行；多段文字用“|”，下面缩进。"),
    "tuple_type": ("列表", "写成“[甲, 乙]”，或下面每行一个“- ”。"),
    **dict.fromkeys(_GROUPS, ("一组键", "下面缩进两格，逐行写“键: 值”。")),
}


def _found(node: Node) -> str:
    if isinstance(node, Scalar):
        return "文字"
    return "列表" if isinstance(node, SequenceNode) else "一组键"


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return text if len(text) <= 30 else text[:30] + "…"


def _date_mend(written: str) -> str:
    """The date as it must be written, where the numbers in it leave no doubt."""
    numbers = re.findall(r"\d+", written, re.ASCII)
    if 1 <= len(numbers) <= 3 and len(numbers[0]) == 4:
        date = "-".join(number.zfill(2) for number in numbers)
        if is_date(date):
            return f"改为“{date}”。"
    return "写成 2024、2024-03 或 2024-03-05。"


def _value_message(
    kind: str, name: str, shown: str, declared: DeclaredField | None, error: ErrorDetails
) -> tuple[Code, str, str]:
    if kind in ("enum", "unknown_flag"):
        choices = declared.choices if declared and declared.choices else ("是", "否")
        if not isinstance(error.get("input"), str):
            return Code.WRONG_TYPE, f"“{name}”应当是一个词", f"选一个：{'、'.join(choices)}。"
        # A word within the one that was written means something else: 元 is not 千元.
        likely = [choice for choice in choices if choice not in shown]
        near = get_close_matches(shown, likely, n=1, cutoff=0.6)
        mend = f"改为“{near[0]}”；" if near else ""
        fault = f"“{name}”不能写“{shown}”"
        return Code.UNKNOWN_VALUE, fault, f"{mend}可以写：{'、'.join(choices)}。"
    if kind == "bad_date":
        what = "没有这一天" if error["msg"] == "calendar" else "写法不对"
        return Code.BAD_DATE, f"“{name}”里的“{shown}”{what}", _date_mend(shown)
    if kind == "bad_number":
        rule = "整数，如 90" if error["msg"] == "whole" else "数字，如 12 或 7.20；单位另写"
        otherwise = declared.uses.otherwise if declared else ""
        return Code.BAD_NUMBER, f"“{name}”不能写“{shown}”", f"只写{rule}。{otherwise}"
    rule = {
        "bad_row_id": "用字母、数字、点和短横，1 到 40 个，如 w1 或 P1.3。",
        "bad_record_id": "用小写字母、数字和短横，3 到 40 个。",
        "bad_reference": "写编号，或“编号#条目编号”，中间没有空格。",
        "bad_address": "写 http:// 或 https:// 开头的完整地址。",
    }.get(kind, "对照样例改正。")
    return Code.BAD_VALUE, f"“{name}”不能写“{shown}”", rule
