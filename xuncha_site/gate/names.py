"""Names of persons, places, bodies and firms, sentence by sentence.

What a sentence holds does not depend on where it stands: each is read once in a process, and many
are read together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from xuncha_site.gate.found import Found
from xuncha_site.gate.normal import Normal
from xuncha_site.gate.people import people_in
from xuncha_site.gate.places import places_in
from xuncha_site.gate.tagger import tagged
from xuncha_site.problems import Code

# The model cannot read on after an address: what follows its last sign is read by itself; and so
# is a comment of YAML behind a value.
_SENTENCE = re.compile(
    r"(?:(?![A-Za-z0-9]/[\u4e00-\u9fff]|[ \t]+#[ \t])[^\n。；;！？!?])+"
    r"(?:[A-Za-z0-9]/|[。；;！？!?])?"
)
_SIGN = "[\u4e00-\u9fff]"
_HAN = re.compile(_SIGN + "{2}")
_BETWEEN = r"[ \t·.\-_~]{1,2}"
_GAP = re.compile(f"(?<={_SIGN}){_BETWEEN}(?={_SIGN})")
# A single character between gaps, or before or behind one.
_PARTED = re.compile(
    f"(?<!{_SIGN}){_SIGN}{_BETWEEN}{_SIGN}|{_SIGN}{_BETWEEN}{_SIGN}(?!{_SIGN})|{_SIGN} {_SIGN}"
)
_LONGEST = 400  # characters that the model is given at once
_MOST = 100_000  # sentences that are remembered
_READ: dict[str, tuple[Found, ...]] = {}


def names_in(text: Normal) -> Iterator[Found]:
    """Every name of a text, with its place in the normalised text."""
    read([text])
    for start, sentence in sentences(text.text):
        for found in _READ[sentence]:
            yield replace(found, start=found.start + start, end=found.end + start)


def read(texts: Iterable[Normal]) -> None:
    """Read the sentences of texts, all of them at once: that costs less than one by one."""
    wanted = {sentence for text in texts for _, sentence in sentences(text.text)}
    if len(_READ) + len(wanted) > _MOST:
        _READ.clear()
    new = [sentence for sentence in wanted if sentence not in _READ]
    for sentence, words in tagged(new):
        _READ[sentence] = (*people_in(sentence, words), *places_in(sentence, words))


def parted_names_in(text: Normal) -> Iterator[Found]:
    """Names whose characters are parted: 李 建 国. Only what reaches over a gap is told here."""
    if not _PARTED.search(text.text):
        return
    joined = text.without(_GAP)
    for found in names_in(joined):
        start, end = joined.span(found.start, found.end)
        written = sum(1 for place in text.starts if start <= place < end)
        if found.code is Code.PERSON_NAME and written > found.end - found.start:
            first = next(n for n, place in enumerate(text.starts) if place >= start)
            yield replace(found, start=first, end=first + written)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text that may hold a name, and where each begins."""
    for match in _SENTENCE.finditer(text):
        for start in range(match.start(), match.end(), _LONGEST):
            sentence = text[start : min(start + _LONGEST, match.end())]
            if _HAN.search(sentence):
                yield start, sentence
