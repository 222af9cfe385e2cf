"""A text as a reader takes it in, with the way back to where each character was written.

Entities, percent and backslash escapes are read, invisible characters left out, characters of other
widths and traditional ones turned into the plain simplified ones. ``Normal.span`` leads back.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat

from xuncha_site.gate.model import simplified

# One disguise may be put on over another: "&amp;#24352;", "%2526".
_LAYERS = 3
_ESCAPE = re.compile(
    r"&#(?:[xX][0-9A-Fa-f]{1,6}|\d{1,7});?|&(?:nbsp|shy|ensp|emsp|thinsp|zwnj|zwj)(?![A-Za-z;])"
    r"|&[A-Za-z][A-Za-z0-9]{1,30};|(?:%[0-9A-Fa-f]{2})+|(?:=[0-9A-F]{2}){3,}|%u[0-9A-Fa-f]{4}"
    r"|\\u\{[0-9A-Fa-f]{1,6}\}|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2}"
    r"|[Uu]\+[0-9A-Fa-f]{4,5}[;,]?|\\\n[ \t]*"
)
# What may have to be changed: neither ASCII, nor a Chinese character, nor Chinese punctuation.
_ODD = re.compile("[^\x00-\x7e\u3001-\u301f\u4e00-\u9fff，。：；！？（）“”‘’…—·《》×]")
# Letters of other alphabets that look like Latin ones, and characters that show nothing.
_ALIKE = str.maketrans("АВЕКМНОРСТХаеорсхΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEKMHOPCTXaeopcxABEZHIKMNOPTX")
_NOTHING = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_HAN = re.compile("[\u4e00-\u9fff]+")
_FIGURES = re.compile("[0-9A-Z]{2}")
_UNSEEN = frozenset({"Cf", "Mn", "Me", "Cc"})
# A line that goes on within one paragraph: no key, no list, no table, no heading begins there.
_FOLD = re.compile(
    r"(?<=[\u4e00-\u9fff])\n[ \t]*(?=[\u4e00-\u9fff])"
    r"(?![^\s:：]{1,20}:(?:\s|$))(?![^\s:：，。]{1,8}：)"
)
# A shorter line ends of itself: it is one of a list, such as a name.
_FULL_LINE = 14


@dataclass(frozen=True, slots=True)
class Normal:
    """``text`` with, for each of its characters, where it begins and ends in what was written."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` to ``end`` stand in the text as written."""
        return self.starts[start], self.ends[end - 1]

    def part(self, start: int, end: int) -> Normal:
        """A piece of it, which leads back to the same places."""
        return Normal(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def without(self, gaps: re.Pattern[str]) -> Normal:
        """The same without what a pattern matches."""
        return replaced(self, gaps, lambda _: [])


def normal(raw: str) -> Normal:
    """Read a text as written. Every character of the result leads back to it."""
    found = Normal(raw, range(len(raw)), range(1, len(raw) + 1))
    for _ in range(_LAYERS):
        if not _ESCAPE.search(found.text):
            break
        found = replaced(found, _ESCAPE, _unescaped)
    if _ODD.search(found.text):
        found = replaced(found, _ODD, _read)
    found = replaced(found, _FOLD, _folded)
    return Normal(found.text.translate(simplified()), found.starts, found.ends)


Pieces = list[tuple[str, int, int]]  # what stands there, from where to where of the match


def replaced(
    old: Normal, pattern: re.Pattern[str], pieces_of: Callable[[re.Match[str]], Pieces]
) -> Normal:
    """The same with other pieces where a pattern matches; each leads back to its own part of it."""
    text: list[str] = []
    starts, ends = array("I"), array("I")  # four bytes a character: a file of all records is large
    behind = 0
    for match in pattern.finditer(old.text):
        first = match.start()
        text.append(old.text[behind:first])
        starts.extend(old.starts[behind:first])
        ends.extend(old.ends[behind:first])
        for piece, start, end in pieces_of(match):
            text.append(piece)
            starts.extend(repeat(old.starts[first + start], len(piece)))
            ends.extend(repeat(old.ends[first + end - 1], len(piece)))
        behind = match.end()
    if not behind:
        return old
    text.append(old.text[behind:])
    starts.extend(old.starts[behind:])
    ends.extend(old.ends[behind:])
    return Normal("".join(text), starts, ends)


def _read(match: re.Match[str]) -> Pieces:
    sign, text = match.group(), match.string
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    if sign == "\u00a0" and (_HAN.fullmatch(around) or _FIGURES.fullmatch(around)):
        return []  # nobody parts Chinese words, or figures, by such a space but to hide them
    return [(_plain(sign), 0, 1)]


def _folded(match: re.Match[str]) -> Pieces:
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    return [] if len(line.strip()) >= _FULL_LINE else [("\n", 0, 1)]


def _unescaped(match: re.Match[str]) -> Pieces:
    written = match.group()
    if written[0] in "%=" and written[1] != "u":
        return _bytes(written)
    if written[0] == "&":
        shown = html.unescape(written)
    elif written[0] in "Uu":
        shown = _character(written[2:].rstrip(";,"))
    elif written[1] == "\n":
        shown = ""
    else:
        shown = _character(written[2:].strip("{}"))
    return [(shown, 0, len(written))]


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else ""


def _bytes(written: str) -> Pieces:
    """Percent escapes hold bytes of UTF-8, or of GBK; each character leads back to its own."""
    raw = bytes.fromhex(written.replace(written[0], ""))
    for coding in ("utf-8", "gbk"):
        try:
            decoded = raw.decode(coding)
        except UnicodeDecodeError:
            continue
        if coding == "utf-8" or _HAN.fullmatch(decoded):
            break
    else:
        return [(sign, place, place + 1) for place, sign in enumerate(written)]
    pieces, place = [], 0
    for character in decoded:
        size = 3 * len(character.encode(coding))
        pieces.append((character, place, place + size))
        place += size
    return pieces


@cache
def _plain(character: str) -> str:
    """The character that a reader takes an odd one for; "" for one that shows nothing."""
    if character in _NOTHING or unicodedata.category(character) in _UNSEEN:
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if plain == character and (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)  # a figure in a black circle
    if plain.isalpha() and (base := unicodedata.normalize("NFD", plain)[:1]).isascii():
        return base  # pinyin with its tones
    return plain.translate(_ALIKE)
