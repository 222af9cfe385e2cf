"""Names of persons in pinyin beside a number of theirs: ``zhang-sanxia-1101….png``.

Pinyin alone says nothing: the ids of records are written in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pypinyin import lazy_pinyin

from xuncha_site.gate.found import Found
from xuncha_site.gate.tables import table
from xuncha_site.problems import Code

_SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|"
    r"ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v)"
)
_BEFORE = re.compile(r"([A-Za-z]{2,8}(?:[ _\-.]?[A-Za-z]{1,12}){0,2})[ _\-.]{0,3}$")
_BEHIND = re.compile(r"[ _\-.]{0,3}([A-Za-z]{2,8}(?:[ _\-]?[A-Za-z]{1,12}){0,2})")
_PERSONAL = frozenset({Code.CITIZEN_ID, Code.MOBILE_NUMBER, Code.BANK_CARD})


def romanised_in(text: str, numbers: Sequence[Found]) -> Iterator[Found]:
    """Names in pinyin that stand right before or behind a number of a person."""
    for number in numbers:
        if number.code not in _PERSONAL:
            continue
        before = _BEFORE.search(text, max(0, number.start - 40), number.start)
        behind = _BEHIND.match(text, number.end)
        for match in (before, behind):
            if match and _is_name(match.group(1)):
                yield Found(Code.PERSON_NAME, *match.span(1), "拼音写的姓名")


def _is_name(letters: str) -> bool:
    """A surname and one or two syllables, joined or apart."""
    plain = re.sub(r"[ _\-.]", "", letters.lower())
    if plain in table("vetoes")["拼音"]:
        return False
    for size in range(2, min(9, len(plain))):
        if plain[:size] in _surnames() and re.fullmatch(rf"(?:{_SYLLABLE}){{1,2}}", plain[size:]):
            return True
    return False


@cache
def _surnames() -> frozenset[str]:
    return frozenset(
        "".join(lazy_pinyin(name)) for name in table("surnames")["常见"] | table("surnames")["复姓"]
    )
