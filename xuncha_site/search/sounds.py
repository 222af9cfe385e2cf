"""How characters sound, for readers who type pinyin or a character of the same sound."""

from __future__ import annotations

import unicodedata
from functools import cache

# A character may be read in several ways; the rarer ones would only find what nobody meant.
READINGS = 3


@cache
def sounds() -> dict[str, str]:
    """The characters in common use (GB 2312) in order, and the syllables of each, without tone.

    Syllables of one character are parted by commas, the usual one first; those of two by a space.
    """
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 (a large table, for this alone)

    found = {}
    for character in sorted(_common()):
        readings = pinyin_dict.get(ord(character), "").split(",")[:READINGS]
        syllables = list(filter(None, dict.fromkeys(map(_toneless, readings))))
        if syllables:
            found[character] = ",".join(syllables)
    return {"signs": "".join(found), "syllables": " ".join(found.values())}


def _common() -> str:
    rows = range(0xB0, 0xF8)
    codes = bytes(byte for row in rows for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return codes.decode("gb2312", errors="ignore")


def _toneless(reading: str) -> str:
    plain = unicodedata.normalize("NFD", reading.replace("ü", "v").replace("ǖ", "v"))
    letters = plain.replace("u\u0308", "v")
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())
