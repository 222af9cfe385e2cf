"""Numbers, accounts and days that identify, told by the form in which they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_site.gate.found import Found
from xuncha_site.problems import Code

_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_GAP = r"[ ·•・.．\-—－_]{0,3}"
_DATE = (
    r"(?:19|20)\d{2}{gap}(?:年|[-./．－])\s?(?:1[0-2]|0?[1-9])\s?"
    r"(?:月|[-./．－])?(?:\s?(?:[12]\d|3[01]|0?[1-9])日?)?"
).replace("{gap}", r"\s?")
_LATITUDE, _LONGITUDE = r"[1-5]?\d\.\d{4,}", r"(?:7[3-9]|[89]\d|1[0-3]\d)\.\d{4,}"
_BRACKET = r"[〔\[（(【﹝［]\s?(?:19|20)\d{2}\s?[〕\])）】﹞］]"
_ISSUER = "[^\\W\\d_A-Za-z见据依按由经凭在的于以和与及照为]"  # a character of who issues a paper
# What a body that examines, tries or watches puts into the number of one case.
_CASE_WORD = (
    "纪立|监立|纪审|监审|纪函询|函询|纪处|监处|纪检立|纪初核|初核|谈函|纪信|纪线|线索|巡移|巡交|移送|"
    "移字|立案|立字|处分|纪案|监案|审理|审查|调查|监留|留置|政务|刑初|刑终|民初|民终|行初|行终|执恢|执|"
    "检刑|检公诉|检起诉|检诉|公刑|刑诉|刑立|公立|行罚|罚决|行处|仲案|劳人仲|诫|函告|纪通"
)

_PATTERNS: tuple[tuple[Code, str, re.Pattern[str]], ...] = tuple(
    (code, why, re.compile(pattern, re.IGNORECASE))
    for code, why, pattern in (
        (
            Code.NUMBER_PLATE,
            "车牌号",
            rf"[{_PROVINCE}]\s?[A-HJ-NP-Z]{_GAP}(?=[A-Z0-9]{{0,4}}\d)"
            r"(?=(?:[A-Z]*\d){3})[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领试]"
            r"(?![A-Za-z0-9])",
        ),
        (
            Code.PASSPORT_NUMBER,
            "护照或通行证号",
            r"(?:护照|通行证|往来证|出入境证件|证件)[^\n，。；A-Za-z0-9]{0,8}?"
            r"(?P<it>[A-Z][A-Z]?\d{7,9})(?![A-Za-z0-9])"
            r"|(?<![A-Za-z0-9\-_/.])(?P<it2>[EG][A-HJ-NP-Z]?(?!20[0-3]\d[01]\d)\d{8})(?![A-Za-z0-9])",
        ),
        (
            Code.EMAIL_ADDRESS,
            "邮箱",
            r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,40}\s?"
            r"(?:@|[\[(（【]\s?at\s?[\])）】]|#at#)\s?"
            r"[A-Za-z0-9\-]{2,30}(?:\s?(?:\.|。|[\[(（【]\s?dot\s?[\])）】])\s?[A-Za-z0-9\-]{2,30}){1,4}",
        ),
        (
            Code.CHAT_ACCOUNT,
            "即时通信账号",
            r"(?<![A-Za-z])(?:微信|薇信|威信|v信|wechat|weixin|vx|wx|qq|扣扣|企鹅|抖音|快手|钉钉|支付宝|陌陌|飞信)"
            r"(?:群|号码|账号|帐号|账户|号|id|名)?[\s:：是为“”\"'（(=]{0,4}"
            r"(?P<it>[A-Za-z](?=[A-Za-z0-9_\-]*[\d_\-])[A-Za-z0-9_\-]{4,24}|[1-9]\d{4,11})(?![A-Za-z0-9])",
        ),
        (
            Code.COORDINATES,
            "经纬度",
            r"(?:东经|西经|北纬|南纬|经度|纬度)[\s:：为]{0,3}\d{1,3}(?:\.\d+|[°度]\s?\d{1,2}(?:\.\d+)?)?[°度′'分]?"
            r"(?:[\d.′'分″\"秒\s]{0,12})(?:[，,、\s]{1,3}(?:东经|北纬|经度|纬度)[\s:：为]{0,3}[\d.°度′'分″\"秒]{2,18})?"
            rf"|(?<![\d.])(?:{_LATITUDE}\s?[，,、\s]\s?{_LONGITUDE}|{_LONGITUDE}\s?[，,、\s]\s?{_LATITUDE})(?![\d.])"
            r"|\d{1,3}[°度]\s?\d{1,2}[′'分](?:\s?[\d.]{1,6}[″\"秒])?\s?[NESW]?",
        ),
        (
            Code.BIRTH_DATE,
            "出生日期",
            rf"(?:出生于|生于|出生日期|出生年月|出生时间|出生|生日|诞辰)[\s:：为是（(]{{0,4}}(?P<it>{_DATE})"
            rf"|(?P<it2>{_DATE})\s?(?:出生|生人|生(?=[，。、；）)]))",
        ),
        (
            Code.CASE_NUMBER,
            "案件文号",
            rf"{_ISSUER}{{0,4}}?(?:{_CASE_WORD})(?:字|决|通)?{_BRACKET}\s?第?\s?\d{{1,5}}\s?号"
            rf"|{_BRACKET}\s?[\u4e00-\u9fff]{{1,2}}\d{{0,4}}(?:刑|民|行|执|破|仲|赔)[初终再恢异保监申辖]?\s?第?\s?\d{{1,6}}\s?号(?:之[一二三])?",
        ),
        (
            Code.LANDLINE,
            "固定电话",
            r"(?<![\d.\-])[（(]?0(?:10|2\d|[3-9]\d{2})[）)]?[ \-—－]{0,3}[2-8]\d{6,7}(?![\d.])"
            r"|(?:电话|座机|传真|办公电话|家庭电话)(?:号码|号)?[\s:：为是]{0,3}(?P<it>[2-8]\d{6,7})(?![\d.])",
        ),
    )
)
_CREDIT_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?:1[1239]|2[19]|3[1-59]|4[19]|5[1-39]|6[129]|7[129]|8[19]|9[1-3]|A[19]|N[1239]|Y1)"
    r"(?:[ \-]?\d){6}(?:[ \-]?[0-9A-HJ-NPQRTUWXY]){10}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_PICTURES = (".png", ".jpg", ".css", ".js", ".svg", ".webp")


def marks_in(text: str) -> Iterator[Found]:
    """Everything of a text that identifies by its form."""
    for code, why, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = _core(match)
            if code is Code.EMAIL_ADDRESS and text[start:end].lower().endswith(_PICTURES):
                continue
            yield Found(code, start, end, why)
    for match in _CREDIT_CODE.finditer(text):
        letters = sum(sign.isalpha() for sign in match.group())
        named = re.search(
            r"信用代码|机构代码|税号|识别号", text[max(0, match.start() - 14) : match.start()]
        )
        if letters or named:
            yield Found(Code.CREDIT_CODE, *match.span(), "统一社会信用代码")


def _core(match: re.Match[str]) -> tuple[int, int]:
    """The part that is to go: what only leads up to it may stay."""
    for name in ("it", "it2"):
        if name in match.re.groupindex and match.group(name):
            return match.span(name)
    return match.span()
