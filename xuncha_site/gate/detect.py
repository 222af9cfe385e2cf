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
    found = _again(text.text, largest(found))
    there = [replace(f, start=text.starts[f.start], end=text.ends[f.end - 1]) for f in found]
    return [*secrets_in(text), *there]


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
