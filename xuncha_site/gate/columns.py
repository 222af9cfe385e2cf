"""Cells of tables whose column says what they hold, and names parted over two cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise, takewhile

from xuncha_site.gate.found import Found
from xuncha_site.gate.lexicon import is_word
from xuncha_site.gate.naming import NUMBERED, surname_at
from xuncha_site.gate.tables import table
from xuncha_site.problems import Code

_CELL = re.compile(r"[^|\t\n]+")
_COMMA_CELL = re.compile(r"[^,\n]+")
_LINE = re.compile(r"[^\n]+")
_CODE = re.compile(r"[(\[{]\?|[)\]}][?*|]|=>|\|\|")  # a script, and no table
_LONGEST_HEAD = 7
_RULE = re.compile(r"[\s|:\-+]+")
_TAG_CELL = re.compile(r"<t[dh]\b[^>]*>\s*([^<>]{1,12}?)\s*</t[dh]>")
_Column = tuple[re.Pattern[str], re.Pattern[str], Code, str]
# What a column is called, and what its cells then are.
_COLUMNS: tuple[_Column, ...] = (
    (
        re.compile(
            "^(?:姓名|人名|名字|户主|责任人|联系人|经办人|当事人|领款人|收款人|签字人|负责人|被?(?:举报|反映)人)"
        ),
        re.compile("[\u4e00-\u9fff](?: {0,2}[\u4e00-\u9fff]){1,3}"),
        Code.PERSON_NAME,
        "姓名",
    ),
    (
        re.compile("出生|生日"),
        re.compile(
            r"(?:19|20)\d{2}\s?[年\-./]\s?\d{1,2}(?:\s?[月\-./](?:\s?\d{1,2}日?)?)?|(?:19|20)\d{6}"
        ),
        Code.BIRTH_DATE,
        "出生日期",
    ),
    (
        re.compile("微信|QQ|扣扣|账号", re.IGNORECASE),
        re.compile(r"[A-Za-z](?=[\w\-]*[\d_\-])[\w\-]{4,24}|[1-9]\d{5,11}", re.ASCII),
        Code.CHAT_ACCOUNT,
        "即时通信账号",
    ),
    (
        re.compile("电话|座机|联系方式"),
        re.compile(r"(?!400|800)[2-8]\d{6,7}"),
        Code.LANDLINE,
        "固定电话",
    ),
)
_MASKED = re.compile("某|不详|姓名|[的无略同上]")
_SPLIT_HEAD = re.compile(r"姓\s*(?:[|\t]|</t[dh]>\s*<t[dh]\b[^>]*>)\s*名\s*[|\t<]")
# Surnames that fill cells of their own as words.
_ANSWERS = frozenset("是否有无男女党高中低大小左右东西南北上下全单双时年元个金和")

_Cell = tuple[int, int]


def columns_in(text: str) -> Iterator[Found]:
    """What stands in a column that is headed so, and names in two cells side by side."""
    rows = [
        [] if _CODE.search(match.group()) else _cells(match.start(), match.group())
        for match in _LINE.finditer(text)
    ]
    heads = _heads(text)
    for n, row in enumerate(rows):
        yield from _in_two_cells(text, row, *heads)
        for column, (first, last) in enumerate(row if len(row) > 1 else ()):
            for kind in _COLUMNS if last - first <= _LONGEST_HEAD else ():
                if kind[0].search(text[first:last]):
                    yield from _below(text, islice(rows, n + 1, None), column, len(row), kind)
    cells = [match.span(1) for match in _TAG_CELL.finditer(text)]
    yield from _in_two_cells(text, cells, *heads)


def _heads(text: str) -> tuple[int, int]:
    """Where 姓 first stands, and where a head 姓 | 名 ends; the end of the text where none does."""
    named, split = text.find("姓"), _SPLIT_HEAD.search(text)
    return len(text) if named < 0 else named, split.end() if split else len(text)


def _below(
    text: str, rows: Iterable[list[_Cell]], column: int, width: int, kind: _Column
) -> Iterator[Found]:
    """The cells below a head that hold what it says, as far as the table goes on."""
    _, content, code, why = kind
    for row in takewhile(lambda cells: len(cells) in (0, width), rows):
        start, end = row[column] if row else (0, 0)
        cell = text[start:end]
        if content.fullmatch(cell) and (code is not Code.PERSON_NAME or _is_name(cell)):
            yield Found(code, start, end, why)


def _cells(start: int, line: str) -> list[_Cell]:
    """Where the cells of a line stand; none in the rule below a head."""
    if _RULE.fullmatch(line):
        return []
    found = []
    for match in (_CELL if "|" in line or "\t" in line else _COMMA_CELL).finditer(line):
        cell = match.group().strip()
        if cell:
            first = start + match.start() + match.group().index(cell)
            found.append((first, first + len(cell)))
    return found


def _is_name(cell: str) -> bool:
    cell = cell.replace(" ", "")
    size = surname_at(cell, 0)
    given = cell[size:]
    masked = _MASKED.search(cell) or given in NUMBERED
    return size > 0 and 0 < len(given) < 3 and not masked


def _in_two_cells(text: str, cells: list[_Cell], named: int, split: int) -> Iterator[Found]:
    """A surname alone in one cell, and a given name in the next.

    Behind ``named`` such cells are more likely so, behind ``split`` for certain (``_heads``).
    """
    for (first, end), (start, last) in pairwise(cells):
        surname, given = text[first:end], text[start:last]
        known = table("surnames")
        alone = surname in known["复姓"] or (
            surname in known["常见"] and (split <= first or surname not in _ANSWERS)
        )
        masked = _MASKED.search(given) or given in NUMBERED
        if alone and re.fullmatch("[\u4e00-\u9fff]{1,2}", given) and not masked:
            wall = re.search(r"[|\t<]", text[end:start])
            if named < first or (wall and not is_word(surname + given)):
                yield Found(Code.PERSON_NAME, first, last, "分写在两格的姓名")
