"""Places below the site's own level, addresses in them, bodies and firms under their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuncha_site.gate.bodies import BODY, GOES_ON, ORGAN, SCHOOL, VILLAGE_BODY
from xuncha_site.gate.firms import firms_in
from xuncha_site.gate.found import Found
from xuncha_site.gate.placenames import (
    VILLAGES,
    has_word,
    name_start,
    named_places,
    proper,
)
from xuncha_site.gate.tagger import Word
from xuncha_site.problems import Code

_HAN = "\u4e00-\u9fff"
_ADDRESS = re.compile(
    rf"[{_HAN}]{{2,8}}(?:路|街|巷|弄|大道|胡同|里|正街|老街|支路)[东西南北中]?[一二三四五六七八九十]{{0,2}}段?\s?(?:第?\d{{1,5}}(?:[-－—附]\d{{1,4}})*\s?号)"
    rf"(?:院|楼|附)?(?:[\dA-Za-z一二三四五六七八九十\-－—]{{1,8}}(?:号楼|栋|幢|单元|楼|层|室|号|座)?){{0,5}}"
    rf"|[{_HAN}]{{2,10}}(?:花园|小区|家园|新村|公寓|苑|庭|府|城|湾|里|院|大厦|安置房|廉租房)\s?(?:[A-Za-z\d一二三四五六七八九十]{{1,4}}(?:区|期))?"
    r"\s?[A-Za-z\d一二三四五六七八九十]{1,4}\s?(?:号楼|栋|幢|单元|座|号)(?:[A-Za-z\d一二三四五六七八九十\-－—]{1,6}(?:单元|层|室|号|楼)?){0,4}"
    rf"|[{_HAN}]{{2,14}}\d{{1,3}}(?:栋|幢|座|号楼)\s?\d{{1,2}}单元\s?\d{{2,4}}[室号]?"
    rf"|[{_HAN}]{{2,8}}(?:村|社区)\s?[\d一二三四五六七八九十]{{1,3}}\s?(?:组|社|队)\s?\d{{1,4}}\s?号"
)
_ADDRESS_LEAD = frozenset("在到于为是从对由向的住址了将把至往赴，、。：；某")
_LEADING = 6  # a name may hold such characters, farther in
_NO_ADDRESS = re.compile("[某该×]|^(?:全|本|安置房|公租房|廉租房|宿舍楼?|小区)")


def places_in(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    """Addresses, firms, bodies and places of a sentence; what lies within another is left out."""
    taken: list[tuple[int, int]] = []
    for found in (
        *_addresses(sentence),
        *_bodies(sentence, tags),
        *firms_in(sentence, tags),
        *_schools(sentence, tags),
        *_plain_places(sentence, tags),
    ):
        if not any(found.start < end and start < found.end for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _addresses(sentence: str) -> Iterator[Found]:
    for match in _ADDRESS.finditer(sentence):
        start = match.start()
        for cut in range(match.start(), match.end()):
            if sentence[cut].isdigit() or sentence[cut] == "第":
                break
            lead = sentence[match.start() : cut + 1].endswith(
                ("地址", "住址", "是", "到", "位于", "家住")
            )
            if (sentence[cut] in _ADDRESS_LEAD and cut - match.start() < _LEADING) or lead:
                start = cut + 1
        named = start + 4 < match.end() and not _NO_ADDRESS.search(sentence, start, match.end())
        if named:
            yield Found(Code.HOME_ADDRESS, start, match.end(), "具体地址")


def _bodies(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    """A body under the name of a place: 甲乙区财政局."""
    for start, end in named_places(sentence, tags):
        kind = VILLAGE_BODY if sentence[start:end].endswith(VILLAGES) else BODY
        body = None if ORGAN.match(sentence, end) else kind.match(sentence, end)
        single = body is not None and body.end() - end == 1
        if body and not (single and GOES_ON.match(sentence, body.end() - 1)):
            yield Found(Code.BODY_NAME, start, body.end(), "单位名称")


def _schools(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    """A school or hospital under a name of its own: 甲乙一中."""
    for match in SCHOOL.finditer(sentence):
        first = name_start(sentence, match.start(), 8)
        first = max([first, *(w.start for w in tags if w.tag == "ORG" and w.end == match.end())])
        stem = sentence[first : match.start()]
        sure = any(w.start == first and w.end >= match.end() and w.tag == "ORG" for w in tags)
        inner = [w.tag for w in tags if first <= w.start < match.start()]
        plain = inner and not has_word(stem) and set(inner) <= {"LOC", "ORG", "PER", "nz"}
        plain = plain or (match["numbered"] is not None and len(stem) in (2, 3))
        if 2 <= len(stem) <= 6 and proper(stem) and (sure or plain):
            yield Found(Code.BODY_NAME, first, match.end(), "单位名称")


def _plain_places(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    for start, end in named_places(sentence, tags):
        yield Found(Code.PLACE_NAME, start, end, "地名")
