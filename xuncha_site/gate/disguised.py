"""Names of persons that give themselves away by how they are hidden.

Nobody writes two or three characters of a sentence as entities, or puts an invisible sign into a
word, but to hide it: where that is done, a surname is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from xuncha_site.gate.found import Found
from xuncha_site.gate.lexicon import is_word
from xuncha_site.gate.normal import Normal
from xuncha_site.gate.tables import table
from xuncha_site.problems import Code

_HAN = re.compile("[\u4e00-\u9fff]+")
_ENTITY = re.compile(r"(?:&(?:amp;)*#[xX]?[0-9A-Fa-f]{2,6};?){2,4}")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){4,12}")
_NAMED = re.compile(r"(?:name|user|author|people|person|xm|姓名)s?[=/:]$", re.IGNORECASE)
# What may stand between the characters of a name that is parted evenly: 周 国 强.
_SPACED = re.compile(
    "(?P<one>[\u4e00-\u9fff])(?P<gap>[ \t·.\\-_/|]{1,3})(?P<two>[\u4e00-\u9fff])(?P=gap)"
    "(?P<three>[\u4e00-\u9fff])(?!(?P=gap)[\u4e00-\u9fff])"
)
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]|<!--")
# Never part of a given name; nor, where the borders of the name are not plain, are the others.
_NEVER = frozenset(
    "的了着过是与及这那被把将从对但也都就又很更最个们某等所各每之村镇乡县区局部办委会室款账"
)
_HARDLY = frozenset(
    "在和其该向以而且并再为由叫说称让使请给找到来去收送签领拿要想私多未已不只才没"
    "科组处股课费案店院校人员户名项次元万亿年月日号度"
)
# Surnames that are above all words of the language: alone they say little.
_WORDS = frozenset("于由向和时成任高应从对经与自有都后花全当明安常方能别通平支管包区代党国农")
_PLACE = re.compile("[\u4e00-\u9fff]{0,2}(?:[镇乡村县区]|社区|街道)")
_WHY = "隐写的姓名"


def disguised_in(raw: str, text: Normal) -> Iterator[Found]:
    """Names that are hidden in a text as written, with their places in the normalised text."""
    places = {start: n for n, start in reversed(list(enumerate(text.starts)))}
    if "&" in raw:
        yield from _encoded(raw, text, places, _ENTITY)
    if "%" in raw:
        yield from _encoded(raw, text, places, _PERCENT)
    if "&#" in raw or _UNSEEN.search(raw):
        yield from _parted(raw, text)
    yield from _spaced(text.text)


def _encoded(
    raw: str, text: Normal, places: dict[int, int], pattern: re.Pattern[str]
) -> Iterator[Found]:
    """Two to four characters that are written as entities, or make a part of an address."""
    for match in pattern.finditer(raw):
        first = places.get(match.start())
        if first is None or raw.startswith(("&#", "%"), match.end()):
            continue
        last = first
        while last < len(text.text) and text.starts[last] < match.end():
            last += 1
        name = text.text[first:last]
        asked = pattern is _PERCENT and _NAMED.search(raw, 0, match.start())
        sure = pattern is _ENTITY or asked or not is_word(name)
        if sure and _may_be_name(name) and raw[match.start() - 1 : match.start()] not in ("%", ";"):
            yield Found(Code.PERSON_NAME, first, last, _WHY)


def _parted(raw: str, text: Normal) -> Iterator[Found]:
    """A name with an invisible sign in it, or with one of its characters as an entity."""
    written = text.text
    for place in range(1, len(written)):
        between = raw[text.ends[place - 1] : text.starts[place]]
        hidden = bool(between) and _UNSEEN.search(between) is not None
        if not hidden and not _turns(raw, text, place):
            continue
        pair = written[place - 1 : place + 1]
        if _HAN.fullmatch(pair) and pair not in table("topics")["词语"]:
            for found in islice(_around(written, place), 1):
                yield Found(Code.PERSON_NAME, *found, _WHY)


def _turns(raw: str, text: Normal, place: int) -> bool:
    """Whether one of two characters is written as an entity, and the other is not."""
    return (raw[text.starts[place - 1]] == "&") != (raw[text.starts[place]] == "&")


def _around(text: str, place: int) -> Iterator[tuple[int, int]]:
    """Names that reach over a place, the longer and earlier first."""
    for length in (3, 2, 4):
        for start in range(max(0, place - length + 1), place):
            name, end = text[start : start + length], start + length
            if (length == 4) != (name[:2] in table("surnames")["复姓"]) or name[0] in _WORDS:
                continue
            inner = is_word(text[end - 1 : end + 1]) or is_word(text[max(0, start - 1) : start + 1])
            inner = inner or _PLACE.match(text, end) is not None
            plain = not set(name[1:]) & _HARDLY and not inner and _may_be_name(name)
            # Within a word, only a given name that is one: 周兴隆.
            if plain and (not is_word(text[place - 1 : place + 1]) or place == end - 1 > start + 1):
                yield start, end


def _spaced(text: str) -> Iterator[Found]:
    for match in _SPACED.finditer(text):
        name = match["one"] + match["two"] + match["three"]
        gap, start = match["gap"], match.start()
        row = text[:start].endswith(gap) and _HAN.match(text[: start - len(gap)][-1:])
        if _may_be_name(name) and not row and not is_word(name) and not is_word(name[:2]):
            yield Found(Code.PERSON_NAME, *match.span(), _WHY)


def _may_be_name(name: str) -> bool:
    single, double = _surnames()
    size = 2 if name[:2] in double else int(name[:1] in single)
    given = name[size:]
    return (
        size > 0
        and 1 <= len(given) <= 2
        and _HAN.fullmatch(name) is not None
        and not set(given) & _NEVER
        and name not in table("topics")["词语"]
    )


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    known = table("surnames")
    return known["常见"] | known["少见"], known["复姓"]
