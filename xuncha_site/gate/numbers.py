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
from dataclasses import dataclass
from datetime import date
from unicodedata import decimal

from xuncha_site.problems import Code

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_GAP = "[ \u00a0\u2000-\u200a\u202f\u205f\u3000\\-－\u2010-\u2015\u2212]{1,2}"
_GROUP = re.compile(r"\d+")
# Groups of digits with a gap between them, long enough to hide a number.
_RUN = re.compile(rf"\d(?:(?:{_GAP})?\d){{10,}}(?:[XxＸｘ]|{_GAP}[XxＸｘ](?![A-Za-z]))?")
_LENGTHS = frozenset({11, 13, 15, 16, 17, 18, 19})
# Where the groups of a number begin: county, day, order of an old citizen ID; of a mobile number.
_OLD_ID_PARTS = ({6, 12}, {6, 8, 10, 12})
_CARD_PARTS = {4, 6, 8, 12, 16}
_ISSUERS = "4|5[1-5]|35|62|9558"
_MOBILE_PARTS = ({3, 7}, {3}, {7}, {4, 8}, {4}, {5}, {3, 6}, set(range(1, 11)))
_PROVINCE = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91"


@dataclass(frozen=True, slots=True)
class Found:
    """One number, at a character offset of the text; ``masked`` may be shown."""

    code: Code
    offset: int
    masked: str


def numbers_in(text: str) -> Iterator[Found]:
    """Every citizen ID, mobile number and bank card number of a text."""
    # Where something invisible was taken out; a list of all places would be as large as the text.
    gone = [found.start() - n for n, found in enumerate(_INVISIBLE.finditer(text))]
    text = _INVISIBLE.sub("", text) if gone else text
    for run in _RUN.finditer(text):
        for found in _in_run(run.group()):
            offset = run.start() + found.offset
            yield Found(found.code, offset + bisect_right(gone, offset), found.masked)


def _in_run(run: str) -> Iterator[Found]:
    """Numbers stand in whole groups of digits: longest first, then on behind what was found."""
    groups = list(_GROUP.finditer(run))
    check_character = "X" if run[-1] in "XxＸｘ" else ""
    first = 0
    while first < len(groups):
        found = None
        digits, parts = "", set[int]()
        for last in range(first, len(groups)):
            digits += "".join(str(decimal(digit)) for digit in groups[last].group())
            if len(digits) > max(_LENGTHS):
                break
            if len(digits) in _LENGTHS:
                whole = digits + check_character * (last == len(groups) - 1)
                for number in dict.fromkeys((whole, digits)):
                    code = _kind(number, parts)
                    if code is not None:
                        masked = f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
                        found = Found(code, groups[first].start(), masked), last
                        break
            parts.add(len(digits))
        if found is None:
            first += 1
        else:
            yield found[0]
            first = found[1] + 1


def _kind(digits: str, parts: set[int]) -> Code | None:
    """What a number is; ``parts`` are the places at which a new group of its digits begins."""
    # A wrong check character is let pass in one piece or in the usual parts: a slip is no disguise.
    usual = not parts or {6, 14} <= parts
    if re.fullmatch(r"\d{17}[\dX]", digits) and _is_day(digits[6:14]):
        if usual or digits[17] == _check_character(digits):
            return Code.CITIZEN_ID
    elif re.fullmatch(rf"(?:{_PROVINCE})\d{{13}}", digits) and _is_day("19" + digits[6:12]):
        if not parts or parts in _OLD_ID_PARTS:
            return Code.CITIZEN_ID
    elif mobile := re.fullmatch(r"(?:86)?(1[3-9]\d{9})", digits):
        inner = {part - mobile.start(1) for part in parts} - {0}
        if not inner or inner in _MOBILE_PARTS:
            return Code.MOBILE_NUMBER
    issued = not parts or (parts <= _CARD_PARTS and re.match(_ISSUERS, digits))
    if issued and re.fullmatch(r"[3-9]\d{15,18}", digits) and luhn(digits):
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
