"""YAML text → values. libyaml is read event by event, so that a position costs nothing extra."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml import MappingEndEvent, ScalarEvent, SequenceEndEvent

from xuncha_site.problems import Code, Grade, Problem
from xuncha_site.source.slips import (
    MAX_DEPTH,
    NO_KEYS,
    NO_KEYS_WORDS,
    TOO_DEEP_WORDS,
    conflicts,
    first_side,
    repair,
    syntax_problem,
)
from xuncha_site.source.text import CONTROL, Source, control_problem
from xuncha_site.source.values import Mapping, Node, Scalar, Sequence

# A comment that begins as a word does, without a space.
_BLANK = (" ", "\t")
_LOST = re.compile(r"[ \t]+(#[^\s#!][^\n]{0,20})")
# A text that needs more repairs than this is told the first ones; the rest follows.
MAX_REPAIRS = 50
# YAML 1.1 ends lines at these; for editors they are invisible characters within a line. They are
# read as characters that no text may hold (see CONTROL), and put back in every value.
_SEPARATORS = re.compile(r"[\x85\u2028\u2029]")
_HIDE = str.maketrans("\x85\u2028\u2029", "\ufdd0\ufdd1\ufdd2")
_SHOW = str.maketrans("\ufdd0\ufdd1\ufdd2", "\x85\u2028\u2029")


def parse(source: Source) -> tuple[Mapping | None, list[Problem]]:
    """Read one YAML document into a group of keys.

    Mistakes with one clear repair (a tab, a full-width colon, conflict marks) are told and mended
    in memory, so that the faults behind them are told in the same run. Never raises.
    """
    problems = list(conflicts(source))
    text = source.text.translate(_HIDE) if _SEPARATORS.search(source.text) else source.text
    if problems:
        text = first_side(text)
    for _ in range(MAX_REPAIRS):
        reader = _Reader(source)
        try:
            root = reader.document(text)
        except yaml.YAMLError as error:
            repaired = repair(source, text, error)
            if repaired is None:
                problem = syntax_problem(source, text, error)
                if not any(each.where.line == problem.where.line for each in problems):
                    problems.append(problem)
                return None, problems + reader.problems
            told, text = repaired
            problems += told
        except _TooDeepError:
            return None, problems + reader.problems
        else:
            return root, problems + reader.problems
    return None, problems


class _TooDeepError(Exception):
    """Ends the reading of a document that nests too deep; its problem has been told."""


class _Reader:
    """Builds values from libyaml's events. One use a document."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = ""
        self.hidden = False
        self.problems: list[Problem] = []

    def document(self, text: str) -> Mapping | None:
        self.text = text
        self.hidden = text is not self.source.text
        # What ``yaml.parse`` does, without a step in Python for each of 80 events a record.
        events: Iterator[Any] = iter(yaml.CSafeLoader(text).get_event, None)
        root: Node | None = None
        mark: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._several(event)
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, 1)
                if documents == 1:
                    root, mark = node, event.start_mark
        if root is None or (isinstance(root, Scalar) and root.absent):
            self._tell(Code.BAD_SYNTAX, 1, 1, "文件是空的", "写上内容，或者删去这个文件。")
            return None
        if isinstance(root, Scalar) and root.plain:
            # Keys with full-width colons alone run together into one text.
            raise yaml.MarkedYAMLError(problem=NO_KEYS, problem_mark=mark)
        if not isinstance(root, Mapping):
            self._tell(Code.WRONG_TYPE, root.line, root.column, *NO_KEYS_WORDS)
            return None
        return root

    def _several(self, event: Any) -> None:
        mark = event.start_mark
        self._tell(
            Code.SEVERAL_DOCUMENTS,
            mark.line + 1,
            mark.column + 1,
            "一个文件里有几份内容（用 --- 分开）",
            "一个文件只写一条记录，其余的另存为别的文件。",
        )

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        mark = event.start_mark
        line, column, offset = mark.line + 1, mark.column + 1, mark.index
        if type(event) is ScalarEvent:
            style = event.style
            if event.anchor or event.tag or style == '"':
                self._refuse(event, line, column)
            plain = not style
            if plain:
                end: Any = event.end_mark
                if self.text[end.index : end.index + 1] in _BLANK:
                    self._cut_off(end)
            text = self._shown(event.value) if self.hidden else event.value
            return Scalar(text, line, column, offset, plain)
        self._refuse(event, line, column)
        if isinstance(event, yaml.AliasEvent):
            return Scalar(f"*{event.anchor}", line, column, offset)
        if depth > MAX_DEPTH:
            self._tell(Code.FILE_LIMIT, line, column, *TOO_DEEP_WORDS)
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            sequence = Sequence(line, column)
            for item in events:
                if type(item) is SequenceEndEvent:
                    break
                sequence.items.append(self._node(item, events, depth + 1))
            return sequence
        return self._mapping(Mapping(line, column), events, depth)

    def _mapping(self, mapping: Mapping, events: Iterator[Any], depth: int) -> Mapping:
        for event in events:
            if type(event) is MappingEndEvent:
                break
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self._tell(
                    Code.BAD_SYNTAX, key.line, key.column, "键不是文字", "键写成一个词，如“标题”。"
                )
            elif key.text == "<<" and key.plain:
                self._tell(
                    Code.ANCHOR_OR_ALIAS,
                    key.line,
                    key.column,
                    "用了合并键“<<”",
                    "把要用的内容直接写在这里。",
                )
            elif key.text in mapping.keys:
                first = mapping.keys[key.text]
                self._tell(
                    Code.DUPLICATE_KEY,
                    key.line,
                    key.column,
                    f"键“{key.text}”写了两次",
                    f"第 {self.source.place(first.line).line} 行已经有这个键，留下一个。",
                )
            else:
                mapping.keys[key.text] = key
                mapping.values[key.text] = value
        return mapping

    def _shown(self, value: str) -> str:
        """A value with the invisible characters that were hidden from libyaml."""
        return value.translate(_SHOW)

    def _refuse(self, event: Any, line: int, column: int) -> None:
        """Tell of anchors, aliases and tags, and of control characters written as escapes."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._tell(
                Code.ANCHOR_OR_ALIAS,
                line,
                column,
                f"用了“{sign}{event.anchor}”（YAML 的引用写法）",
                "把内容直接写在这里；想写这个符号本身的，把整段放进英文双引号。",
            )
        if getattr(event, "tag", None):
            self._tell(
                Code.YAML_TAG,
                line,
                column,
                f"用了类型标记“{event.tag.replace('tag:yaml.org,2002:', '!!')}”",
                "删去标记；想写叹号本身的，把整段放进英文双引号。",
            )
        if isinstance(event, yaml.ScalarEvent) and event.style == '"':
            bad = CONTROL.search(self._shown(event.value))
            if bad:
                self.problems.append(control_problem(self.source.place(line, column), bad.group()))

    def _cut_off(self, end: Any) -> None:
        """Tell of words behind a value that look meant, but are a comment: 第 #3 号文."""
        lost = _LOST.match(self.text, end.index)
        if lost:
            column = end.column + lost.start(1) - lost.start() + 1
            problem = Problem(
                Code.COMMENT_IN_VALUE,
                self.source.place(end.line + 1, column),
                f"“{lost[1]}”前面有空格，成了说明，不会发布",
                "是正文的，把整个值放进英文双引号；是说明的，# 后面空一格。",
                Grade.WARNING,
            )
            self.problems.append(problem)

    def _tell(self, code: Code, line: int, column: int, fault: str, mend: str) -> None:
        self.problems.append(Problem(code, self.source.place(line, column), fault, mend))
