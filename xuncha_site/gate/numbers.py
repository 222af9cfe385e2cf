"""Numbers that identify a person and can be told by arithmetic alone.

Citizen ID: GB 11643-1999 (17 digits with a date, check character by ISO 7064 MOD 11-2; the older
15-digit form has the date without the century). Bank card: GB/T 14504 numbers of 16 to 19 digits
with the Luhn check digit of ISO/IEC 7812. Mobile: 11 digits beginning 13 to 19.

Digits are recognised in full width, parted by spaces, hyphens or invisible characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xuncha_site.problems import Code

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TO_ASCII = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)} | {"Ｘ": "X", "ｘ": "X", "x": "X"}
)
_DIGIT = "0-9０-９"
_GAP = rf"[ \-－{_INVISIBLE}]{{1,2}}"
_GROUP = re.compile(rf"[{_DIGIT}]+")
# Groups of digits with at most two separators between them, long enough to hide a number.
_RUN = re.compile(
    rf"[{_DIGIT}](?:(?:{_GAP})?[{_DIGIT}]){{10,}}(?:(?:{_GAP})?[XxＸｘ](?![A-Za-z]))?"
)
_LONGEST = 19


@dataclass(frozen=True, slots=True)
class Found:
    """One number, at a character offset of the text; ``masked`` may be shown."""

    code: Code
    offset: int
    masked: str


def numbers_in(text: str) -> Iterator[Found]:
    """Every citizen ID, mobile number and bank card number of a text."""
    for run in _RUN.finditer(text):
        yield from _in_run(run.group(), run.start())


def _in_run(run: str, offset: int) -> Iterator[Found]:
    """Numbers stand in whole groups of digits: longest first, then on behind what was found."""
    groups = list(_GROUP.finditer(run))
    check_character = "X" if run.translate(_TO_ASCII).endswith("X") else ""
    first = 0
    while first < len(groups):
        found = None
        digits = ""
        for last in range(first, len(groups)):
            digits += groups[last].group().translate(_TO_ASCII)
            if len(digits) > _LONGEST:
                break
            whole = digits + (check_character if last == len(groups) - 1 else "")
            code = _kind(whole) or _kind(digits)
            if code is not None:
                masked = f"{whole[:3]}{'*' * (len(whole) - 5)}{whole[-2:]}"
                found = Found(code, offset + groups[first].start(), masked), last
        if found is None:
            first += 1
        else:
            yield found[0]
            first = found[1] + 1


def _kind(digits: str) -> Code | None:
    if re.fullmatch(r"\d{17}[\dX]", digits) and _is_day(digits[6:14]):
        return Code.CITIZEN_ID  # reported with a wrong check character too: a slip is no disguise
    if re.fullmatch(r"\d{15}", digits) and _is_day("19" + digits[6:12]):
        return Code.CITIZEN_ID
    if re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits):
        return Code.MOBILE_NUMBER
    if re.fullmatch(r"[3-9]\d{15,18}", digits) and luhn(digits):
        return Code.BANK_CARD
    return None


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
