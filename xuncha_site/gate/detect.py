"""All that identifies in a text: the detectors, over the text as a reader takes it in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from xuncha_site.gate.columns import columns_in
from xuncha_site.gate.disguised import disguised_in
from xuncha_site.gate.found import Found
from xuncha_site.gate.marks import marks_in
from xuncha_site.gate.names import names_in, parted_names_in, read
from xuncha_site.gate.normal import Normal, normal
from xuncha_site.gate.numbers import numbers_in
from xuncha_site.gate.readings import readings
from xuncha_site.gate.romanised import romanised_in
from xuncha_site.gate.secrecy import secrets_in
from xuncha_site.problems import Code


def found_in(raw: str, *, names: bool = True) -> list[Found]:
    """Everything in a text as written, with the places of what was written.

    Without ``names`` the model is not asked: only numbers, accounts and marks are found.
    """
    text = normal(raw)
    found = [one for reading in readings(text) for one in _in_reading(raw, reading, names)]
    return [*secrets_in(text), *largest(found)]


def _in_reading(raw: str, text: Normal, names: bool) -> Iterator[Found]:
    """What one reading of a text holds, with the places of what was written."""
    found = [*numbers_in(text.text), *marks_in(text.text)]
    if names:
        found += romanised_in(text.text, found)
        found += names_in(text)
        found += parted_names_in(text)
        found += disguised_in(raw, text)
        found += columns_in(text.text)
    for one in _again(text.text, largest(found)):
        start, end = text.span(one.start, one.end)
        yield replace(one, start=start, end=end)


def learn(raws: Iterable[str]) -> None:
    """Let the model read texts all at once, before each is asked for: that costs much less."""
    read(reading for raw in raws for reading in readings(normal(raw)))


def largest(found: Iterable[Found]) -> list[Found]:
    """Of what overlaps, the one that reaches farthest; numbers before words."""
    order = sorted(
        found,
        key=lambda f: (_rank(f.code), f.start - f.end, f.start, f.code is Code.PERSON_NAME),
    )
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
