"""YAML text → values, each with its position.

A plain subset of YAML is read: one document, text keys, no tags, anchors, aliases or merge keys.
Scalars stay text exactly as written; what a value means is decided by the declared field.
The parser is libyaml's, read event by event, so that a position costs nothing extra.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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


CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# YAML 1.1 ends lines at these; for editors they are invisible characters within a line. They are
# read as characters that no text may hold (see CONTROL), and put back in every value.
_SEPARATORS = re.compile(r"[\x85\u2028\u2029]")
_HIDE = str.maketrans("\x85\u2028\u2029", "\ufdd0\ufdd1\ufdd2")
_SHOW = str.maketrans("\ufdd0\ufdd1\ufdd2", "\x85\u2028\u2029")


def read(root: Path, path: Path) -> tuple[Source | None, list[Problem]]:
    """Read a UTF-8 text file (a byte order mark and CRLF are accepted).

    Never raises for what an editor may do: a file that cannot be used gives located problems.
    """
    file = path.relative_to(root).as_posix()
    place = Place(file)
    folder = path.relative_to(root).parts[0]
    if not Path(os.path.realpath(path)).is_relative_to(Path(os.path.realpath(root)) / folder):
        return None, [_outside(place, folder)]
    try:
        if not path.is_file():
            is_link = path.is_symlink()
            return None, [_unreadable(place, "链接指的文件不存在" if is_link else "不是普通文件")]
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, [_too_large(place, size)]
        raw = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        refused = isinstance(error, PermissionError)
        reason = "没有读取的权限" if refused else error.strerror or str(error)
        return None, [_unreadable(place, reason)]
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return None, [_not_utf8(file, raw, error.start)]
    source = Source(file, text.replace("\r\n", "\n").replace("\r", "\n"))
    problems = list(_controls(source))
    # The rest of the file is still checked: libyaml would stop at such a character.
    return replace(source, text=CONTROL.sub("\ufffd", source.text)), problems


def _outside(place: Place, folder: str) -> Problem:
    return Problem(
        Code.SYMLINK_OUTSIDE,
        place,
        f"这是一个指向 {folder} 以外的链接",
        "把文件本身放进来，不要放链接。",
    )


def _unreadable(place: Place, reason: str) -> Problem:
    mend = "换成普通的文本文件，检查它的权限；不要放链接。"
    return Problem(Code.UNREADABLE_FILE, place, f"读不出这个文件：{reason}", mend)


def _too_large(place: Place, size: int) -> Problem:
    return Problem(
        Code.FILE_LIMIT,
        place,
        f"文件有 {size:,} 字节，超过上限 {MAX_BYTES:,} 字节",
        "拆成几个文件，一个文件一条记录。",
    )


def _not_utf8(file: str, raw: bytes, offset: int) -> Problem:
    """Name GBK where the file reads as GBK and hardly as UTF-8: older Windows editors write it."""
    is_utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    if is_utf16 or _is_gbk(raw):
        found = f"文件是 {'UTF-16' if is_utf16 else 'GBK'} 编码，本库只用 UTF-8"
        mend = "在编辑器里选“另存为”，编码选 UTF-8。"
        return Problem(Code.NOT_UTF8, Place(file), found, mend)
    before = raw[:offset].decode().replace("\r\n", "\n").replace("\r", "\n")
    return Problem(
        Code.NOT_UTF8,
        Source(file, before).place_at(len(before)),
        "这里有不是 UTF-8 的字节",
        "删去这里的字符，重新输入，按 UTF-8 编码保存。",
    )


def _is_gbk(raw: bytes) -> bool:
    try:
        as_gbk = raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    # Chinese in UTF-8 often happens to be valid GBK: one odd byte does not make it GBK.
    as_utf8 = raw.decode("utf-8", "ignore")
    return 4 * len(_CHINESE.findall(as_utf8)) < len(_CHINESE.findall(as_gbk))


_CHINESE = re.compile("[\u2e80-\uffef]")


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
    problems = list(conflicts(source))
    text = source.text.translate(_HIDE) if _SEPARATORS.search(source.text) else source.text
    if problems:
        text = _first_side(text)
    for _ in range(MAX_REPAIRS):
        reader = _Reader(source)
        try:
            root = reader.document(text)
        except yaml.YAMLError as error:
            repair = _repair(source, text, error)
            if repair is None:
                problem = _syntax(source, text, error)
                if not any(each.where.line == problem.where.line for each in problems):
                    problems.append(problem)
                return None, problems + reader.problems
            told, text = repair
            problems += told
        except _TooDeepError:
            return None, problems + reader.problems
        else:
            return root, problems + reader.problems
    return None, problems


class _TooDeepError(Exception):
    """Ends the reading of a document that nests too deep; its problem has been told."""


CONFLICT = re.compile(r"^(?:<{7} .*|={7}|>{7} .*|\|{7} .*)$", re.MULTILINE)


def conflicts(source: Source) -> Iterator[Problem]:
    """Each place where git has left two versions of a text."""
    for match in CONFLICT.finditer(source.text):
        if match.group().startswith("<"):
            yield Problem(
                Code.MERGE_CONFLICT,
                source.place_at(match.start()),
                "合并冲突没有处理完",
                "在两份内容里留下要的一份，删去 <<<<<<<、=======、>>>>>>> 三行。",
            )


def _first_side(text: str) -> str:
    """Keep the first side of each conflict, and the lines where they are."""
    text = re.sub(
        r"^(?:={7}|\|{7} .*)\n(?:.*\n)*?>{7} .*$",
        lambda match: "\n" * match.group().count("\n"),
        text,
        flags=re.MULTILINE,
    )
    return CONFLICT.sub("", text)


_KEY = r"\s*(?:- +)?(?P<key>[^\s:：#\"'\[\]{}&*!|>%@`,-][^:：#]{0,20}?)"
_FULL_WIDTH_COLON = re.compile(_KEY + "(?P<sign>：)")
_NO_SPACE = re.compile(_KEY + r"(?P<sign>:)(?=[^\s:/\\])")
_NO_SPACE_AFTER_DASH = re.compile(r"\s*(?P<sign>-)(?=[^\s-])")


@dataclass(frozen=True, slots=True)
class _Repair:
    """What may be wrong with a line, and the line without it."""

    code: Code
    column: int
    fault: str
    mend: str
    line: str


def _repair(source: Source, text: str, error: yaml.YAMLError) -> tuple[list[Problem], str] | None:
    """Mistakes with one clear repair near a syntax error, and the text with them mended.

    A tab is always one. The others are only blamed if the text can be read further without them.
    """
    lines = text.split("\n")
    for number in _lines_near(lines, error):
        for repair in _repairs_of(lines[number]):
            for repairs in ({number: repair}, _run_above(lines, number, repair.code)):
                mended = "\n".join(
                    repairs[n].line if n in repairs else line for n, line in enumerate(lines)
                )
                if repair.code is Code.TAB_CHARACTER or _stopped_at(mended) > _line(error):
                    problems = [
                        Problem(each.code, source.place(n + 1, each.column), each.fault, each.mend)
                        for n, each in sorted(repairs.items())
                    ]
                    return problems, mended
    return None


def _lines_near(lines: list[str], error: yaml.YAMLError) -> Iterator[int]:
    """The lines that a syntax error names, each followed by the one above it."""
    for name in ("problem_mark", "context_mark"):
        mark = getattr(error, name, None)
        if mark is not None:
            number = min(int(mark.line), len(lines) - 1)
            yield number
            yield next((n for n in range(number - 1, -1, -1) if lines[n].strip()), number)


def _run_above(lines: list[str], number: int, code: Code) -> dict[int, _Repair]:
    """The same repair of a line and of those just above: their texts have run together."""
    found: dict[int, _Repair] = {}
    while number >= 0:
        repair = next((each for each in _repairs_of(lines[number]) if each.code is code), None)
        if repair is None:
            break
        found[number] = repair
        number -= 1
    return found


def _repairs_of(line: str) -> Iterator[_Repair]:
    text = line.lstrip()
    indent = line[: len(line) - len(text)]
    if "\t" in indent:
        yield _Repair(
            Code.TAB_CHARACTER,
            indent.index("\t") + 1,
            "缩进里有制表符",
            "改为两个空格；一级缩进写两个空格。",
            indent.replace("\t", "  ") + text,
        )
    if match := _FULL_WIDTH_COLON.match(line):
        key, rest = match["key"], line[match.end() :].lstrip()
        yield _Repair(
            Code.FULL_WIDTH_COLON,
            match.end(),
            f"“{key}”后面是全角冒号",
            f"改为半角冒号加一个空格：“{key}: ”。" if rest else f"改为半角冒号：“{key}:”。",
            f"{line[: match.start('sign')]}: {rest}",
        )
    spaced = (
        (_NO_SPACE, "“{key}”的冒号后面没有空格", "在冒号后面加一个空格，写成“{key}: ”。"),
        (_NO_SPACE_AFTER_DASH, "短横后面没有空格", "在短横后面加一个空格，写成“- ”。"),
    )
    for pattern, fault, mend in spaced:
        if match := pattern.match(line):
            words = match.groupdict()
            with_space = f"{line[: match.end()]} {line[match.end() :]}"
            yield _Repair(
                Code.BAD_SYNTAX,
                match.end(),
                fault.format(**words),
                mend.format(**words),
                with_space,
            )


def _stopped_at(text: str) -> float:
    """The line of the first syntax error of a text; past every line where there is none."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
    except yaml.YAMLError as error:
        return _line(error)
    return float("inf")


def _line(error: yaml.YAMLError) -> int:
    """The line that a syntax error is about, from 0."""
    simple_key = "simple key" in (getattr(error, "context", None) or "")
    names = ("context_mark", "problem_mark") if simple_key else ("problem_mark", "context_mark")
    marks = (getattr(error, name, None) for name in names)
    return next((int(mark.line) for mark in marks if mark is not None), 0)


_NO_KEYS = "no keys"
_NO_KEYS_WORDS = ("开头不是“键: 值”", "第一行写“键: 值”，如“标题: …”。")
# libyaml's words, whether its place is the one where the reading began (context) or where it
# stopped, and what the words mean to somebody who is not a programmer. The first that fits counts.
_QUOTED = "把整段文字放进英文双引号。"
_SYNTAX = (
    ("did not find expected '-'", False, Code.BAD_INDENTATION, "这一行没有与上面的“- ”对齐",
     "同一列表的短横左边对齐，短横后面空一格；下面的键与短横后面的键对齐。"),
    ("block sequence entries are not allowed", False, Code.BAD_SYNTAX,
     "列表不能写在键的同一行", "另起一行，缩进两格，每项写一个“- ”。"),
    ("could not find expected ':'", True, Code.BAD_SYNTAX, "这一行不是“键: 值”",
     "补上冒号和空格，或与上一行的值合并。"),
    ("escape character", False, Code.BAD_SYNTAX, "双引号里的反斜杠用错了",
     "改用英文单引号，或把反斜杠写成两个。"),
    ("quoted scalar", True, Code.BAD_SYNTAX, "这里的引号没有写完",
     "补上右边的引号，或者两边都不用引号。"),
    ("flow", True, Code.BAD_SYNTAX, "这里的括号没有写完",
     "补上右边的括号，各项之间用英文逗号；括号是文字的，把整段文字放进英文双引号。"),
    ("scanning a tag", True, Code.YAML_TAG, "“!”不能放在值的开头", _QUOTED),
    ("alphabetic or numeric", True, Code.BAD_SYNTAX, "“&”或“*”不能放在值的开头", _QUOTED),
    ("block scalar", False, Code.BAD_SYNTAX, "“|”和“>”后面不能接文字",
     "文字另起一行，缩进两格；要写这个符号本身的，" + _QUOTED),
    ("directive", True, Code.BAD_SYNTAX, "“%”不能放在行首", _QUOTED),
    ("cannot start any token", False, Code.BAD_SYNTAX, "这个符号不能放在值的开头", _QUOTED),
    ("expected node content", False, Code.BAD_SYNTAX, "这个符号不能放在值的开头", _QUOTED),
)  # fmt: skip


def _syntax(source: Source, text: str, error: yaml.YAMLError) -> Problem:
    problem, context = (getattr(error, name, None) or "" for name in ("problem", "context"))
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    stopped, began = marks[0] or marks[1], marks[1] or marks[0]
    if stopped is None or began is None:
        return Problem(Code.BAD_SYNTAX, source.place(), "写法读不懂", "对照样例检查。")
    place = source.place(stopped.line + 1, stopped.column + 1)
    line = text.split("\n")[stopped.line] if stopped.line < text.count("\n") + 1 else ""
    before = line[: stopped.column].strip()
    if problem == _NO_KEYS:
        return Problem(Code.WRONG_TYPE, place, *_NO_KEYS_WORDS)
    if "did not find expected key" in problem:
        if before:
            fault = "引号或括号的后面还有字"
            mend = "把整段文字放进一对英文双引号，里面的引号写成“”；也看看上一行的引号写完没有。"
            return Problem(Code.BAD_SYNTAX, place, fault, mend)
        fault = "这一行与上面的行没有对齐"
        return Problem(Code.BAD_INDENTATION, place, fault, "同一级的键左边对齐，下一级缩进两格。")
    if "mapping values" in problem:
        if line[:1] == " " and " " not in before:
            start = source.place(stopped.line + 1, len(line) - len(line.lstrip()) + 1)
            mend = "是键的，与同一级的键左边对齐；是上一行文字的，把整段文字放进英文双引号。"
            return Problem(Code.BAD_INDENTATION, start, "这一行的缩进不对", mend)
        mend = "把整段文字放进英文双引号，或者改用全角冒号。"
        return Problem(Code.BAD_SYNTAX, place, "值里面不能有冒号加空格", mend)
    for sign, at_start, code, fault, mend in _SYNTAX:
        if sign in f"{problem} {context}":
            mark = began if at_start else stopped
            return Problem(code, source.place(mark.line + 1, mark.column + 1), fault, mend)
    return Problem(Code.BAD_SYNTAX, place, "这里的写法读不懂", "对照样例检查冒号、缩进和引号。")


class _Reader:
    """Builds values from libyaml's events. One use a document."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def document(self, text: str) -> Mapping | None:
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
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
            raise yaml.MarkedYAMLError(problem=_NO_KEYS, problem_mark=mark)
        if not isinstance(root, Mapping):
            self._tell(Code.WRONG_TYPE, root.line, root.column, *_NO_KEYS_WORDS)
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
        self._refuse(event, line, column)
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style
            return Scalar(event.value.translate(_SHOW), line, column, offset, plain)
        if isinstance(event, yaml.AliasEvent):
            return Scalar(f"*{event.anchor}", line, column, offset)
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
                f"用了类型标记“{event.tag.replace('tag:yaml.org,2002:', '!!')}”",
                "删去标记；想写叹号本身的，把整段放进英文双引号。",
            )
        if isinstance(event, yaml.ScalarEvent) and event.style == '"':
            bad = CONTROL.search(event.value.translate(_SHOW))
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
    if not match and any(conflicts(source)):
        return None, list(conflicts(source))
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
    if mapping is None and not re.search(r"^\s*[^\s#]", head.text, re.MULTILINE):
        mend = "在两行“---”之间写“标题: …”。"
        return None, [Problem(Code.FRONT_MATTER, source.place(), "页首是空的", mend)]
    problems += conflicts(body)
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
