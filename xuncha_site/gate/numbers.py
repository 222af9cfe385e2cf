"""Numbers that identify a person and can be told by arithmetic alone.

Citizen ID: GB 11643-1999 (17 digits with a date, check character by ISO 7064 MOD 11-2; the older
15-digit form has the date without the century). Bank card: GB/T 14504 numbers of 16 to 19 digits
with the Luhn check digit of ISO/IEC 7812. Mobile: 11 digits beginning 13 to 19.

Digits are recognised in full width and in other scripts, parted by spaces, hyphens or invisible
characters. A row of small numbers is parted by spaces too: digits in several groups count only if
the check character is right, or if the groups are those in which such a number is written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from unicodedata import decimal

from xuncha_site.gate.found import Found
from xuncha_site.problems import Code

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_GAP = (
    "[ \u00a0\u2000-\u200a\u202f\u205f\u3000\\-－\u2010-\u2015\u2212.．·•・_/*~|、,，()（）]{1,3}"
)
# Such gaps part the cells of a table and the items of a list too: they need more to go by.
_LOOSE = re.compile("[|、,，()（）]")
# Digits, and what is read as one among digits: Chinese numerals, letters that look alike.
_VALUES = dict(
    zip(
        "零〇○洞一二三四五六七八九幺两拐壹贰叁肆伍陆柒捌玖OoIlBSZ",
        "00001234567891271234567890011852",
        strict=True,
    )
)
_DIGIT = f"[\\d{''.join(_VALUES)}]"
_GROUP = re.compile(f"{_DIGIT}+")
# Groups of digits with a gap between them, long enough to hide a number.
_LETTER = "[OoIlBSZ]"
_RUN = re.compile(
    rf"(?:(?!{_LETTER})|(?<![A-Za-z0-9])(?=.\d)){_DIGIT}(?:(?:{_GAP})?{_DIGIT}){{10,}}"
    rf"(?:(?<!{_LETTER})|(?![A-Za-z]))(?:[XxＸｘ]|{_GAP}[XxＸｘ](?![A-Za-z]))?"
)
_FIGURES = re.compile("[0-9].*[0-9][XxＸｘ]?")
_SERIAL = re.compile("(?<![A-Za-z0-9])[A-Z]{1,3}[-#]?$")
_UNIT = re.compile(
    r"(?:\.\d{1,4})?\s?(?:余|多)?(?:元|万|亿|株|吨|亩|平方|立方|公斤|千克|千瓦|人次|角|分(?!机))"
)
_LENGTHS = frozenset({11, 13, 15, 16, 17, 18, 19})
# Where the groups of a number begin: county, day, order of an old citizen ID; of a mobile number.
_OLD_ID_PARTS = ({6, 12}, {6, 8, 10, 12})
_CARD_PARTS = {4, 6, 8, 12, 16}
_ISSUERS = "4|5[1-5]|35|62|9558"
_MOBILE_PARTS = ({3, 7}, {3}, {7}, {4, 8}, {4}, {5}, {3, 6}, set(range(1, 11)))
_PROVINCE = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91"


# Words before a number that say what it is: then it may be parted in any way.
_SAID = {
    Code.CITIZEN_ID: re.compile(r"身份证|公民身份|证件号|证号"),
    Code.MOBILE_NUMBER: re.compile(
        r"电话|手机|联系|号码|微信|致电|拨|来电|短信|tel|phone|mobile|call", re.IGNORECASE
    ),
    Code.BANK_CARD: re.compile(r"账号|帐号|账户|帐户|卡号|银行|专户|存折|农商行|信用社"),
}
_SAID_WITHIN = 16


def numbers_in(text: str) -> Iterator[Found]:
    """Every citizen ID, mobile number and bank card number of a text."""
    # Where something invisible was taken out; a list of all places would be as large as the text.
    gone = [found.start() - n for n, found in enumerate(_INVISIBLE.finditer(text))]
    text = _INVISIBLE.sub("", text) if gone else text
    headed = "|" in text and _SAID[Code.MOBILE_NUMBER].search(text) is not None
    for run in _RUN.finditer(text):
        before = text[max(0, run.start() - _SAID_WITHIN) : run.start()]
        said = frozenset(code for code, words in _SAID.items() if words.search(before))
        for found in _in_run(run.group(), said, headed) or _in_figures(run.group(), said, headed):
            start, end = run.start() + found.start, run.start() + found.end
            if found.code is Code.MOBILE_NUMBER not in said and _counts(text, start, end):
                continue
            start += bisect_right(gone, start)
            end += bisect_right(gone, end - 1)
            yield Found(found.code, start, end, _WHY[found.code])


def _counts(text: str, start: int, end: int) -> bool:
    """Whether a number is an amount, or the serial number of a thing: SN20…"""
    return _UNIT.match(text, end) is not None or _SERIAL.search(text[:start][-5:]) is not None


_WHY = {
    Code.CITIZEN_ID: "居民身份证号",
    Code.MOBILE_NUMBER: "手机号",
    Code.BANK_CARD: "银行卡号",
}


def _in_figures(run: str, said: frozenset[Code], headed: bool) -> list[Found]:
    """The same without numerals of words at its ends: 拨打13…8000三次."""
    figures = _FIGURES.search(run)
    parts = [figures.span()] if figures and figures.group() != run else []
    if not run[-1].isascii():
        parts.append((0, len(run) - 1))
    if not run[0].isascii():
        parts.append((1, len(run)))
    for first, last in parts:
        if inside := _in_run(run[first:last], said, headed):
            return [Found(one.code, one.start + first, one.end + first) for one in inside]
    return []


def _in_run(run: str, said: frozenset[Code], headed: bool) -> list[Found]:
    """Numbers stand in whole groups of digits: longest first, then on behind what was found."""
    groups = list(_GROUP.finditer(run))
    check_character = "X" if run[-1] in "XxＸｘ" else ""
    numbers: list[Found] = []
    first = 0
    while first < len(groups):
        found = None
        digits, parts = "", set[int]()
        for last in range(first, len(groups)):
            digits += "".join(_value(digit) for digit in groups[last].group())
            if len(digits) > max(_LENGTHS):
                break
            if len(digits) in _LENGTHS:
                at_end = bool(check_character) and last == len(groups) - 1
                for number in dict.fromkeys((digits + check_character * at_end, digits)):
                    code = _kind(number, parts, said)
                    spread = _LOOSE.search(run, groups[first].end(), groups[last].start())
                    if code is not None and not (
                        spread and not _told(code, number, parts, said, headed)
                    ):
                        end = len(run) if len(number) > len(digits) else groups[last].end()
                        found = Found(code, groups[first].start(), end), last
                        break
            parts.add(len(digits))
        if found is None:
            first += 1
        else:
            numbers.append(found[0])
            first = found[1] + 1
    return numbers


def _told(code: Code, digits: str, parts: set[int], said: frozenset[Code], headed: bool) -> bool:
    """Whether digits in cells or a list are one number; ``headed``: its table has such a column."""
    single = len(parts) == len(digits) - 1
    right = code is Code.CITIZEN_ID and digits[-1:] == _check_character(digits)
    return code in said or single or right or (headed and len(parts) == 1)


def _value(digit: str) -> str:
    return _VALUES.get(digit) or str(decimal(digit))


def _kind(digits: str, parts: set[int], said: frozenset[Code]) -> Code | None:
    """What a number is; ``parts`` are the places at which a new group of its digits begins.

    ``said`` are the kinds that the words before it speak of.
    """
    # A wrong check character is let pass in one piece or in the usual parts: a slip is no disguise.
    usual = not parts or {6, 14} <= parts
    if re.fullmatch(r"\d{17}[\dX]", digits) and _is_day(digits[6:14]):
        told = usual or Code.CITIZEN_ID in said
        if told or digits[17] == _check_character(digits):
            return Code.CITIZEN_ID
    elif re.fullmatch(rf"(?:{_PROVINCE})\d{{13}}", digits) and _is_day("19" + digits[6:12]):
        if not parts or parts in _OLD_ID_PARTS:
            return Code.CITIZEN_ID
    elif mobile := re.fullmatch(r"(?:86)?(1[3-9]\d{9})", digits):
        inner = {part - mobile.start(1) for part in parts} - {0}
        if not inner or inner in _MOBILE_PARTS or Code.MOBILE_NUMBER in said:
            return Code.MOBILE_NUMBER
    named = Code.BANK_CARD in said
    issued = not parts or ((parts <= _CARD_PARTS or len(parts) == 1) and re.match(_ISSUERS, digits))
    if (issued or named) and re.fullmatch(r"[3-9]\d{15,18}", digits) and (named or luhn(digits)):
        return Code.BANK_CARD
    return None


def _check_character(digits: str) -> str:
    """The last character of a citizen ID by the 17 digits before it."""
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(digits[:17]))
    return "10X98765432"[total % 11]


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= day.year <= 2100


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of those before it."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
