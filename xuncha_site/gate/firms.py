"""Names of firms and shops: what they are, the brand before it, the place before that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuncha_site.gate.bodies import FIRM, LUCKY, TRADE_END, TRADES
from xuncha_site.gate.found import Found
from xuncha_site.gate.model import words
from xuncha_site.gate.placenames import (
    ENDS_NAME,
    LEVEL,
    NAMES,
    NO_NAME_SIGN,
    named_places,
    place_stem,
    proper,
)
from xuncha_site.gate.tables import table
from xuncha_site.gate.tagger import Word
from xuncha_site.problems import Code

_LONGEST_FIRM = 22
# What comes before the name of a firm: 中标单位甲乙公司.
_LEAD = re.compile(".*(?:单位|企业|供应商|承包[方商人]|[甲乙丙]方|客户|老板|是|为|即)(?=.{2})")
_COUNTED = re.compile(
    "[一二两三四五几数多各某该][家个所户名条座]|[的在由向对把被与某该×、]|[甲乙丙丁]$|当地|村民|干部"
)


def firms_in(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    places = list(named_places(sentence, tags))
    for match in FIRM.finditer(sentence):
        under = [p for p in places if _is_under(sentence[p[1] : match.start()])]
        if match.group() not in ("公司", "集团") and under and under[-1][1] <= match.start():
            yield Found(Code.COMPANY_NAME, under[-1][0], match.end(), "企业名称")
            continue
        first = _firm_start(sentence, match.start(), tags)
        stem = re.sub(r"[（(][^）)]*[）)]", "", sentence[first : match.start()])
        own = LEVEL.search(stem) is not None and place_stem(stem) is not None
        named = len(stem) >= 2 and not TRADES.match(stem)
        named = named and (stem not in words() or set(stem) <= LUCKY)
        sure = "有限" in match.group() or own or _is_brand(match, first, stem, tags)
        if named and (sure or _is_organisation(match.start(), first, tags)):
            yield Found(Code.COMPANY_NAME, first, match.end(), "企业名称")


def _is_under(between: str) -> bool:
    """Whether what stands between a place and what a firm is can be its name (…镇泰和砖厂)."""
    return re.fullmatch("[\u4e00-\u9fff]{0,8}", between) is not None and not _COUNTED.search(
        between
    )


def _firm_start(sentence: str, end: int, tags: Sequence[Word]) -> int:
    """How far back the name of a firm reaches: over brackets, and over all of a word of a name."""
    inside = {
        n for w in tags if w.tag in NAMES for n in range(w.start, w.end) if w.end > w.start + 1
    }
    start = end
    while start > 0 and end - start < _LONGEST_FIRM:
        sign = sentence[start - 1]
        bracket = sentence.rfind("（" if sign == "）" else "(", max(0, start - 10), start)
        if sign in "）)" and bracket > 0:
            start = bracket
        elif sign in ENDS_NAME and not (start - 1 in inside and sign not in NO_NAME_SIGN):
            break
        else:
            start -= 1
    start = _after_word(sentence, start, end, tags)
    lead = _LEAD.match(sentence, start, end)
    return lead.end() if lead else start


def _is_brand(kind: re.Match[str], first: int, stem: str, tags: Sequence[Word]) -> bool:
    """Whether before the trade of a firm stands a name of its own: 顺达 in 顺达五金经营部."""
    trade = TRADE_END.search(stem)
    brand = stem[: trade.start()] if trade else stem
    inner = {w.tag for w in tags if first <= w.start < first + len(brand)}
    at_edge = any(w.start == first for w in tags)
    small = kind.group().endswith(("店", "厂", "部", "行", "楼", "家", "馆", "庄", "场", "园"))
    named = inner <= {"nz", "PER", "LOC", "ORG", "nw"} and (brand not in words() or "ORG" in inner)
    named = named or set(brand) <= LUCKY
    return small and at_edge and named and 2 <= len(brand) <= 4 and proper(brand)


def _after_word(sentence: str, first: int, last: int, tags: Sequence[Word]) -> int:
    """A firm's name begins behind a verb or a role before it."""
    start = first
    for word in tags:
        if (
            first <= word.start
            and word.end < last
            and word.tag in ("v", "p", "d", "c", "u", "r", "ad", "vd", "m", "q")
        ):
            start = word.end
    for length in range(6, 1, -1):
        if sentence[start : start + length] in table("roles")["全部"]:
            return start + length
    return start


def _is_organisation(place: int, first: int, tags: Sequence[Word]) -> bool:
    return any(w.tag == "ORG" and w.start <= first + 1 and w.end > place for w in tags)
