"""All that identifies in a text: the detectors, over the text as a reader takes it in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from xuncha_site.gate import model
from xuncha_site.gate.found import Found
from xuncha_site.gate.marks import marks_in
from xuncha_site.gate.normal import Normal, normal
from xuncha_site.gate.numbers import numbers_in
from xuncha_site.gate.people import people_in
from xuncha_site.gate.places import places_in
from xuncha_site.gate.romanised import romanised_in
from xuncha_site.gate.secrecy import secrets_in
from xuncha_site.problems import Code

_SENTENCE = re.compile(r"[^\n。；;！？!?]+[。；;！？!?]?")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_GAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \t·.\-_*]{1,2}(?=[\u4e00-\u9fff])")
# A single character between gaps, or before or behind one.
_PARTED = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff][ \t·.\-_*]{1,2}[\u4e00-\u9fff]"
    r"|[\u4e00-\u9fff][ \t·.\-_*]{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])"
    r"|[\u4e00-\u9fff] [\u4e00-\u9fff]"
)
_LONGEST = 400  # characters that the model is given at once


def found_in(raw: str, *, names: bool = True) -> list[Found]:
    """Everything in a text as written, with the places of what was written.

    Without ``names`` the model is not asked: only numbers, accounts and marks are found.
    """
    text = normal(raw)
    found = [*numbers_in(text.text), *marks_in(text.text)]
    if names:
        found += romanised_in(text.text, found)
        found += _names(text)
        found += _parted_names(text)
    found = _again(text.text, largest(found))
    there = [replace(f, start=text.starts[f.start], end=text.ends[f.end - 1]) for f in found]
    return [*secrets_in(text), *there]


def _parted_names(text: Normal) -> Iterator[Found]:
    """Names whose characters are parted: 李 建 国. Only what reaches over a gap is told here."""
    if not _PARTED.search(text.text):
        return
    joined = text.without(_GAP)
    for found in _names(Normal(joined.text, range(len(joined.text)), range(len(joined.text)))):
        start, end = joined.span(found.start, found.end)
        written = sum(1 for place in text.starts if start <= place < end)
        if found.code is Code.PERSON_NAME and written > found.end - found.start:
            first = next(n for n, place in enumerate(text.starts) if place >= start)
            yield replace(found, start=first, end=first + written)


def _names(text: Normal) -> Iterator[Found]:
    pieces = list(sentences(text.text))
    tags = model.tagged([sentence for _, sentence in pieces])
    for (start, sentence), words in zip(pieces, tags, strict=True):
        for found in (*people_in(sentence, words), *places_in(sentence, words)):
            yield replace(found, start=found.start + start, end=found.end + start)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text that may hold a name, and where each begins."""
    for match in _SENTENCE.finditer(text):
        for start in range(match.start(), match.end(), _LONGEST):
            sentence = text[start : min(start + _LONGEST, match.end())]
            if _HAN.search(sentence):
                yield start, sentence


def largest(found: Iterable[Found]) -> list[Found]:
    """Of what overlaps, the one that reaches farthest; numbers before words."""
    order = sorted(found, key=lambda f: (_rank(f.code), f.start - f.end, f.start))
    kept: list[Found] = []
    for one in order:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _rank(code: Code) -> int:
    return 0 if code is Code.KNOWN_NAME else 2 if code in WORDS else 1


WORDS = frozenset(
    {Code.PERSON_NAME, Code.PLACE_NAME, Code.BODY_NAME, Code.COMPANY_NAME, Code.HOME_ADDRESS}
)


def _again(text: str, found: list[Found]) -> list[Found]:
    """What was found once, everywhere else in the text."""
    names = {text[f.start : f.end]: f for f in found if f.code in WORDS}
    more = [
        replace(first, start=match.start(), end=match.end())
        for name, first in names.items()
        for match in re.finditer(re.escape(name), text)
    ]
    return largest([*found, *more])
