"""The ways in which one text may be read, where a name or number is parted by how it is written.

As it stands; as a page shows it, without emphasis, tags, links and comments; and with each line
joined to the next. What is found in one of them is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_site.gate.normal import Normal, Pieces, replaced

_HAN = "\u4e00-\u9fff"
_TAGS = "b|i|em|strong|span|font|u|s|del|ins|mark|code|sub|sup|small|big|a|wbr|abbr|cite|kbd|var|q"
_MARKS = re.compile(
    r"<!--[^\n]{0,200}?-->"
    rf"|</?(?:{_TAGS})\b[^<>\n]{{0,120}}>"
    r"|!?\[(?P<link>[^\[\]\n]{0,60})\]\([^()\n]{0,200}\)"
    r"|\[\^\w{1,10}\]|\{[:.#][^{}\n]{1,40}\}"
    rf"|(?<=[{_HAN}])\\(?=[{_HAN}])",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(
    r"(?P<mark>\*{1,3}|~~|==|\+\+|`{1,2}|(?<![A-Za-z0-9])_{1,3})(?=\S)"
    r"(?P<inner>[^*`~\n]{1,80}?)(?<=\S)(?P=mark)(?![*_])"
)
# "张*国、李*明" and "张**、李**" are masked: what stands between such signs is not emphasised.
_MASKING = re.compile("[，、。；：！？（）和与及同]")
_BREAK = re.compile(
    rf"(?<=[{_HAN}\dA-Za-z·])[ \t]*(?:<br\s*/?>[ \t]*\n?|\\?\n)[ \t]*(?:[>#][ \t]*)?"
    rf"(?=[{_HAN}\dA-Z·])(?![^\s:：，。]{{1,12}}[:：])",
    re.IGNORECASE,
)


_FIGURE = re.compile("[0-9A-Z·]")
_PLATE = re.compile("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]$")


def readings(text: Normal) -> Iterator[Normal]:
    """The text, and each further reading of it that differs from those before."""
    yield text
    shown = _unmarked(text)
    if shown.text != text.text:
        yield shown
    joined = replaced(shown, _BREAK, _one_line)
    if joined.text != shown.text:
        yield joined


def _unmarked(text: Normal) -> Normal:
    """As a page shows it."""
    shown = replaced(text, _MARKS, _inside)
    for _ in range(2):  # one emphasis may stand in another
        shown = replaced(shown, _EMPHASIS, _plain)
    return shown


def _inside(match: re.Match[str]) -> Pieces:
    return [] if match["link"] is None else _each(match, "link")


def _plain(match: re.Match[str]) -> Pieces:
    text, inner = match.string, match["inner"]
    before = text[match.start() - 1 : match.start()]
    glued = re.match(f"[{_HAN}]", before) or re.match(f"[{_HAN}]", text[match.end() :][:1])
    masked = _MASKING.search(inner) if match["mark"] == "*" else _MASKING.match(inner)
    if (glued and masked) or (match["mark"][0] == "_" and not re.search(f"[{_HAN}]", inner)):
        return [(sign, place, place + 1) for place, sign in enumerate(match.group())]
    return _each(match, "inner")


def _each(match: re.Match[str], group: str) -> Pieces:
    first = match.start(group) - match.start()
    return [(sign, first + n, first + n + 1) for n, sign in enumerate(match[group])]


def _one_line(match: re.Match[str]) -> Pieces:
    """Joined where a sentence goes on; figures only within words, for a column of them is none."""
    text, start, end = match.string, match.start(), match.end()
    line = text[text.rfind("\n", 0, start) + 1 : start]
    behind = text[end : end + 12].partition("\n")[0]
    words = re.search(f"[{_HAN}]", line) is not None
    figures = _FIGURE.match(line[-1:]) is not None and _FIGURE.match(behind) is not None
    plate = _PLATE.search(line) is not None and re.match("[A-Z][A-Z0-9·]", behind) is not None
    han = re.match(f"[{_HAN}]", line[-1:]) is not None and re.match(f"[{_HAN}]", behind) is not None
    alike = figures or plate or han
    if line.lstrip().startswith("#") and match.group().find("#") < 0 and not figures:
        alike = False  # a heading ends with its line
    if words and alike:
        return []
    return [(sign, place, place + 1) for place, sign in enumerate(match.group())]
