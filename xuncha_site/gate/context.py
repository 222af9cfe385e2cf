"""What stands before and behind a place where a name may be, and how much it says."""

from __future__ import annotations

import re

from xuncha_site.gate.lexicon import is_word
from xuncha_site.gate.tables import table

_START = frozenset("，。；：、“”‘’（）()[]【】|\"'\n\t -–—#>*_:,;!?！？《》〈〉/=·…")
_HEADING = re.compile(r"(?:^|\s)[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]\s*$")
_TERM = re.compile(r"案(?=[。，、：；\s”）)]|$)")
_RANK = re.compile(r"[（(](?:[正副]?[科处厅县]级|[男女]|\d{2}岁|另案|化名|\d{11})")
_IDENTITY = re.compile(
    r"[（(，,\s|]{0,2}(?:公民)?身份证?号?码?[:：为]?\d{6}|[（(|\s，]{1,2}\d{17}[\dX]"
)
_WALLS = ("/", "|", "\t", "_", "=")


def before(sentence: str, start: int, end: int, *, named: bool = False) -> int:
    """2 behind a post, a kinship or the number of a heading; 1 where a name may well begin."""
    left = sentence[:start].rstrip(" ：:")
    if _HEADING.search(sentence[:start]):
        return 2
    for length in range(min(6, len(left)), 1, -1):
        if (role := left[-length:]) in table("roles")["全部"]:
            general = role in table("roles")["泛称"] and is_word(sentence[start:end])
            return 1 if general else 2
    if not left or sentence[start - 1] in _START:
        return 1
    if left[-1] == "的":
        return 1 if named else 0
    for word in table("prepositions")["全部"]:
        if left.endswith(word) and (len(word) > 1 or not is_word(left[-1] + sentence[start])):
            return 1
    return 0


def behind(sentence: str, start: int, end: int) -> int:
    """4 before an identity number; 2 before what only persons do or are; 1 where one may end."""
    right = sentence[end : end + 6]
    if not right:
        return 1
    if _IDENTITY.match(sentence, end):
        return 4
    if _is_cell(sentence, start, end):
        return 3
    if _TERM.match(sentence, end) or _RANK.match(sentence, end):
        return 2
    if right[0] in table("followers")["强"] and not is_word(right[:2]):
        return 2
    for length in range(min(6, len(right)), 1, -1):
        if right[:length] in table("followers")["强"] or right[:length] in table("roles")["全部"]:
            return 2
    return int(right[0] in _START or right[0] in table("followers")["弱"] or right[0].isdigit())


def _is_cell(sentence: str, start: int, end: int) -> bool:
    """Whether it stands alone in the cell of a table, or in a part of a path."""
    left, right = sentence[:start].rstrip(" "), sentence[end:].lstrip(" ")
    alone = left.endswith(_WALLS) and right.startswith(_WALLS)
    return alone and end - start > 2
