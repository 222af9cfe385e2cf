"""Slips of the pen in YAML: what a syntax error means to an editor, and its repair in memory.

libyaml stops at the first error and says it in a programmer's words. Mistakes with one clear
repair are told and mended, so that the reading goes on to the next fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from xuncha_site.problems import Code, Problem
from xuncha_site.source.text import Source

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


def first_side(text: str) -> str:
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


def repair(source: Source, text: str, error: yaml.YAMLError) -> tuple[list[Problem], str] | None:
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


NO_KEYS = "no keys"
MAX_DEPTH = 20
TOO_DEEP_WORDS = (f"层次超过 {MAX_DEPTH} 层", "减少缩进的层次，或拆成几条。")
NO_KEYS_WORDS = ("开头不是“键: 值”", "第一行写“键: 值”，如“标题: …”。")
# libyaml's words, whether its place is the one where the reading began (context) or where it
# stopped, and what the words mean to somebody who is not a programmer. The first that fits counts.
_QUOTED = "把整段文字放进英文双引号。"
_SYNTAX = (
    # Recent versions of libyaml give up by themselves, long after our own limit.
    ("nesting depth", False, Code.FILE_LIMIT, *TOO_DEEP_WORDS),
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


def syntax_problem(source: Source, text: str, error: yaml.YAMLError) -> Problem:
    problem, context = (getattr(error, name, None) or "" for name in ("problem", "context"))
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    stopped, began = marks[0] or marks[1], marks[1] or marks[0]
    if stopped is None or began is None:
        return Problem(Code.BAD_SYNTAX, source.place(), "写法读不懂", "对照样例检查。")
    place = source.place(stopped.line + 1, stopped.column + 1)
    line = text.split("\n")[stopped.line] if stopped.line < text.count("\n") + 1 else ""
    before = line[: stopped.column].strip()
    if problem == NO_KEYS:
        return Problem(Code.WRONG_TYPE, place, *NO_KEYS_WORDS)
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
