"""Text → the characters that are searched. ``theme/search/10-tokens.js`` does the same.

Characters and pairs of neighbours (bigrams) are what is searched; there are no words, so no list of
words can be out of date. What is no token character ends a run, and no pair reaches across.
"""

from __future__ import annotations

import re
import unicodedata

# First and last code point of each range: figures, per cent, Latin, Greek, Cyrillic, Han, kana,
# hangul. Written out, because what counts as a letter differs between releases of Unicode.
RANGES = (
    (0x25, 0x25),
    (0x30, 0x39),
    (0x61, 0x7A),
    (0xDF, 0xF6),
    (0xF8, 0x24F),
    (0x370, 0x3FF),
    (0x400, 0x52F),
    (0x3005, 0x3007),
    (0x3041, 0x3096),
    (0x30A1, 0x30FA),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0x20000, 0x323AF),
)
_RUN = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in RANGES) + "]+")


# Chinese punctuation that is a wide form of another. Text without any is mostly normal already,
# which is seen six times faster than it is made so.
_WIDE = {wide: unicodedata.normalize("NFKC", wide) for wide in "，：；（）！？％　"}


def normalised(text: str) -> str:
    """The text as it is compared: compatibility forms and capitals made alike."""
    for wide, plain in _WIDE.items():
        text = text.replace(wide, plain)
    return unicodedata.normalize("NFKC", text).lower()


def runs(text: str) -> list[str]:
    """The unbroken stretches of token characters of a text, in order."""
    return _RUN.findall(normalised(text))


def grams(run: str) -> list[str]:
    """The pairs of neighbours of a run; the character itself where there is one only."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
