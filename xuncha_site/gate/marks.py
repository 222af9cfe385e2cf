"""Numbers, accounts and days that identify, told by the form in which they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_site.gate.dockets import dockets_in
from xuncha_site.gate.found import Found
from xuncha_site.problems import Code

_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_GAP = r"[ ·•・.．\-—－_]{0,3}"
_CENTURY = "[〇零○Oo一二三四五六七八九]"
_DATE = (
    r"(?:(?:19|20)\d{2}\s?(?:年|[-./．－])\s?(?:1[0-2]|0?[1-9])\s?"
    r"(?:月|[-./．－])?(?:\s?(?:[12]\d|3[01]|0?[1-9])日?)?"
    r"|(?:19[3-9]|20[01])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?:一九|二[〇零○]){_CENTURY}{{2}}年[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?)"
)
_LATITUDE, _LONGITUDE = r"[1-5]?\d\.\d{4,}", r"(?:7[3-9]|[89]\d|1[0-3]\d)\.\d{4,}"
_CHAT = (
    r"(?:微\s?信|薇信|威信|徽信|卫星(?=号)|v\s?信|wechat|weixin|wei\s?xin|vx|wx|qq|扣扣|抠抠|扣(?=号)|球球|企鹅|"
    r"(?<![a-z])q(?=号|群|是|为|\s?[:：])|(?<=加)[vq微]|微(?=号)|(?<![a-z])v(?=[:：]|号)|抖音|快手|钉钉|支付宝|陌陌|飞信|小红书|微博)"
)
# What may stand between the service and the account.
_CHAT_LEAD = r"(?:群|号码|账号|帐号|账户|号|id|名|为|是|联系|[\s:：“”\"'’‘（(=｜|、，,]){0,6}"
_ACCOUNT = (
    r"[A-Za-z](?=[A-Za-z0-9_\-]*[\d_\-])[A-Za-z0-9_\-]{4,24}|[1-9]\d{4,11}(?!\s?[元万亿人次笔户年])"
)
# Not behind what papers are numbered by: 发票号码02….
_NO_SERIAL = "".join(
    f"(?<!{label}{sign})"
    for label in ("[票单编证序批]号", "[票单编证序批]号码")
    for sign in ("", "[：: ]")
)
_PAPERS = "护照|通行证|往来港澳|往来台湾|回乡证|台胞证|出入境|出国|出境|证件|证照"
_PATTERNS: tuple[tuple[Code, str, re.Pattern[str]], ...] = tuple(
    (code, why, re.compile(pattern, re.IGNORECASE))
    for code, why, pattern in (
        (
            Code.NUMBER_PLATE,
            "车牌号",
            rf"[{_PROVINCE}]\s?[A-HJ-NP-Z]{_GAP}(?=[A-Z0-9]{{0,4}} ?\d)"
            r"(?=(?:[A-Z]* ?\d){3})(?:[A-HJ-NP-Z0-9]{1,3} (?=[A-HJ-NP-Z0-9]{2}))?"
            r"[A-HJ-NP-Z0-9]{1,5}(?<=[A-HJ-NP-Z0-9 ]{4})[A-HJ-NP-Z0-9挂学警港澳领试]"
            r"(?![A-Za-z0-9])"
            rf"|(?<![A-Z])WJ\s?[{_PROVINCE}]?[·\s]?\d{{4}}[0-9A-Z](?![A-Za-z0-9])",
        ),
        (
            Code.PASSPORT_NUMBER,
            "护照或通行证号",
            rf"(?:{_PAPERS})[^\n。；;A-Za-z0-9]{{0,18}}?"
            r"(?P<it>[A-Z][A-Z]?\s?\d(?:\s?\d){6,8})(?![A-Za-z0-9])"
            r"|(?<![A-Za-z0-9\-_/.])(?P<it2>(?:[EG](?!20[0-3]\d[01]\d)\d{8}|E[A-HJ-NP-Z](?!20[0-3]\d)\d{7}))"
            r"(?![A-Za-z0-9])"
            rf"|(?<![A-Za-z0-9])(?P<it3>[A-Z][A-Z]?\d{{7,9}})(?![A-Za-z0-9])(?=[\s（(是为]{{0,2}}[^\s，。；\d]{{0,6}}(?:{_PAPERS}))"
            r"|(?:台胞证|回乡证)[号码：:\s为是]{0,4}(?P<it4>[A-Z]?\d{8,10})(?!\d)",
        ),
        (
            Code.EMAIL_ADDRESS,
            "邮箱",
            r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,40}"
            r"(?:\s@\s|@|\s?[\[(（【]\s?(?:at|@)\s?[\])）】]\s?|\s?#\s?(?:at)?\s?#?\s?(?=[A-Za-z0-9\-]+\.(?:com|cn|net)))"
            r"(?:[A-Za-z0-9\-]{1,30}(?:\s?[\[(（【]\s?dot\s?[\])）】]\s?|\s?。\s?|\s?\.\s?)){1,4}[A-Za-z]{2,12}(?![A-Za-z0-9])",
        ),
        (
            Code.CHAT_ACCOUNT,
            "即时通信账号",
            rf"(?<![A-Za-z]){_CHAT}{_CHAT_LEAD}(?P<it>{_ACCOUNT})(?![A-Za-z0-9])"
            rf"|(?<![A-Za-z]){_CHAT}(?:号码|账号|帐号|号|id)\s?(?:[:：为是]\s?)?[“\"'（(]?"
            r"(?P<it2>(?!x+\b)[A-Za-z]{5,20})(?![A-Za-z0-9])"
            rf"|(?<![A-Za-z0-9])(?P<it3>{_ACCOUNT})(?=[\s（(，,“\"”]{{0,3}}(?:是|为|系)?[其我他她本人的]{{0,3}}"
            rf"{_CHAT}(?:号|同号|群|[）)]))"
            r"|(?:加我|加好友|加群|群号|私聊|私信)[\s:：为是“\"（(]{0,3}"
            rf"(?P<it4>{_ACCOUNT})(?![A-Za-z0-9])"
            r"|(?<![A-Za-z0-9])(?P<it5>wxid_[A-Za-z0-9]{6,30})",
        ),
        (
            Code.COORDINATES,
            "经纬度",
            r"(?:东经|西经|北纬|南纬|经度|纬度)[\s:：为]{0,3}\d{1,3}(?:\.\d+|[°度]\s?\d{1,2}(?:\.\d+)?)?[°度′'分]?"
            r"(?:[\d.′'分″\"秒\s]{0,12})(?:[，,、\s]{1,3}(?:东经|北纬|经度|纬度)[\s:：为]{0,3}[\d.°度′'分″\"秒]{2,18})?"
            rf"|(?<![\d.])(?:{_LATITUDE}\s?[，,、\s]\s?{_LONGITUDE}|{_LONGITUDE}\s?[，,、\s]\s?{_LATITUDE})(?![\d.])"
            r"|[NSEW]?\s?\d{1,3}[°度]\s?\d{1,2}[′'分](?:\s?[\d.]{1,6}(?:[″\"秒]|′′|''))?\s?[NSEW]?"
            r"|\d{1,3}\.\d{2,}\s?[°度]\s?[NSEW]\b|\b[NSEW]\s?\d{1,3}\.\d{3,}[°度]?",
        ),
        (
            Code.BIRTH_DATE,
            "出生日期",
            rf"(?:出生于|生于|出生日期|出生年月日?|出生时间|出生|生日|诞辰)[\s:：是为在于（(“\"]{{0,4}}(?P<it>{_DATE})"
            rf"|(?:出生日期|出生年月日?|出生时间|生日)[^\n。；;，,\d]{{0,16}}(?P<it4>{_DATE})"
            rf"|(?P<it2>{_DATE})\s?(?:出生|生人|生(?=[，。、；;）)\s“”|]|$|于|在))"
            rf"|(?<=[男女][，,、])(?:[汉苗回藏彝壮]族[，,、])?(?P<it3>{_DATE})(?=[，,。；;）)]|$)",
        ),
        (
            Code.LANDLINE,
            "固定电话",
            rf"{_NO_SERIAL}(?<![\d.\-])[（(]?0(?:10|2\d|[3-9]\d{{2}})\s?[）)]?[ \-—－/]{{0,3}}"
            r"[2-8]\d{2,3}[ \-—－]?\d{4}(?![\d.])"
            r"|(?:电话|座机|传真|固话|值班室)(?:号码|号)?[\s:：为是|]{0,3}"
            r"(?P<it>(?!400|800)[2-8]\d{2,3}[ \-]?\d{4})(?![\d.\-])",
        ),
    )
)
# What a text must hold for a costly pattern to fit. Few texts do; these four patterns took two thirds
# of the time in which a sample site was looked at for marks. None may ask for more than its pattern.
_HINTS = {
    Code.CHAT_ACCOUNT: re.compile(
        rf"(?=[微薇威徽卫v扣抠球企q抖快钉支陌飞小w加群私])(?:{_CHAT}|加我|加好友|加群|群号|私聊|私信|wxid_)",
        re.IGNORECASE,
    ),
    Code.COORDINATES: re.compile(
        r"[经纬][度\d\s:：为]|°|\d\s?度\s?[\dNSEW]|\d\.\d{3}", re.IGNORECASE
    ),
    Code.PASSPORT_NUMBER: re.compile(
        r"[A-Z]\s?\d(?:\s?\d){6}|(?:台胞证|回乡证)[号码：:\s为是]{0,4}\d{8}", re.IGNORECASE
    ),
    Code.BIRTH_DATE: re.compile(r"出生|生(?:[于日人在，。、；;）)\s“”|]|$)|诞辰|[男女][，,、]"),
}
_CHANGED = re.compile(
    rf"[”\"』」）)]?\s?(?:被)?(?:涂|更|修|篡|误|错)?(?:改|更|变|录|填|写|写成)?[动更]?(?:为|成|作|到|至|写成|[和与及、，]又?为?)\s?[“\"『「（(]?(?P<it>{_DATE})"
)
_CREDIT_CODE = re.compile(
    r"(?<![A-Za-z0-9])[1-9ANY][1-59](?:[ \-]?\d){6}(?:[ \-]?[0-9A-HJ-NPQRTUWXY]){10}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_CREDIT_NAMED = re.compile("信用代码|机构代码|税号|识别号")
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PICTURES = (".png", ".jpg", ".css", ".js", ".svg", ".webp")


def marks_in(text: str) -> Iterator[Found]:
    """Everything of a text that identifies by its form."""
    for code, why, pattern in _PATTERNS:
        if code in _HINTS and not _HINTS[code].search(text):
            continue
        for match in pattern.finditer(text):
            start, end = _core(match)
            if code is Code.EMAIL_ADDRESS and text[start:end].lower().endswith(_PICTURES):
                continue
            found = Found(code, start, end, why)
            yield found
            if code is Code.BIRTH_DATE:
                yield from _births_after(text, found)
    for start, end in dockets_in(text):
        yield Found(Code.CASE_NUMBER, start, end, "案件文号")
    for match in _CREDIT_CODE.finditer(text):
        named = _CREDIT_NAMED.search(text, max(0, match.start() - 14), match.start())
        if named or _has_check(re.sub(r"[ \-]", "", match.group().upper())):
            yield Found(Code.CREDIT_CODE, *match.span(), "统一社会信用代码")


def _has_check(code: str) -> bool:
    """Whether it has a letter, or else the right check character (GB 32100, modulo 31)."""
    if any(sign.isalpha() for sign in code):
        return True
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, n, 31) for n, sign in enumerate(code[:17]))
    return _CREDIT_SIGNS[-total % 31] == code[17]


def _births_after(text: str, first: Found) -> Iterator[Found]:
    """The day into which a day of birth was changed: 由…改为…."""
    other = _CHANGED.match(text, first.end)
    if other:
        yield Found(Code.BIRTH_DATE, *other.span("it"), first.why)


def _core(match: re.Match[str]) -> tuple[int, int]:
    """The part that is to go: what only leads up to it may stay."""
    for name, group in match.groupdict().items():
        if name.startswith("it") and group:
            return match.span(name)
    return match.span()
