"""YAML text → values, each with its position.

A plain subset of YAML is read: one document, text keys, no tags, anchors, aliases or merge keys.
Scalars stay text exactly as written; what a value means is decided by the declared field.
The parser is libyaml's, read event by event, so that a position costs nothing extra.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from xuncha_site.problems import Code, Place, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
# An editor's text that needs more repairs than this is told the first ones; the rest follows.
MAX_REPAIRS = 50


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. ``offset`` counts characters from the start of the file; line and column from 1."""

    text: str
    line: int
    column: int
    offset: int
    plain: bool = True

    @property
    def absent(self) -> bool:
        """``键:`` with nothing behind it, or YAML's words for nothing."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """A group of keys. Each key keeps its own position for messages about the key."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text. ``file`` is relative to the library's root, ``start_line`` counts from 1."""

    file: str
    text: str
    start_line: int = 1

    def place(self, line: int = 1, column: int = 1) -> Place:
        return Place(self.file, line + self.start_line - 1, column)

    def place_at(self, offset: int) -> Place:
        """The place of a character offset of the text."""
        start = self.text.rfind("\n", 0, offset) + 1
        return self.place(self.text.count("\n", 0, offset) + 1, offset - start + 1)


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def read(root: Path, path: Path) -> tuple[Source | None, list[Problem]]:
    """Read a UTF-8 text file (a byte order mark and CRLF are accepted).

    Never raises for what an editor may do: a file that cannot be used gives located problems.
    """
    file = path.relative_to(root).as_posix()
    place = Place(file)
    top = Path(os.path.realpath(root)) / path.relative_to(root).parts[0]
    if not Path(os.path.realpath(path)).is_relative_to(top):
        return None, [_outside(place)]
    try:
        if not path.is_file():
            raise OSError("不是普通文件")
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, [_too_large(place, size)]
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return None, [
            Problem(Code.UNREADABLE_FILE, place, f"读不出这个文件：{reason}", "检查文件和权限。")
        ]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(file, raw, error.start)]
    source = Source(file, text.replace("\r\n", "\n").replace("\r", "\n"))
    return source, list(_controls(source))


def _outside(place: Place) -> Problem:
    return Problem(
        Code.SYMLINK_OUTSIDE,
        place,
        "这是一个指向库外的链接",
        "把文件本身放进来，不要放链接。",
    )


def _too_large(place: Place, size: int) -> Problem:
    return Problem(
        Code.FILE_LIMIT,
        place,
        f"文件有 {size:,} 字节，超过上限 {MAX_BYTES:,} 字节",
        "拆成几个文件，一个文件一条记录。",
    )


def _not_utf8(file: str, raw: bytes, offset: int) -> Problem:
    """Name GBK where the whole file reads as GBK: it is what older Windows editors write."""
    line = raw.count(b"\n", 0, offset) + 1
    head = raw[raw.rfind(b"\n", 0, offset) + 1 : offset]
    column = len(head.decode("utf-8", "replace")) + 1
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        found = "是 UTF-16 编码"
    else:
        try:
            raw.decode("gb18030")
        except UnicodeDecodeError:
            found = "含有不是 UTF-8 的字节"
        else:
            found = "是 GBK 编码"
    return Problem(
        Code.NOT_UTF8,
        Place(file, line, column),
        f"文件{found}，本库只用 UTF-8",
        "在编辑器里选“另存为”，编码选 UTF-8。",
    )


def _controls(source: Source) -> Iterator[Problem]:
    for match in CONTROL.finditer(source.text):
        yield control_problem(source.place_at(match.start()), match.group())


def control_problem(place: Place, character: str) -> Problem:
    """The problem of a character that no reader can see and no page may hold."""
    return Problem(
        Code.CONTROL_CHARACTER,
        place,
        f"有一个看不见的控制字符 U+{ord(character):04X}",
        "删去这个字符，重新输入这一处。",
    )


def parse(source: Source) -> tuple[Mapping | None, list[Problem]]:
    """Read one YAML document into a group of keys.

    Mistakes with one clear repair (a tab, a full-width colon, conflict marks) are told and mended
    in memory, so that the faults behind them are told in the same run. Never raises.
    """
    problems: list[Problem] = []
    text = source.text
    text = _without_conflicts(source, text, problems)
    for _ in range(MAX_REPAIRS):
        reader = _Reader(source)
        try:
            root = reader.document(text)
        except yaml.YAMLError as error:
            repaired = _repair(source, text, error, problems)
            if repaired is None:
                return None, problems + reader.problems
            text = repaired
        except _TooDeepError:
            return None, problems + reader.problems
        else:
            return root, problems + reader.problems
    return None, problems


class _TooDeepError(Exception):
    """Ends the reading of a document that nests too deep; its problem has been told."""


CONFLICT = re.compile(r"^(?:<{7} .*|={7}|>{7} .*|\|{7} .*)$", re.MULTILINE)


def _without_conflicts(source: Source, text: str, problems: list[Problem]) -> str:
    for match in CONFLICT.finditer(text):
        if match.group().startswith("<"):
            problems.append(
                Problem(
                    Code.MERGE_CONFLICT,
                    source.place_at(match.start()),
                    "合并冲突没有处理完",
                    "在两份内容里留下要的一份，删去 <<<<<<<、=======、>>>>>>> 三行。",
                )
            )
    if problems:
        # Keep the first side, so that the rest of the file is still checked.
        text = re.sub(
            r"^(?:={7}|\|{7} .*)\n(?:.*\n)*?>{7} .*$",
            lambda match: "\n" * match.group().count("\n"),
            text,
            flags=re.MULTILINE,
        )
        text = CONFLICT.sub("", text)
    return text


KEY_WITH_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- +)?[^\s:#\"'\[{][^:：#]{0,20}：")


def _repair(
    source: Source, text: str, error: yaml.YAMLError, problems: list[Problem]
) -> str | None:
    """Tell a syntax error; return the text with it mended, or None where nobody can know how."""
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    lines = text.split("\n")
    numbers = [min(mark.line, len(lines) - 1) for mark in marks if mark is not None]
    for number in dict.fromkeys(near for n in numbers for near in (n, n - 1) if near >= 0):
        line = lines[number]
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            problems.append(
                Problem(
                    Code.TAB_CHARACTER,
                    source.place(number + 1, indent.index("\t") + 1),
                    "缩进里有制表符",
                    "改为两个空格；一级缩进写两个空格。",
                )
            )
            lines[number] = indent.replace("\t", "  ") + line.lstrip()
            return "\n".join(lines)
        if KEY_WITH_FULL_WIDTH_COLON.match(line):
            at = line.index("：")
            key = line[:at].strip(" -")
            problems.append(
                Problem(
                    Code.FULL_WIDTH_COLON,
                    source.place(number + 1, at + 1),
                    f"“{key}”后面是全角冒号",
                    f"改为半角冒号加一个空格：“{key}: ”。",
                )
            )
            lines[number] = f"{line[:at]}: {line[at + 1 :].lstrip()}"
            return "\n".join(lines)
    problem = _syntax(source, text, error)
    if not any(told.where.line == problem.where.line for told in problems):
        problems.append(problem)
    return None


# libyaml's words, and what they mean to somebody who is not a programmer.
_SYNTAX = (
    ("did not find expected key", "这一行与上一行没有对齐", "同一级的键左边对齐，下一级缩进两格。"),
    ("block mapping", "这一行的缩进不对", "同一级的键左边对齐，下一级缩进两格。"),
    ("block sequence", "这一行的缩进不对", "同一级的短横“- ”左边对齐。"),
    (
        "mapping values are not allowed",
        "这里多出一个“: ”，或者这一行的缩进不对",
        "值里有冒号加空格的，把整段文字放进英文双引号；不然就对齐缩进。",
    ),
    ("could not find expected ':'", "这一行不是“键: 值”", "补上冒号和空格，或与上一行的值合并。"),
    ("cannot start any token", "这个符号不能放在值的开头", "把整段文字放进英文双引号。"),
    ("unexpected end of stream", "引号或括号没有写完", "补上右边的引号或括号。"),
    ("quoted scalar", "引号没有写完", "补上右边的引号，或者两边都不用引号。"),
    ("flow", "方括号或花括号没有写完", "补上右边的括号，各项之间用英文逗号。"),
    ("escape", "双引号里的反斜杠用错了", "改用英文单引号，或把反斜杠写成两个。"),
    ("alphabetic or numeric", "“&”或“*”不能放在值的开头", "把整段文字放进英文双引号。"),
)


def _syntax(source: Source, text: str, error: yaml.YAMLError) -> Problem:
    words = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line if mark else 0
    column = mark.column if mark else 0
    indentation = ("did not find expected key", "block mapping", "block sequence")
    for sign, fault, mend in _SYNTAX:
        if sign in words:
            bad_indent = sign in indentation or (
                sign == "mapping values are not allowed" and _starts_line(text, line, column)
            )
            code = Code.BAD_INDENTATION if bad_indent else Code.BAD_SYNTAX
            return Problem(code, source.place(line + 1, column + 1), fault, mend)
    return Problem(
        Code.BAD_SYNTAX,
        source.place(line + 1, column + 1),
        "这里的写法读不懂",
        "对照样例检查冒号、缩进和引号。",
    )


def _starts_line(text: str, line: int, column: int) -> bool:
    """Whether the colon at a place ends the first word of an indented line."""
    lines = text.split("\n")
    if line >= len(lines):
        return False
    return " " not in lines[line][:column].strip() and lines[line][:1] == " "


class _Reader:
    """Builds values from libyaml's events. One use a document."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def document(self, text: str) -> Mapping | None:
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._several(event)
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, 1)
                root = node if documents == 1 else root
        if root is None or (isinstance(root, Scalar) and root.absent):
            self._tell(Code.BAD_SYNTAX, 1, 1, "文件是空的", "写上内容，或者删去这个文件。")
            return None
        if not isinstance(root, Mapping):
            self._tell(
                Code.WRONG_TYPE, root.line, root.column, "开头不是“键: 值”", "第一行写“标题: …”。"
            )
            return None
        return root

    def _several(self, event: Any) -> None:
        mark = event.start_mark
        self._tell(
            Code.SEVERAL_DOCUMENTS,
            mark.line + 1,
            mark.column + 1,
            "一个文件里有几份内容（用 --- 分开）",
            "一个文件只写一条记录，另存为别的文件。",
        )

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        self._refuse(event, line, column)
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style
            return Scalar(event.value, line, column, event.start_mark.index, plain)
        if isinstance(event, yaml.AliasEvent):
            return Scalar("", line, column, event.start_mark.index)
        if depth > MAX_DEPTH:
            self._tell(
                Code.FILE_LIMIT,
                line,
                column,
                f"层次超过 {MAX_DEPTH} 层",
                "减少缩进的层次，或拆成几条。",
            )
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            sequence = Sequence(line, column)
            for item in events:
                if isinstance(item, yaml.SequenceEndEvent):
                    break
                sequence.items.append(self._node(item, events, depth + 1))
            return sequence
        return self._mapping(Mapping(line, column), events, depth)

    def _mapping(self, mapping: Mapping, events: Iterator[Any], depth: int) -> Mapping:
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
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
                f"用了类型标记“{event.tag}”",
                "删去标记；想写叹号本身的，把整段放进英文双引号。",
            )
        if isinstance(event, yaml.ScalarEvent) and event.style == '"':
            bad = CONTROL.search(event.value)
            if bad:
                self.problems.append(control_problem(self.source.place(line, column), bad.group()))

    def _tell(self, code: Code, line: int, column: int, fault: str, mend: str) -> None:
        self.problems.append(Problem(code, self.source.place(line, column), fault, mend))


FRONT_MATTER = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file: its front matter (页首), the text that it was read from, and its body."""

    mapping: Mapping
    head: Source
    body: Source


def document(source: Source) -> tuple[Document | None, list[Problem]]:
    """Split a Markdown text into front matter and body, both with positions.

    A page without, or with a broken, front matter gives None and the problem.
    """
    match = FRONT_MATTER.match(source.text)
    if not match:
        opened = source.text.startswith("---")
        fault = "页首没有写完：缺第二个“---”" if opened else "没有页首"
        problem = Problem(
            Code.FRONT_MATTER,
            source.place(),
            fault,
            "文件开头写“---”一行，接着写“标题: …”等，再写“---”一行。",
        )
        return None, [problem]
    head = Source(source.file, match.group(1), source.start_line + 1)
    lines = source.text.count("\n", 0, match.end())
    body = Source(source.file, source.text[match.end() :], source.start_line + lines)
    mapping, problems = parse(head)
    return (Document(mapping, head, body) if mapping else None), problems


LITTER = ("~$", ".~")
LITTER_NAMES = frozenset({"Thumbs.db", ".DS_Store", "desktop.ini", ".gitkeep"})


def walk(root: Path, folder: str) -> Iterator[Path]:
    """Every file below a folder of the library, sorted, without the litter of office software.

    Folders behind links are not entered: they are yielded as if they were files, so that
    ``read`` tells of them.
    """
    top = root / folder
    if top.is_symlink():
        yield top
        return
    for directory, names, files in os.walk(top):
        names.sort()
        here = Path(directory)
        links = [name for name in names if (here / name).is_symlink()]
        names[:] = [name for name in names if name not in links and not name.startswith(".")]
        for name in sorted([*files, *links]):
            if name in LITTER_NAMES or name.startswith(LITTER):
                continue
            yield here / name
