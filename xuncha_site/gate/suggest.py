"""What to write instead of what was found, the same for one person all through a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from xuncha_site.gate.found import Found
from xuncha_site.gate.normal import normal
from xuncha_site.gate.tables import table
from xuncha_site.problems import Code

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_REMOVED = frozenset(
    {
        Code.CITIZEN_ID,
        Code.MOBILE_NUMBER,
        Code.LANDLINE,
        Code.BANK_CARD,
        Code.CREDIT_CODE,
        Code.NUMBER_PLATE,
        Code.PASSPORT_NUMBER,
        Code.EMAIL_ADDRESS,
        Code.CHAT_ACCOUNT,
        Code.COORDINATES,
    }
)
_LEVEL = re.compile("自治县|自治旗|街道|社区|县|区|旗|镇|乡|村|屯|寨|苏木|嘎查")
_TRADE = re.compile(
    "建设|建筑|工程|园林|绿化|劳务|物业|商贸|贸易|科技|咨询|监理|设计|测绘|广告|文化|传媒|餐饮|食品|运输|物流|农业|水务|"
    "供水|公交|城投|投资|置业|房地产|旅游|养殖|种植|建材|装饰|水利|电力|燃气|医药|医疗|教育|家政|保洁|环保|信息|酒店"
)
_FIRM = re.compile(
    "家庭农场|专业合作社|合作社|联合社|农场|超市|副食店|经营部|商行|商店|门市|酒楼|酒店|宾馆|饭店|餐馆|农家乐|加油站|"
    "砂石厂|砖厂|加工厂|事务所|工作室|茶楼|养殖场|药房|诊所|工程队|煤矿|采石场"
)
_BODY = (
    ("小学|一小|二小|三小", "某小学"),
    ("幼儿园", "某幼儿园"),
    ("职教中心|职业学校", "某职业学校"),
    ("中学|一中|二中|三中|四中|五中|六中|七中|八中|高中|初中", "某中学"),
    ("卫生院", "某卫生院"),
    ("医院|保健院", "某医院"),
    ("敬老院|养老院|福利院", "某养老机构"),
    ("大学|学院|党校|学校", "某学校"),
    ("派出所", "某派出所"),
    ("街道办事处|办事处", "某街道办事处"),
    ("人民法院|法院", "某法院"),
    ("检察院", "某检察院"),
    ("政府", "某地政府"),
)


class Suggestions:
    """What to write in one record. ``found`` is all that was found in it, in its order."""

    def __init__(self, raw: str, found: Sequence[Found]) -> None:
        self._raw = raw
        self._names = _persons(raw, found)

    def of(self, found: Found) -> str | None:
        """The text to write; "" to leave it out; None where only an editor can say."""
        text = normal(self._raw[found.start : found.end]).text
        if found.code in _REMOVED:
            return ""
        if found.code is Code.PERSON_NAME:
            return self._names.get(_key(text))
        if found.code is Code.BIRTH_DATE:
            year = re.search(r"(?:19|20)\d{2}", text)
            return f"{year.group()}年" if year else None
        if found.code is Code.PLACE_NAME:
            return place(text)
        if found.code is Code.COMPANY_NAME:
            return firm(text)
        if found.code is Code.BODY_NAME:
            return body(text)
        return {Code.HOME_ADDRESS: "某处", Code.CASE_NUMBER: "有关文书"}.get(found.code)


def _persons(raw: str, found: Sequence[Found]) -> dict[str, str]:
    """The name to write for each person: 李某; where there are several of one surname, 李某甲."""
    names: dict[str, None] = {}
    for one in found:
        if one.code is Code.PERSON_NAME:
            names.setdefault(_key(normal(raw[one.start : one.end]).text))
    families: dict[str, list[str]] = {}
    for name in names:
        families.setdefault(surname(name), []).append(name)
    written: dict[str, str] = {}
    for family, members in families.items():
        taken = {stem for stem in _STEMS if f"{family}某{stem}" in raw}
        alone = len(members) == 1 and not taken and f"{family}某" not in raw
        free = (stem for stem in _STEMS if stem not in taken)
        for name in members:
            stem = "" if alone else next(free, "")
            written[name] = f"{family}某{stem}"
    return written


def surname(name: str) -> str:
    """The part of a name that stays: the surname, or the first character of another name."""
    if re.fullmatch(r"[A-Za-z \-_.]+", name):
        return "某"
    return next((name[:size] for size in (4, 3, 2) if name[:size] in _double()), name[:1])


@cache
def _double() -> frozenset[str]:
    return table("surnames")["复姓"]


def _key(name: str) -> str:
    return re.sub(r"\s", "", name)


def place(name: str) -> str:
    """某镇 for a town, 某镇某村 for a village of one; a group of villagers is not told."""
    levels = [match.group() for match in _LEVEL.finditer(name)]
    return "".join(f"某{level}" for level in levels) or "某地"


def firm(name: str) -> str:
    """某建设公司: what kind of firm it is, and no more."""
    kind = _FIRM.search(name)
    if kind:
        return f"某{kind.group()}"
    core = re.sub(r"[（(][^）)]*[）)]", "", name)
    trades = _TRADE.findall(core)
    return f"某{trades[-1]}公司" if trades else "某公司"


def body(name: str) -> str:
    """某局, 某中学: what kind of body it is."""
    for pattern, instead in _BODY:
        if re.search(f"(?:{pattern})$", name):
            return instead
    kind = re.search(r"(?:[县区镇乡旗市])(.{2,12}(?:局|委|委员会|部|办|中心|所|站|会|社))$", name)
    return f"某{kind.group(1)}" if kind else "某单位"
