"""What is found, in words for an editor: what it is, where, and what to write instead."""

from __future__ import annotations

import re

from xuncha_site.gate.found import Found
from xuncha_site.problems import Code, Place, Problem, Secret

_WORDS = {
    Code.CITIZEN_ID: ("居民身份证号", "删去号码；要说明身份的，写“某人”。"),
    Code.MOBILE_NUMBER: ("手机号", "删去号码；要写联系方式的，写“见单位公开渠道”。"),
    Code.LANDLINE: ("固定电话", "删去号码；要写联系方式的，写“见单位公开渠道”。"),
    Code.BANK_CARD: ("银行卡号", "删去号码；要说明账户的，写“某银行账户”。"),
    Code.CREDIT_CODE: ("统一社会信用代码", "删去代码；要说明企业的，写“某公司”。"),
    Code.NUMBER_PLATE: ("车牌号", "删去号码；要说明车辆的，写“一辆公务用车”。"),
    Code.PASSPORT_NUMBER: ("护照或者通行证号", "删去号码。"),
    Code.EMAIL_ADDRESS: ("邮箱", "删去邮箱；要写联系方式的，写“见单位公开渠道”。"),
    Code.CHAT_ACCOUNT: ("微信、QQ 一类账号", "删去账号。"),
    Code.COORDINATES: ("经纬度", "删去经纬度；要说明位置的，写“某地”。"),
    Code.BIRTH_DATE: ("出生日期", "只写到年，或者删去。"),
    Code.CASE_NUMBER: ("案件文号", "删去文号，写“有关文书”。"),
    Code.HOME_ADDRESS: ("具体地址", "写“某处”。"),
    Code.PERSON_NAME: ("姓名", "写成“姓＋某”；一篇里同姓的两个人，写“李某甲”“李某乙”。"),
    Code.PLACE_NAME: ("具体地名", "写“某镇”“某村”。"),
    Code.BODY_NAME: ("具体单位名称", "写“某局”“某中学”。"),
    Code.KNOWN_NAME: ("名单里的真实姓名", "写成“姓＋某”；不能豁免。"),
    Code.CLASSIFIED: ("密级或者内部资料标志", "不能放进网站：移走这份材料，按保密规定处理。"),
    Code.WORKING_PAPER: ("谈话记录、问题底稿一类的原文", "删去原文，只写数量，如“谈话 12 人次”。"),
    Code.COMPANY_NAME: ("具体企业名称", "写“某公司”，可以带上行业，如“某建设公司”。"),
}
_DIGITS = frozenset(
    {
        Code.CITIZEN_ID,
        Code.MOBILE_NUMBER,
        Code.LANDLINE,
        Code.BANK_CARD,
        Code.CREDIT_CODE,
        Code.PASSPORT_NUMBER,
    }
)
ALLOWABLE = "确实可以出现的，写进 data/jurisdiction.yml 的“可用名称”，写明理由。"
_NAMES = frozenset({Code.PERSON_NAME, Code.PLACE_NAME, Code.BODY_NAME, Code.COMPANY_NAME})


def problem(found: Found, text: str, place: Place, where: str = "", instead: str = "") -> Problem:
    """The problem of something found. ``text`` is what was found, ``where`` says in what."""
    name, mend = _WORDS[found.code]
    hidden = masked(found.code, text)
    arrow = f" → {instead}" if instead else ""
    reason = f"（{found.why}）" if found.why and found.why != name and instead else ""
    if found.code in _NAMES:
        mend = f"{mend}{ALLOWABLE}"
    if instead:
        mend = f"改成“{instead}”。{ALLOWABLE if found.code in _NAMES else ''}".rstrip()
    fault = f"{where}有{name} {hidden}{arrow}{reason}"
    return Problem(found.code, place, fault, mend, secret=Secret(hidden, text))


def masked(code: Code, text: str) -> str:
    """As much of what was found as may be shown in a log that others read."""
    plain = re.sub(r"[\W_]", "", text)
    if code in _DIGITS and len(plain) > 5:
        return f"{plain[:3]}{'*' * (len(plain) - 5)}{plain[-2:]}"
    return f"{plain[:1]}{'*' * max(2, len(plain[:6]) - 1)}"
